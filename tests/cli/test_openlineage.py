"""OpenLineage events: what is in them, held against the published schemas and the truth of column lineage, and how they are named."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Dict, List, Set, Tuple

import jsonschema
import pytest
from conftest import CONTRACT, MODELS, ROOT, CommandLine, Repository, Run
from dbt import Manifest
from test_hostile_text import TEXTS, contract, models
from test_lineage_truth import manifest, truth

Event = Dict[str, Any]
PROJECTS = ("finance_core", "jaffle_postgres")
TEAM = """\
team:
  name: shop-data
  members:
    - {username: ann, role: Owner}
    - {username: bob, role: Reader}
    - {username: cid, role: Owner, dateOut: "2020-01-01"}
"""


def events(run: Run) -> "List[Event]":
    assert run.code == 0, run.text
    return [json.loads(line) for line in run.out.splitlines()]


def extract(cli: CommandLine, repo: Repository, *options: object) -> "List[Event]":
    return events(cli("extract", "--repo", repo.path, "--format", "openlineage", *options))


def named(told: "List[Event]") -> "List[Tuple[str, str]]":
    return [(e["dataset"]["namespace"], e["dataset"]["name"]) for e in told]


@pytest.fixture(scope="module")
def told(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> "Dict[str, List[Event]]":
    """The events of two applications whose tables are the sources of dbt projects."""
    done: "Dict[str, List[Event]]" = {}
    for project in PROJECTS:
        folder = tmp_path_factory.mktemp(project)
        repo = Repository.create(folder)
        text = (ROOT / "tests" / "fixtures" / "lineage" / project / "models.py").read_text(encoding="utf-8")
        repo.commit({"app/models.py": text, "app/__init__.py": ""})
        done[project] = extract(CommandLine(folder), repo, "--manifest", manifest(shared, project))
    return done


class Schemas:
    """The published schemas, with references among them resolved here."""

    def __init__(self, shared: Path) -> None:
        files = [*(shared / "openlineage").glob("*.json"), ROOT / "tests/fixtures/formats/openlineage-column-lineage.schema.json"]
        self.documents = {document["$id"]: document for document in (json.loads(file.read_text()) for file in files)}

    def check(self, value: Any, address: str) -> None:
        document, _, pointer = address.partition("#")
        schema = {"$ref": address} if pointer else self.documents[document]
        resolver = jsonschema.RefResolver(document, self.documents[document], store=self.documents)
        jsonschema.Draft202012Validator(schema, resolver=resolver).validate(value)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("project", PROJECTS)
def test_events_are_valid(shared: Path, told: "Dict[str, List[Event]]", project: str) -> None:
    schemas = Schemas(shared)
    assert len(told[project]) > 10
    for event in told[project]:
        valid(schemas, event)
    assert len(set(named(told[project]))) == len(told[project])


def valid(schemas: Schemas, event: Event) -> None:
    assert event["schemaURL"] == "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", event["eventTime"])
    schemas.check(event, event["schemaURL"])
    schemas.check(event, event["schemaURL"].partition("#")[0])
    for facet in event["dataset"]["facets"].values():
        assert facet["_producer"] == event["producer"]
        if "Documentation" not in facet["_schemaURL"]:
            schemas.check(facet, facet["_schemaURL"])


@pytest.mark.parametrize("project", PROJECTS)
def test_inputs_are_columns_of_datasets_that_are_told_before(told: "Dict[str, List[Event]]", project: str) -> None:
    columns: "Dict[Tuple[str, str], Set[str]]" = {}
    for event in told[project]:
        dataset = event["dataset"]
        own = {field["name"] for field in dataset["facets"]["schema"]["fields"]}
        lineage = dataset["facets"].get("columnLineage", {"fields": {}})
        assert set(lineage["fields"]) <= own
        inputs = [i for field in lineage["fields"].values() for i in field["inputFields"]] + lineage.get("dataset", [])
        for given in inputs:
            source = (given["namespace"], given["name"])
            assert source not in columns or given["field"] in columns[source], (dataset["name"], given)
            assert source != (dataset["namespace"], dataset["name"])
        columns[(dataset["namespace"], dataset["name"])] = own


@pytest.mark.parametrize("project", PROJECTS)
def test_column_lineage_is_the_truth(shared: Path, told: "Dict[str, List[Event]]", project: str) -> None:
    """Followed from the models' columns, as a catalog does. A model that dbt inlines is no dataset: its readers' queries hold it."""
    nodes = [n for n in json.loads(manifest(shared, project).read_text())["nodes"].values() if n["resource_type"] in ("model", "snapshot")]
    inlined = {n["name"] for n in nodes if n.get("config", {}).get("materialized") == "ephemeral"}
    readers = {n["name"]: [r["name"] for r in nodes if n["unique_id"] in r["depends_on"]["nodes"]] for n in nodes}

    def written(name: str) -> "Set[str]":
        return {reader for next_one in readers[name] for reader in written(next_one)} if name in inlined else {name}

    models = {f"{n['database']}.{n['schema']}.{n['alias']}": n["name"] + (f".v{n['version']}" if n.get("version") else "") for n in nodes}
    edges: "Dict[Tuple[str, str, str], List[Tuple[str, str, str]]]" = {}
    rows: "Dict[Tuple[str, str, str], Set[str]]" = {}
    for event in told[project]:
        dataset = event["dataset"]
        lineage = dataset["facets"].get("columnLineage", {"fields": {}})
        for name, field in lineage["fields"].items():
            for given in field["inputFields"]:
                assert [t["type"] for t in given["transformations"]] == ["DIRECT"]
                edges.setdefault((given["namespace"], given["name"], given["field"].lower()), []).append((dataset["namespace"], dataset["name"], name.lower()))
        for given in lineage.get("dataset", []):
            assert given["transformations"] == [{"type": "INDIRECT"}]
            rows.setdefault((given["namespace"], given["name"], given["field"].lower()), set()).add(models[dataset["name"]])
    tables = {name.split(".")[-1]: (ns, name) for ns, name in reversed(named(told[project])) if ns == "postgres"}
    for column, expected in truth(project).items():
        table, _, name = column.rpartition(".")
        start = (*tables[table.split(".")[-1]], name.lower())
        seen, waiting, decides = {start}, [start], set(rows.get(start, ()))
        while waiting:
            for target in edges.get(waiting.pop(), []):
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
                    decides |= rows.get(target, set())
        found = {f"{models[n]}.{c}" for _, n, c in seen if n in models}
        assert found == {f"{m}.{c.lower()}" for m, _, c in (x.rpartition(".") for x in expected.columns) if m not in inlined}, column
        assert decides == {model for r in expected.rows for model in written(r)}, column


def test_a_load_is_the_same_value(told: "Dict[str, List[Event]]") -> None:
    source = next(e["dataset"] for e in told["finance_core"] if e["dataset"]["name"] == "finance_core.main.raw_plans")
    assert source["namespace"] == "duckdb"
    assert source["facets"]["columnLineage"]["fields"]["tier"] == {"inputFields": [
        {"namespace": "postgres", "name": "main.raw_plans", "field": "tier", "transformations": [{"type": "DIRECT", "subtype": "IDENTITY"}]}]}


SERVERS = [
    ("{type: postgres, host: db.example, port: 6432, database: shop, schema: public}", "postgresql", "postgres://db.example:6432", "shop.public.customers"),
    ("{type: cloudsql, host: db.example, port: 5432, database: shop, schema: sales}", "postgresql", "postgres://db.example:5432", "shop.sales.customers"),
    ("{type: mysql, host: db.example, port: 3306, database: shop}", "mysql", "mysql://db.example:3306", "shop.customers"),
    ("{type: mysql, host: db.example, port: 3306, database: shop}", "mariadb", "mysql://db.example:3306", "shop.customers"),
    ("{type: sqlserver, host: db.example, database: shop, schema: dbo}", "mssql", "mssql://db.example:1433", "shop.dbo.customers"),
    ("{type: oracle, host: db.example, port: 1521, serviceName: SHOP}", "oracle", "oracle://db.example:1521", "SHOP.customers"),
    ("{type: snowflake, account: acme-prod, database: RAW, schema: SHOP}", "postgresql", "postgres", "customers"),
    ("{type: kafka, host: broker.example}", "sqlite", "sqlite", "customers"),
]


@pytest.mark.parametrize("server, dialect, namespace, name", SERVERS)
def test_the_contract_s_server_names_the_table(cli: CommandLine, repo: Repository, server: str, dialect: str, namespace: str, name: str) -> None:
    repo.commit({"contracts/customers.odcs.yaml": CONTRACT + f"servers:\n  - {server.replace('{', '{server: s, ')}\n"})
    assert named(extract(cli, repo, "--dialect", dialect)) == [(namespace, name)]


def test_production_is_meant(cli: CommandLine, repo: Repository) -> None:
    servers = "".join(
        f"  - {{server: {e}, type: postgres, environment: {e}, host: {e}.example, port: 5432, database: shop, schema: public}}\n" for e in ("dev", "prod", "test"))
    repo.commit({"contracts/customers.odcs.yaml": CONTRACT + f"servers:\n{servers}"})
    assert named(extract(cli, repo)) == [("postgres://prod.example:5432", "shop.public.customers")]


def test_what_no_contract_promises_is_in_the_same_database(cli: CommandLine, repo: Repository) -> None:
    other = '\n\nclass Order(Base):\n    __tablename__ = "orders"\n    __table_args__ = {"schema": "sales"}\n\n    id = Column(Integer, primary_key=True)\n'
    server = "servers:\n  - {server: s, type: postgres, host: db, port: 5432, database: shop, schema: public}\n"
    repo.commit({"shop/models.py": MODELS + other, "contracts/customers.odcs.yaml": CONTRACT + server})
    assert named(extract(cli, repo)) == [("postgres://db:5432", "shop.public.customers"), ("postgres://db:5432", "shop.sales.orders")]
    more = CONTRACT.replace("customers", "orders") + server.replace("host: db", "host: other")
    repo.commit({"contracts/orders.odcs.yaml": more, "shop/models.py": MODELS + other + other.replace("Order", "Line").replace("orders", "lines")})
    assert named(extract(cli, repo)) == [("postgres://db:5432", "shop.public.customers"), ("postgres", "sales.lines"), ("postgres://other:5432", "shop.sales.orders")]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_views_of_the_models_and_loads_of_them(cli: CommandLine, empty: Repository, shared: Path, tmp_path: Path) -> None:
    empty.commit({"shop/models.py": (ROOT / "tests/worker/fixtures/classes/shop/models.py").read_text(), "shop/__init__.py": ""})
    project = Manifest()
    project.source("totals")
    project.model("stg", 'select more as m from "db"."raw"."totals"', "totals")
    told = extract(cli, empty, "--manifest", project.write(tmp_path / "manifest.json"))
    for event in told:
        valid(Schemas(shared), event)
    lineage = {name: event["dataset"]["facets"].get("columnLineage", {}).get("fields", {}) for (_, name), event in zip(named(told), told)}
    assert [(i["name"], i["field"]) for i in lineage["totals"]["more"]["inputFields"]] == [("sales.orders", "total")]
    assert [(i["name"], i["field"]) for i in lineage["db.raw.totals"]["more"]["inputFields"]] == [("totals", "more")]
    assert [(i["name"], i["field"]) for i in lineage["db.marts.stg"]["m"]["inputFields"]] == [("db.raw.totals", "more")]
    assert lineage["sales.orders"] == {}


def test_namespaces_are_given_by_option_or_setting(cli: CommandLine, repo: Repository) -> None:
    repo.commit({".contractcheck.yml": "openlineage-namespace: [duckdb:///data/shop.db, 'postgres://set:5432']\n"})
    assert named(extract(cli, repo)) == [("postgres://set:5432", "customers")]
    assert named(extract(cli, repo, "--openlineage-namespace", "shop-production")) == [("shop-production", "customers")]
    assert named(extract(cli, repo, "--openlineage-namespace", "snowflake://acme")) == [("postgres", "customers")]


def test_the_warehouse_s_namespace(cli: CommandLine, empty: Repository, shared: Path) -> None:
    text = (ROOT / "tests/fixtures/lineage/finance_core/models.py").read_text(encoding="utf-8")
    empty.commit({"app/models.py": text, "app/__init__.py": ""})
    told = named(extract(cli, empty, "--manifest", manifest(shared, "finance_core"), "--openlineage-namespace", "duckdb:///data/finance.db", "--openlineage-namespace", "app"))
    assert {namespace for namespace, name in told if name.startswith("finance_core.")} == {"duckdb:///data/finance.db"}
    assert {namespace for namespace, name in told if name.startswith("main.")} == {"app"}


def test_a_source_that_is_the_models_own_table_is_told_once(cli: CommandLine, empty: Repository, shared: Path) -> None:
    """dbt runs in the application's database."""
    project = json.loads(manifest(shared, "jaffle_postgres").read_text())
    source = next(s for s in project["sources"].values())
    text = (ROOT / "tests/fixtures/lineage/jaffle_postgres/models.py").read_text(encoding="utf-8")
    server = f"servers:\n  - {{server: s, type: postgres, host: db, port: 5432, database: {source['database']}, schema: {source['schema']}}}\n"
    own = CONTRACT.replace("name: customers", f"name: {source['identifier']}").split("    properties:")[0]
    empty.commit({"app/models.py": text, "app/__init__.py": "", "c.odcs.yaml": own + server})
    told = extract(cli, empty, "--manifest", manifest(shared, "jaffle_postgres"))
    name = ("postgres://db:5432", f"{source['database']}.{source['schema']}.{source['identifier']}")
    assert named(told).count(name) == 1
    assert "columnLineage" not in told[named(told).index(name)]["dataset"]["facets"]
    inputs = {(i["namespace"], i["name"]) for e in told for f in e["dataset"]["facets"].get("columnLineage", {"fields": {}})["fields"].values() for i in f["inputFields"]}
    assert name in inputs


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_owners_words_and_columns(cli: CommandLine, repo: Repository, shared: Path) -> None:
    documented = CONTRACT.replace("    logicalType: object\n", "    logicalType: object\n    description: Who buys.\n").replace(
        "      - name: email\n", "      - name: email\n        description: Where to write to.\n")
    repo.commit({"contracts/customers.odcs.yaml": documented + TEAM})
    [event] = extract(cli, repo)
    valid(Schemas(shared), event)
    facets = event["dataset"]["facets"]
    assert facets["ownership"]["owners"] == [{"name": "team:shop-data"}, {"name": "user:ann", "type": "Owner"}]
    assert facets["documentation"]["description"] == "Who buys."
    assert facets["schema"]["fields"] == [
        {"name": "id", "type": "INTEGER", "ordinal_position": 1},
        {"name": "email", "type": "VARCHAR(100)", "description": "Where to write to.", "ordinal_position": 2},
    ]


