"""Files that tell of lineage: found where they are named, and, where they are wrong, told and left out of a verdict that stands without them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from conftest import CONTRACT, MODELS, CommandLine, Repository
from dbt import Manifest

CUSTOMERS = '"db"."raw"."customers"'
LOYALTY = MODELS + "    loyalty = Column(String(10))\n"


def manifest() -> Manifest:
    made = Manifest()
    made.source("customers")
    made.model("stg", f"select email, loyalty as points from {CUSTOMERS}", "customers")
    made.use("exposure", "board", "stg", label="Board deck", type="dashboard", owner={"name": "CFO", "email": "cfo@x.example"})
    return made


@pytest.fixture
def dropped(empty: Repository) -> Repository:
    """The change drops a column that no contract promises, and one that a contract does not mention."""
    empty.commit({"shop/__init__.py": "", "shop/models.py": LOYALTY, "contracts/customers.odcs.yaml": CONTRACT})
    empty.git("checkout", "--quiet", "-b", "change")
    empty.commit({"shop/models.py": MODELS})
    return empty


def text_of(document: object) -> bytes:
    return json.dumps(document).encode()


def version(number: object) -> bytes:
    return text_of({"metadata": {"dbt_schema_version": f"https://schemas.getdbt.com/dbt/manifest/v{number}.json"}, "nodes": {}})


WHOLE = json.dumps(manifest().document).encode()
BAD = {
    "cut off": (WHOLE[: len(WHOLE) // 2], "it is not JSON as dbt writes it"),
    "empty": (b"", "it is not JSON as dbt writes it"),
    "no JSON": (b"<html>Sign in</html>", "it is not JSON as dbt writes it (line 1"),
    "no manifest": (b"{}", "it is no manifest of dbt"),
    "a list": (b"[]", "it is not JSON as dbt writes it"),
    "null": (b"null", "it holds null"),
    "an old version": (version(8), "it is a manifest of version 8; versions 9 to 12 are understood"),
    "a new version": (version(20), "it is a manifest of version 20"),
    "no version at all": (version("one"), "it is a manifest of version one"),
    "nodes that are none": (text_of({**json.loads(version(12)), "nodes": ["x"]}), "$.nodes"),
    "a member twice": (WHOLE.replace(b'"nodes":', b'"nodes": {}, "nodes":', 1), "it is not JSON as dbt writes it"),
    "deep": (WHOLE[:-1] + b', "docs": ' + b"[" * 5000 + b"]" * 5000 + b"}", "it is not JSON as dbt writes it"),
    "bytes": (bytes(range(256)) * 10, "it is not JSON as dbt writes it"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_manifest_that_is_wrong_costs_the_impact_and_not_the_verdict(cli: CommandLine, dropped: Repository, tmp_path: Path, what: str) -> None:
    content, told = BAD[what]
    file = tmp_path / "manifest.json"
    file.write_bytes(content)
    run = cli("check", "--repo", dropped.path, "--base", "main", "--manifest", file)
    assert run.code == 0, run.text
    assert told in run.text and "so that who downstream is hit is not known from it" in run.text
    assert re.search("Compile the project|Name the file target/manifest.json", run.text)
    run = cli("impact", "customers.email", "--repo", dropped.path, "--manifest", file)
    assert run.code == 2 and told in run.text


@pytest.mark.parametrize("sql", ["select 1, " + "a" * 900_000, "from --" * 140_000, "select 1, " + " " * 900_000 + "("], ids=["word", "comments", "blanks"])
def test_sql_that_is_made_to_be_slow(cli: CommandLine, dropped: Repository, tmp_path: Path, sql: str) -> None:
    made = manifest()
    made.model("slow", sql)
    made.model("template", None, raw_code="{#" * 400_000)
    for number in range(200):
        made.model(f"a{number}", "select 1")
        made.model(f"b{number}", "select 1", f"a{number}")
        made.document["nodes"][f"model.shop.a{number}"]["depends_on"]["nodes"] = [f"model.shop.b{number}", "source.shop.raw.customers"]
    run = cli("check", "--repo", dropped.path, "--base", "main", "--manifest", made.write(tmp_path / "manifest.json"))
    assert run.code == 1 and "CC701 customers.loyalty" in run.text, run.text[:2000]


def test_a_manifest_of_200_megabytes(cli: CommandLine, dropped: Repository, tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.write_bytes(WHOLE)
    os.truncate(file, 200 * 1024 * 1024)
    run = cli("check", "--repo", dropped.path, "--base", "main", "--manifest", file)
    assert run.code == 0 and "is larger than 128 MiB and is not read" in run.text, run.text


def test_members_of_other_kinds_are_passed_over(cli: CommandLine, dropped: Repository, tmp_path: Path) -> None:
    document = manifest().document
    document["nodes"]["model.shop.gone"] = None
    document["nodes"]["model.shop.stg"].update(meta=[1], group={"x": 1}, version=[2], owner=7, config={"meta": "x", "unique_key": {"a": 1}}, columns={"c": None})
    document["exposures"]["exposure.shop.odd"] = {"depends_on": {"nodes": [None, "model.shop.stg", "model.shop.nowhere"]}, "owner": [["x"], {"name": 3}]}
    document["groups"] = {"g": None}
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    run = cli("impact", "customers.loyalty", "--repo", dropped.path, "--head", "main", "--manifest", file)
    assert run.code == 0 and "reaches 1 model, 1 dashboard, 1 consumer" in run.text, run.text


def test_what_no_contract_forbids_fails_where_somebody_is_hit(cli: CommandLine, dropped: Repository, tmp_path: Path) -> None:
    file = manifest().write(tmp_path / "manifest.json")
    assert cli("check", "--repo", dropped.path, "--base", "main").code == 0
    run = cli("check", "--repo", dropped.path, "--base", "main", "--manifest", file)
    assert run.code == 1 and "CC701 customers.loyalty was removed, and 'Board deck' depends on it" in run.text, run.text
    assert "reaches 1 model, 1 dashboard: Board deck (CFO)" in run.text and "Notify: CFO (cfo@x.example)" in run.text
    run = cli("check", "--repo", dropped.path, "--base", "main", "--manifest", file, "--profile", "writer")
    assert run.code == 0, run.text
    run = cli("check", "--repo", dropped.path, "--base", "main", "--manifest", file, "--format", "json")
    finding = next(f for f in run.json["introduced"] if f["rule"] == "CC701")
    assert (finding["impact"]["models"], finding["impact"]["consumers"]) == (1, 1)
    assert [r["name"] for r in finding["impact"]["reached"]] == ["Board deck", "stg"]
    dropped.commit({".contractcheck-waivers.yml": "waivers:\n  - {rule: CC701, table: customers, column: loyalty, reason: moved, owner: me, until: 2999-01-01}\n"})
    assert cli("check", "--repo", dropped.path, "--base", "main", "--manifest", file).code == 0


def test_fail_on_consumers(cli: CommandLine, dropped: Repository, tmp_path: Path) -> None:
    dropped.commit({"shop/models.py": MODELS.replace("    email = Column(String(100), nullable=False)\n", "")})
    everybody, nobody = manifest(), manifest()
    nobody.document["exposures"] = {}
    command = ["check", "--repo", dropped.path, "--base", "main", "--fail-on", "consumers"]
    run = cli(*command, "--manifest", everybody.write(tmp_path / "a" / "manifest.json"))
    assert run.code == 1, run.text
    run = cli(*command, "--manifest", nobody.write(tmp_path / "b" / "manifest.json"))
    assert run.code == 0 and "accepted by fail-on: consumers, of which none is hit" in run.text, run.text
    assert cli(*command).code == 1, "nobody knows who the consumers are"
    (tmp_path / "c.json").write_text("x")
    run = cli(*command, "--manifest", tmp_path / "b" / "manifest.json", "--manifest", tmp_path / "c.json")
    assert run.code == 1, "some of them may not be known"


def test_an_announced_end_passes_and_tells_who_is_hit(cli: CommandLine, dropped: Repository, tmp_path: Path) -> None:
    dropped.git("checkout", "--quiet", "main")
    promised = CONTRACT + "      - name: loyalty\n        logicalType: string\n"
    dropped.commit({"contracts/customers.odcs.yaml": promised})
    dropped.git("checkout", "--quiet", "-B", "change")
    dropped.commit({"shop/models.py": MODELS, "contracts/customers.odcs.yaml": CONTRACT.replace("version: 1.0.0", "version: 2.0.0")})
    run = cli("check", "--repo", dropped.path, "--base", "main", "--manifest", manifest().write(tmp_path / "manifest.json"))
    assert run.code == 0 and "reaches 1 model, 1 dashboard: Board deck" in run.text, run.text


def test_files_that_the_configuration_names(cli: CommandLine, dropped: Repository) -> None:
    dropped.git("checkout", "--quiet", "main")
    dropped.commit({".contractcheck.yml": "manifests: ['dbt/**/manifest.json']\nconsumers: [consumers.csv]\n", "consumers.csv": "table,consumer\ncustomers,CRM\n"})
    dropped.git("checkout", "--quiet", "-B", "change")
    dropped.commit({"shop/models.py": MODELS})
    run = cli("check", "--repo", dropped.path, "--base", "main")
    assert run.code == 1 and "'CRM' depends on it" in run.text and "fits no file" in run.text, run.text

    # Fetched by the pipeline, and ignored by git.
    dropped.commit({".gitignore": "target/\n"})
    manifest().write(dropped.path / "dbt" / "target" / "manifest.json")
    run = cli("check", "--repo", dropped.path, "--base", "main")
    assert run.code == 1 and "reaches 1 model, 1 consumer, 1 dashboard: CRM, Board deck (CFO)" in run.text, run.text

    # A change cannot hide whom it hits.
    (dropped.path / "consumers.csv").unlink()
    dropped.commit({".contractcheck.yml": "manifests: []\n"})
    run = cli("check", "--repo", dropped.path, "--base", "main")
    assert run.code == 1 and "CRM" in run.text, run.text


def test_consumers_that_a_contract_names(cli: CommandLine, dropped: Repository) -> None:
    dropped.git("checkout", "--quiet", "main")
    promised = CONTRACT + "      - name: loyalty\n        logicalType: string\n        customProperties: [{property: consumers, value: [Bonus job, Mailing]}]\n"
    dropped.commit({"contracts/customers.odcs.yaml": promised + "support: [{channel: '#data', url: 'https://chat.example/data'}]\n"})
    dropped.git("checkout", "--quiet", "-B", "change")
    dropped.commit({"shop/models.py": MODELS})
    run = cli("check", "--repo", dropped.path, "--base", "main")
    assert run.code == 1 and "reaches 2 consumers: Bonus job, Mailing" in run.text and "Notify: #data (https://chat.example/data)" in run.text, run.text


def test_files_out_of_the_repository(cli: CommandLine, dropped: Repository, tmp_path: Path) -> None:
    manifest().write(tmp_path / "secret" / "manifest.json")
    dropped.commit({".contractcheck.yml": "manifests: [../secret/manifest.json]\n"})
    run = cli("check", "--repo", dropped.path, "--base", "main")
    assert run.code == 2 and "leaves the repository" in run.text
    dropped.commit({".contractcheck.yml": "manifests: [linked/manifest.json]\n", ".gitignore": "linked\n"})
    (dropped.path / "linked").symlink_to(tmp_path / "secret")
    run = cli("check", "--repo", dropped.path, "--base", "main")
    assert run.code == 0 and "leads out of the repository and is not read" in run.text, run.text


@pytest.mark.parametrize("content, told", [
    (b"table,user\n", "unknown header 'user'"),
    (b"table,consumer\ncustomers\n", "line 2: the row has 1 cells and the header 2"),
    (b"table,consumer\n,CRM\n", "line 2: the row names no table"),
    (b"", "the list is empty"),
    (b"\xff\xfe\x00", "it is not UTF-8"),
    (b"table,consumer\n\x00,x\n", "line 2"),
])
def test_a_list_that_is_wrong(cli: CommandLine, dropped: Repository, tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "consumers.csv"
    file.write_bytes(content)
    run = cli("check", "--repo", dropped.path, "--base", "main", "--consumers", file)
    assert run.code == 0 and told in run.text and "is left out" in run.text, run.text


def test_a_catalog_that_is_wrong_does_not_cost_the_manifest(cli: CommandLine, dropped: Repository, tmp_path: Path) -> None:
    file = manifest().write(tmp_path / "manifest.json")
    (tmp_path / "catalog.json").write_text("{")
    run = cli("check", "--repo", dropped.path, "--base", "main", "--manifest", file)
    assert run.code == 1 and "CC701" in run.text and "catalog.json is left out" in run.text, run.text


def test_what_was_parsed_is_kept_by_its_content(cli: CommandLine, dropped: Repository, tmp_path: Path) -> None:
    file = manifest().write(tmp_path / "manifest.json")
    command = ["impact", "customers.loyalty", "--repo", dropped.path, "--head", "main", "--manifest", file, "--format", "json"]
    first = cli(*command)
    kept = [p for p in (tmp_path / ".cache" / "contractcheck" / "queries").rglob("*") if p.is_file()]
    assert first.code == 0 and len(kept) == 1
    assert cli(*command).out == first.out
    for damaged in (b"", b'{"tree": {"items": [{"as": "points"}]}', b'{"tree": {"from": [null]}}'):
        kept[0].write_bytes(damaged)
        assert cli(*command).out == first.out, "what is damaged is parsed anew"
