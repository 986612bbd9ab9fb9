"""`contractcheck impact` on small dbt projects: every construct of SQL and of dbt, and how tables are found in the warehouse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List, Set

import pytest
from conftest import CommandLine, Repository
from dbt import Manifest

MODELS = """\
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Customer(Base):
    __tablename__ = "customers"
    id = Column(Integer, primary_key=True)
    email = Column(String(100))
    country = Column(String(2))


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    customer_id = Column(ForeignKey("customers.id"))
    total = Column(Integer)
    status = Column(String(10))
    createdAt = Column(String(10))
"""


@pytest.fixture
def models(empty: Repository) -> Repository:
    empty.commit({"shop/models.py": MODELS, "shop/__init__.py": ""})
    return empty


class Asked:
    """What the command tells."""

    def __init__(self, answer: "Dict[str, Any]") -> None:
        self.answer = answer
        self.by_name = {r["name"]: r for r in answer["reached"]}

    @property
    def columns(self) -> "Set[str]":
        return {f"{r['name']}.{c}" for r in self.answer["reached"] for c in r["columns"]}

    def how(self, name: str) -> "str | None":
        return self.by_name[name]["how"] if name in self.by_name else None


def ask(cli: CommandLine, repo: Repository, column: str, *manifests: Manifest, options: "List[object]" = []) -> Asked:
    files: "List[object]" = []
    for index, manifest in enumerate(manifests):
        files += ["--manifest", manifest.write(repo.path.parent / f"m{index}" / "manifest.json")]
    run = cli("impact", column, "--repo", repo.path, "--format", "json", *files, *options)
    assert run.code == 0, run.text
    return Asked(json.loads(run.out))


def shop(adapter: str = "postgres") -> Manifest:
    manifest = Manifest(adapter)
    manifest.source("orders")
    manifest.source("customers")
    return manifest


ORDERS, CUSTOMERS = '"db"."raw"."orders"', '"db"."raw"."customers"'
CTES = f"with o as (select * from {ORDERS}), c as (select * from {CUSTOMERS})"

# The adapter, the SQL of the model m, and the columns of m that derive from orders.total; '~' where it decides rows.
QUERIES = {
    "star": ("postgres", f"select * from {ORDERS}", "total"),
    "alias": ("postgres", f"select total as amount, id from {ORDERS}", "amount"),
    "expression": ("postgres", f"select coalesce(total, 0) * 100 as cents, status from {ORDERS}", "cents"),
    "cast without a name": ("postgres", f"select total::numeric from {ORDERS}", "total"),
    "two relations, names without a relation": ("postgres", f"{CTES} select email, total from o join c on o.customer_id = c.id", "total"),
    "star of one of two": ("postgres", f"{CTES} select c.*, total as t from o join c on o.customer_id = c.id", "t"),
    "schema and table before the column": ("postgres", 'select raw.orders.total as t from raw.orders', "t"),
    "quoted names": ("postgres", f'select "total" as "The Total" from {ORDERS}', "The Total"),
    "union by place": ("postgres", f"select id as a, total as b from {ORDERS} union all select total, id from {ORDERS}", "a b"),
    "union of stars": ("postgres", f"{CTES}, u as (select id, total from o union all select id, id from c) select * from u", "total"),
    "nested queries": ("postgres", f"select x.t + 1 as y from (select z.total as t from (select * from {ORDERS}) z) x", "y"),
    "columns renamed by the alias": ("postgres", f"select b from (select id, total from {ORDERS}) as x(a, b)", "b"),
    "columns renamed by the expression": ("postgres", f"with x(a, b) as (select id, total from {ORDERS}) select a, b from x", "b"),
    "scalar query": ("postgres", f"select id, (select max(total) from {ORDERS} o where o.customer_id = c.id) as most from {CUSTOMERS} c", "most"),
    "exists": ("postgres", f"select id from {CUSTOMERS} c where exists (select 1 from {ORDERS} o where o.customer_id = c.id and o.total > 5)", "~"),
    "in": ("postgres", f"select id from {CUSTOMERS} where id in (select total from {ORDERS})", "~"),
    "filter": ("postgres", f"select id from {ORDERS} where total > 0", "~"),
    "join": ("postgres", f"select c.email from {CUSTOMERS} c join {ORDERS} o on o.total = c.id", "~"),
    "having": ("postgres", f"select customer_id from {ORDERS} group by 1 having sum(total) > 5", "~"),
    "group by place": ("postgres", f"select total, count(*) as n from {ORDERS} group by 1", "total ~"),
    "order with a limit": ("postgres", f"select id from {ORDERS} order by total limit 10", "~"),
    "order without a limit": ("postgres", f"select id from {ORDERS} order by total", ""),
    "distinct": ("postgres", f"select distinct total from {ORDERS}", "total ~"),
    "distinct on": ("postgres", f"select distinct on (customer_id) customer_id, total as t from {ORDERS} order by customer_id, total", "t ~"),
    "window": ("postgres", f"select row_number() over (partition by customer_id order by total) as place from {ORDERS}", "place"),
    "named window": ("postgres", f"select rank() over w as place from {ORDERS} window w as (order by total)", "place"),
    "filter of an aggregate": ("postgres", f"select count(*) filter (where total > 5) as n from {ORDERS}", "n"),
    "recursion": ("postgres", f"with recursive r as (select id, total as t from {ORDERS} union all select id, t + 1 from r where t < 9) select t from r", "t ~"),
    "name of an expression hides a table": ("postgres", f"with orders as (select id from {ORDERS}) select * from orders", ""),
    "using": ("postgres", f"select customer_id, total as t from {ORDERS} join (select id as customer_id from {CUSTOMERS}) c using (customer_id)", "t"),
    "lateral": ("postgres", f"select l.d from {ORDERS} o, lateral (select o.total * 2 as d) l", "d"),
    "whole row": ("postgres", f"select row_to_json(o) as doc from {ORDERS} o", "doc"),
    "values": ("postgres", f"select v.n, o.total as t from {ORDERS} o cross join (values (1), (2)) as v(n)", "t"),
    "except": ("postgres", f"select id from {CUSTOMERS} except select total from {ORDERS}", "~"),
    "case": ("snowflake", f"select case when total > 5 then 'big' else status end as size from {ORDERS}", "size"),
    "qualify": ("snowflake", f"select id from {ORDERS} qualify row_number() over (partition by customer_id order by total) = 1", "~"),
    "name of an item in a later one": ("snowflake", f"select total * 2 as twice, twice + 1 as more from {ORDERS}", "twice more"),
    "flatten": ("snowflake", f"select f.value as v from {ORDERS} o, lateral flatten(input => o.total) f", "v"),
    "star but some": ("bigquery", "select * except (total) from `db`.`raw`.`orders`", ""),
    "star with a replacement": ("bigquery", "select * replace (total / 100 as status) from `db`.`raw`.`orders`", "total status"),
    "unnest": ("bigquery", "select item.price from `db`.`raw`.`orders` as o cross join unnest(o.total) as item", "price"),
    "list of a row": ("bigquery", "select i.price from `db`.`raw`.`orders` as o, o.total as i", "price"),
    "struct": ("bigquery", "select total.currency as c from `db`.`raw`.`orders`", "c"),
    "union by name": ("duckdb", f"select total, id from {ORDERS} union all by name select id, total from {ORDERS}", "total"),
    "group by all": ("duckdb", f"select total, count(*) as n from {ORDERS} group by all", "total ~"),
    "pivot": ("duckdb", f"select * from (select customer_id, status, total from {ORDERS}) pivot (sum(total) for status in ('new', 'paid'))", "new paid"),
    "lateral view": ("spark", "select e.x from db.raw.orders lateral view explode(total) e as x", "x"),
    "brackets": ("sqlserver", "select top 5 [id] from [db].[raw].[orders] order by [total]", "~"),
    "star in a function": ("snowflake", f"select object_construct(*) as o, hash(t.*) as h, count(*) as n from {ORDERS} t", "o h"),
    "semi join": ("databricks", "select c.* from db.raw.customers c left semi join db.raw.orders o on o.total = c.id", "~"),
    "pivot uses columns up": ("snowflake", f"select * from {ORDERS} pivot(sum(total) for status in ('new', 'paid')) as p (id, customer, made, fresh, paid)", "fresh paid"),
    "unpivot": ("snowflake", f"select id, val, kind from (select id, total, customer_id from {ORDERS}) unpivot(val for kind in (total, customer_id))", "val"),
    "apply of values": ("sqlserver", "select v.k, v.val from [db].[raw].[orders] o cross apply (values ('a', o.total), ('b', o.id)) v(k, val)", "k val"),
    "lateral values": ("postgres", f"select v.val from {ORDERS} o cross join lateral (values ('a', o.total)) v(k, val)", "val"),
    "query that sees what is before it": ("duckdb", f"select t.x from {ORDERS} o, (select o.total as x) t", "x"),
    "function without a name": ("postgres", f"select customer_id, max(total) from {ORDERS} group by 1", "max"),
    "function without a name in duckdb": ("duckdb", f"select customer_id, max(total) from {ORDERS} group by 1", "max(total)"),
    "several names": ("databricks", "select id, stack(2, 'a', total, 'b', id) as (k, v) from db.raw.orders", "k v"),
    "table function without a name": ("snowflake", f"select value from {ORDERS}, table(flatten(total))", "value"),
    "final": ("clickhouse", "select total from db.raw.orders final", "total"),
    "array join": ("clickhouse", "select t from db.raw.orders array join total as t", "t"),
    "value with a name": ("clickhouse", "with toDate(status) as d select total from db.raw.orders", "total"),
    "natural join": ("redshift", f"select total from (select id, total from {ORDERS}) a natural join (select id from {CUSTOMERS}) b", "total"),
    "natural join by it": ("redshift", f"select id from (select id, total from {ORDERS}) a natural join (select id as total from {CUSTOMERS}) b", "~"),
    "create table as": ("redshift", f"create table x as (select total from {ORDERS})", "total"),
}


@pytest.mark.parametrize("name", QUERIES)
def test_what_derives_from_a_column_in_sql(cli: CommandLine, models: Repository, name: str) -> None:
    adapter, sql, expected = QUERIES[name]
    manifest = shop(adapter)
    manifest.model("m", sql, "orders", "customers")
    asked = ask(cli, models, "orders.total", manifest)
    rows = "~" in expected
    columns = {f"m.{c}" for c in ([expected] if name == "quoted names" else expected.replace("~", "").split())}
    assert asked.columns == columns
    assert asked.by_name.get("m", {}).get("decidesRows", False) == rows
    assert asked.how("m") == ("value" if columns else "rows" if rows else None)


def test_what_is_named_and_not_used_makes_a_query_fail_and_nothing_else(cli: CommandLine, models: Repository) -> None:
    manifest = shop()
    manifest.model("m", f"with o as (select id, total from {ORDERS}), unused as (select * from {CUSTOMERS}) select id from o", "orders", "customers")
    manifest.model("n", 'select id from "db"."marts"."m"', "m")
    assert [(r["name"], r["how"]) for r in ask(cli, models, "orders.total", manifest).answer["reached"]] == [("m", "name")]
    assert ask(cli, models, "customers.email", manifest).answer["reached"] == []


def test_a_value_without_a_known_name_goes_into_the_model(cli: CommandLine, models: Repository) -> None:
    manifest = shop("snowflake")
    manifest.model("m", f"select customer_id, max(total) from {ORDERS} group by 1", "orders")
    manifest.model("n", 'select * from "db"."marts"."m"', "m")
    assert [(r["name"], r["how"], r["columns"]) for r in ask(cli, models, "orders.total", manifest).answer["reached"]] == [("m", "value", []), ("n", "rows", [])]


def test_members_of_a_column_are_told_by_table(cli: CommandLine, models: Repository) -> None:
    manifest = shop("bigquery")
    manifest.model("m", "select t.* from (select array_agg(o order by id limit 1)[offset(0)] as t from `db`.`raw`.`orders` o group by id)", "orders")
    manifest.model("n", "select total from `db`.`marts`.`m`", "m")
    assert [(r["name"], r["how"]) for r in ask(cli, models, "orders.total", manifest).answer["reached"]] == [("m", "name"), ("n", "table")]


def test_a_source_that_is_a_file(cli: CommandLine, models: Repository) -> None:
    manifest = shop("duckdb")
    file = "read_csv('jaffle/raw_orders.csv', header = true)"
    manifest.source("orders", relation_name=file)
    manifest.model("m", f"with source as (select * from {file}) select total as t from source", "orders")
    assert ask(cli, models, "orders.total", manifest).columns == {"m.t"}


def test_an_incremental_model_reads_itself(cli: CommandLine, models: Repository) -> None:
    manifest = shop()
    manifest.model("m", f'select o.id, o.total, b.total as before from {ORDERS} o left join "db"."marts"."m" b on b.id = o.id', "orders")
    assert ask(cli, models, "orders.total", manifest).columns == {"m.total", "m.before"}


def test_a_table_without_a_source_is_told(cli: CommandLine, models: Repository) -> None:
    manifest = Manifest()
    manifest.source("shop_orders", schema="fivetran")
    notes = ask(cli, models, "orders.total", manifest).answer["notes"]
    assert [n["subject"] for n in notes] == ["orders"] and "'loads'" in notes[0]["reason"]


def test_steps_paths_and_owners(cli: CommandLine, models: Repository) -> None:
    manifest = shop()
    manifest.model("stg", f"select id, total as amount from {ORDERS}", "orders", group="finance", config={"meta": {"owner": "@ada"}})
    manifest.document["groups"]["group.shop.finance"] = {"name": "finance", "owner": {"name": "Finance", "email": "f@x.example"}}
    manifest.model("fct", 'select sum(amount) as revenue from "db"."marts"."stg"', "stg", meta={"owners": [{"name": "Bo", "slack": "#bo"}, "Cy"]})
    manifest.use(
        "exposure", "board", "fct", label="Board deck", type="dashboard", url="https://bi.example/1", maturity="high", owner={"name": "CFO", "email": "cfo@x.example"},
    )
    asked = ask(cli, models, "orders.total", manifest)
    assert [(r["name"], r["steps"], r["how"]) for r in asked.answer["reached"]] == [("stg", 1, "value"), ("fct", 2, "value"), ("Board deck", 3, "value")]
    assert [p["column"] for p in asked.by_name["Board deck"]["path"]] == ["total", "amount", "revenue", None]
    assert asked.by_name["stg"]["owners"] == [{"name": "Finance", "contact": "f@x.example"}, {"name": "@ada", "contact": None}]
    assert asked.by_name["fct"]["owners"] == [{"name": "Bo", "contact": "#bo"}, {"name": "Cy", "contact": None}]
    assert asked.answer["notify"][0] == {"name": "CFO", "contact": "cfo@x.example"}
    assert asked.by_name["Board deck"]["maturity"] == "high" and asked.by_name["Board deck"]["url"] == "https://bi.example/1"


def test_rows_go_on_to_whoever_reads_them(cli: CommandLine, models: Repository) -> None:
    manifest = shop()
    manifest.model("stg", f"select id from {ORDERS} where status = 'paid'", "orders")
    manifest.model("fct", 'select count(*) as n from "db"."marts"."stg"', "stg")
    manifest.use("exposure", "board", "fct", type="dashboard", owner={"email": "cfo@x.example"})
    asked = ask(cli, models, "orders.status", manifest)
    assert [(r["name"], r["how"], r["columns"]) for r in asked.answer["reached"]] == [("stg", "rows", []), ("fct", "rows", []), ("board", "rows", [])]
    assert ask(cli, models, "orders.total", manifest).answer["reached"] == []
    assert {r["name"] for r in ask(cli, models, "orders", manifest).answer["reached"]} == {"stg", "fct", "board"}


def test_kinds_of_nodes(cli: CommandLine, models: Repository) -> None:
    manifest = shop()
    manifest.model("eph", f"select id, total as t from {ORDERS}", "orders", materialized="ephemeral")
    manifest.model("user", f"with __dbt__cte__eph as (select id, total as t from {ORDERS}) select t as u from __dbt__cte__eph", "eph")
    manifest.model("versioned.v1", f"select total as v1 from {ORDERS}", "orders", name="versioned", version=1, alias="versioned_v1", relation_name='"db"."marts"."versioned_v1"')
    manifest.model("versioned.v2", f"select total as v2 from {ORDERS}", "orders", name="versioned", version=2, alias="versioned_v2", relation_name='"db"."marts"."versioned_v2"')
    manifest.model("reader", 'select * from "db"."marts"."versioned_v2"', "versioned.v2")
    manifest.model("snap", 'select * from "db"."marts"."user"', "user", kind="snapshot", config={"strategy": "timestamp", "updated_at": "u", "unique_key": "u"})
    manifest.model("seed", None, kind="seed")
    manifest.model("incremental", f'select total as t from {ORDERS} where id > (select max(t) from "db"."marts"."incremental")', "orders")
    manifest.model("t", f"select 1 from {ORDERS} where total < 0", "orders", kind="test")
    asked = ask(cli, models, "orders.total", manifest)
    assert asked.columns == {
        "eph.t", "user.u", "versioned.v1.v1", "versioned.v2.v2", "reader.v2", "incremental.t",
        "snap.u", "snap.dbt_scd_id", "snap.dbt_updated_at", "snap.dbt_valid_from", "snap.dbt_valid_to",
    }
    assert asked.by_name["snap"]["kind"] == "snapshot" and "t" not in asked.by_name
    assert [p["id"] for p in asked.by_name["user"]["path"]] == ["source.shop.raw.orders", "model.shop.eph", "model.shop.user"]


def test_metrics_lead_to_exposures(cli: CommandLine, models: Repository) -> None:
    manifest = shop()
    manifest.model("fct", f"select total as t from {ORDERS}", "orders")
    manifest.use("semantic_model", "sem", "fct")
    manifest.use("metric", "revenue", "sem")
    manifest.use("saved_query", "weekly", "revenue")
    manifest.use("exposure", "app", "weekly", type="application", owner={"name": "Web"})
    asked = ask(cli, models, "orders.total", manifest)
    assert [(r["name"], r["kind"], r["type"], r["how"]) for r in asked.answer["reached"]] == [
        ("fct", "model", None, "value"), ("sem", "metric", "semantic model", "table"), ("revenue", "metric", "metric", "table"),
        ("weekly", "metric", "saved query", "table"), ("app", "exposure", "application", "table"),
    ]


@pytest.mark.parametrize("members, why", [
    ({"language": "python"}, "it is written in python"),
    ({"compiled_code": None, "raw_code": "select {{ dbt_utils.star(ref('x')) }} from x"}, "it is not compiled"),
    ({"compiled_code": "select from where"}, "line 1, column"),
    ({"compiled_code": "select 1; select 2"}, "it is 2 statements"),
    ({"compiled_code": "(" * 3000 + "1"}, "nested too deeply"),
    ({"compiled_code": 'select * from "db"."raw"."orders" natural join "x"."y"."z"'}, "a natural join takes its columns"),
    ({"compiled_code": "\x00\ufffe"}, ""),
    ({"compiled_code": "drop table x"}, "it is no query but drop"),
])
def test_sql_that_cannot_be_resolved_is_reached_by_table(cli: CommandLine, models: Repository, members: "Dict[str, Any]", why: str) -> None:
    manifest = shop()
    manifest.model("bad", "select 1", "orders", **members)
    manifest.model("after", 'select x from "db"."marts"."bad"', "bad")
    manifest.use("exposure", "board", "after", type="dashboard", owner={"name": "CFO"})
    asked = ask(cli, models, "orders.total", manifest)
    assert {r["name"]: r["how"] for r in asked.answer["reached"]} == {"bad": "table", "after": "table", "board": "table"}
    assert why in asked.by_name["bad"]["unresolved"]


def test_a_template_that_only_names_others_is_filled(cli: CommandLine, models: Repository) -> None:
    manifest = shop()
    manifest.model("stg", None, "orders", raw_code="{{ config(materialized='view') }}\n{# note #} select total as t from {{ source('raw', 'orders') }}")
    manifest.model("fct", None, "stg", raw_code="select t from {{ ref('shop', 'stg') }} join {{ ref(\"stg\") }} x using (t)")
    assert ask(cli, models, "orders.total", manifest).columns == {"stg.t", "fct.t"}


def test_a_name_that_may_be_of_either_table_is_told_by_table(cli: CommandLine, models: Repository) -> None:
    manifest = shop()
    manifest.source("mystery")
    manifest.source("puzzle")
    manifest.model("m", 'select riddle from "db"."raw"."mystery" join "db"."raw"."puzzle" on true', "mystery", "puzzle")
    manifest.model("n", f'select riddle from {ORDERS} o join "db"."raw"."mystery" on true', "orders", "mystery")
    assert ask(cli, models, "mystery.riddle", manifest).how("m") == "table"
    assert ask(cli, models, "mystery.riddle", manifest).how("n") == "value", "the columns of orders are known, and it is none of them"
    assert ask(cli, models, "orders.total", manifest).how("n") is None


def test_several_projects_are_one(cli: CommandLine, models: Repository) -> None:
    first, second = shop(), Manifest(project="mart")
    first.model("fct", f"select total as revenue from {ORDERS}", "orders")
    second.source("fct", schema="marts")
    second.model("board", 'select * from "db"."marts"."fct"', "fct")
    assert ask(cli, models, "orders.total", first, second).columns == {"fct.revenue", "board.revenue"}


def test_a_query_that_names_the_table_itself(cli: CommandLine, models: Repository) -> None:
    manifest = Manifest()
    manifest.model("m", "select total as t from public.orders")
    models.commit({"shop/models.py": MODELS.replace('__tablename__ = "orders"', '__tablename__ = "orders"\n    __table_args__ = {"schema": "public"}')})
    assert ask(cli, models, "orders.total", manifest).columns == {"m.t"}


@pytest.mark.parametrize("schema, name, loads, found", [
    ("fivetran", "orders", "", True),
    ("fivetran", "shop_orders", "", False),
    ("fivetran", "shop_orders", "loads: [{schema: fivetran, name: 'shop_{table}'}]", True),
    ("fivetran", "public_orders", "loads: [{schema: 'five*', name: '{schema}_{table}'}]", True),
    ("FIVETRAN", "ORDERS", "loads: [{schema: fivetran, case: upper}]", True),
    ("fivetran", "orders", "loads: [{schema: fivetran, models: 'customers'}]", False),
    ("fivetran", "orders", "loads: [{schema: airbyte, name: 'x_{table}'}]", True),
    ("fivetran", "orders", "loads: [{database: other, name: 'x_{table}'}]", True),
    ("fivetran", "orders", "loads: [{database: db, name: 'x_{table}'}]", False),
])
def test_what_loads_rename(cli: CommandLine, models: Repository, schema: str, name: str, loads: str, found: bool) -> None:
    manifest = Manifest()
    relation = manifest.source(name, schema=schema)
    manifest.model("m", f"select total as t from {relation}", name)
    models.commit({".contractcheck.yml": loads})
    assert (ask(cli, models, "orders.total", manifest).columns == {"m.t"}) == found


def test_a_name_alone_does_not_make_a_stranger_the_same(cli: CommandLine, models: Repository) -> None:
    manifest = Manifest()
    for table in ("orders", "accounts", "leads", "campaigns"):
        manifest.source(table, schema="salesforce")
    manifest.model("m", 'select total as t from "db"."salesforce"."orders"', "orders")
    assert ask(cli, models, "orders.total", manifest).columns == set()
    manifest.source("orders", schema="salesforce", columns=["id", "total", "other"])
    assert ask(cli, models, "orders.total", manifest).columns == {"m.t"}, "its columns are those of the table"


def test_a_quoted_name_of_another_case_is_another_table(cli: CommandLine, models: Repository) -> None:
    manifest = Manifest()
    manifest.source("ORDERS", quoting={"identifier": True})
    manifest.model("m", 'select total as t from "db"."raw"."ORDERS"', "ORDERS")
    assert ask(cli, models, "orders.total", manifest).columns == set()


def test_columns_that_a_load_spells_otherwise(cli: CommandLine, models: Repository) -> None:
    manifest = Manifest()
    manifest.source("orders", columns=["ID", "CREATED_AT", "TOTAL"])
    manifest.model("m", f"select created_at as c, Total as t from {ORDERS}", "orders")
    assert ask(cli, models, "orders.createdAt", manifest).columns == {"m.c"}
    assert ask(cli, models, "Order.total", manifest).columns == {"m.t"}, "by class and attribute"


def test_the_catalog_tells_columns_that_nobody_describes(cli: CommandLine, models: Repository) -> None:
    manifest = shop()
    manifest.source("other")
    manifest.model("m", f'select total, extra from {ORDERS} join "db"."raw"."other" on true', "orders", "other")
    path = models.path.parent / "m0" / "catalog.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"nodes": {}, "sources": {"source.shop.raw.other": {"columns": {"extra": {"name": "extra", "index": 1}}}}}))
    assert ask(cli, models, "other.extra", manifest).columns == {"m.extra"}
    other = path.rename(path.parent / "elsewhere.json")
    assert ask(cli, models, "other.extra", manifest, options=["--catalog", other]).columns == {"m.extra"}


@pytest.mark.parametrize("version", [9, 10, 11, 12])
def test_versions_of_manifests(cli: CommandLine, models: Repository, version: int) -> None:
    manifest = Manifest(version=version)
    manifest.source("orders")
    manifest.source("customers")
    manifest.model("m", f"select total as t from {ORDERS}", "orders")
    assert ask(cli, models, "orders.total", manifest).columns == {"m.t"}


def test_lists_of_consumers(cli: CommandLine, models: Repository, tmp_path: Path) -> None:
    manifest = shop()
    manifest.model("fct", f"select total as revenue, id from {ORDERS}", "orders")
    lists = tmp_path / "consumers.csv"
    lists.write_text(
        "table;column;consumer;kind;owner;contact;criticality\n"
        "orders;total;CRM sync;reverse ETL;Sales;#sales;high\n"
        "fct;revenue;Forecast;data science;DS;ds@x.example;\n"
        "fct;;Excel;;;;\n"
        "nowhere;;Ghost;;;;\n", encoding="utf-8",
    )
    asked = ask(cli, models, "orders.total", manifest, options=["--consumers", lists])
    assert {r["name"]: (r["how"], r["steps"], r["type"]) for r in asked.answer["reached"]} == {
        "fct": ("value", 1, None), "CRM sync": ("value", 1, "reverse ETL"), "Forecast": ("value", 2, "data science"), "Excel": ("value", 2, None),
    }
    assert [n["subject"] for n in asked.answer["notes"]] == ["nowhere"]
    assert {r["name"] for r in ask(cli, models, "orders.id", manifest, options=["--consumers", lists]).answer["reached"]} == {"fct", "Excel"}


def test_names_that_are_not_there(cli: CommandLine, models: Repository) -> None:
    manifest = shop().write(models.path.parent / "manifest.json")
    run = cli("impact", "ordesr", "--repo", models.path, "--manifest", manifest)
    assert run.code == 2 and "Did you mean 'orders'?" in run.text
    run = cli("impact", "orders.totl", "--repo", models.path, "--manifest", manifest)
    assert run.code == 2 and "Did you mean 'orders.total'?" in run.text
    run = cli("impact", "orders.total", "--repo", models.path)
    assert run.code == 2 and "Nothing says who uses the data" in run.text and "--manifest" in run.text
    run = cli("impact", "orders.total", "--repo", models.path, "--manifest", "nowhere/manifest.json")
    assert run.code == 2 and "there is no such file" in run.text


@pytest.mark.parametrize("format, first", [("text", "orders.total reaches 1 model, 1 dashboard: board (CFO)"), ("mermaid", "flowchart LR"), ("dot", "digraph impact {")])
def test_formats_for_people(cli: CommandLine, models: Repository, format: str, first: str) -> None:
    manifest = shop()
    manifest.model("stg", f"select total as t from {ORDERS}", "orders")
    manifest.use("exposure", "board", "stg", type="dashboard", owner={"name": "CFO"})
    run = cli("impact", "orders.total", "--repo", models.path, "--format", format, "--manifest", manifest.write(models.path.parent / "manifest.json"))
    assert run.code == 0 and run.out.splitlines()[0] == first
    assert "stg" in run.out and "board" in run.out