def test_of_a_table_that_is_not_known_whole_no_columns_are_told(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": MODELS.replace("class Customer(Base)", "from acme_missing import Audited\n\n\nclass Customer(Audited, Base)"), "contracts/customers.odcs.yaml": CONTRACT + TEAM})
    [event] = extract(cli, repo)
    assert set(event["dataset"]["facets"]) == {"ownership"}


def test_twice_the_same_but_for_the_time(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    first, again = extract(cli, repo), extract(cli, repo)
    assert [{**e, "eventTime": ""} for e in first] == [{**e, "eventTime": ""} for e in again]
    assert cli("extract", "--repo", repo.path, "--output", tmp_path / "without").code == 0
    assert not list((tmp_path / "without").glob("*.ndjson"))
    extract(cli, repo, "--output", tmp_path / "with")
    assert len((tmp_path / "with" / "schema.openlineage.ndjson").read_text().splitlines()) == 1


@pytest.mark.parametrize("wrong, told", [
    (("--openlineage-url", "marquez"), "no address of a server"),
    (("--openlineage-url", "file:///etc/passwd"), "no address of a server"),
    (("--openlineage-url", "https://ann:s3cret@lineage.example"), "OPENLINEAGE_API_KEY"),
])
def test_what_is_asked_for_wrongly_is_refused(cli: CommandLine, repo: Repository, wrong: "Tuple[str, str]", told: str) -> None:
    for command in ("extract", "check"):
        run = cli(command, "--repo", repo.path, *wrong)
        assert run.code == 2 and told in run.text and "s3cret" not in run.text, run.text


def test_a_file_that_is_not_there_is_refused(cli: CommandLine, repo: Repository) -> None:
    run = cli("extract", "--repo", repo.path, "--format", "openlineage", "--manifest", "none.json")
    assert run.code == 2 and "there is no such file" in run.text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_text_is_data(cli: CommandLine, empty: Repository, text: str) -> None:
    empty.commit({"shop/__init__.py": "", "shop/m.py": models(text, removed=False), "contracts/odd.odcs.yaml": contract(text)})
    run = cli("extract", "--repo", empty.path, "--format", "openlineage", "--openlineage-namespace", text.replace("\0", "0"))
    dataset = next(e["dataset"] for e in events(run) if e["dataset"]["name"] == text)
    assert dataset["namespace"] == text.replace("\0", "0")
    assert {text + "k", text + "g"} <= {f["name"] for f in dataset["facets"]["schema"]["fields"]}
    assert dataset["facets"]["ownership"]["owners"] == [{"name": f"team:{text}"}]
    assert dataset["facets"]["documentation"]["description"] == text
    assert not re.search(r"[^\n\x20-\x7e]|##", run.out)
