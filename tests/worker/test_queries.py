"""Parsing of dbt models' SQL in a child of its own: what is told of it, and that one bad query costs no other."""

import json
import os
import pathlib

import pytest
from client import Worker, frame
from conftest import MAIN, PYTHON, REPOSITORY

SQLGLOT = pathlib.Path(os.environ.get("CONTRACTCHECK_SQLGLOT") or REPOSITORY / "artifacts" / "python" / "sqlglot")


class Parser(Worker):
    """A worker that parses."""

    def __init__(self):
        super().__init__(PYTHON, str(MAIN), str(SQLGLOT), "--sqlglot", str(SQLGLOT))

    def parse(self, folder, *queries, **options):
        """The answer for queries; each may be a text of PostgreSQL or a pair of dialect and text."""
        file = folder / "queries"
        file.write_text(json.dumps([{"dialect": q[0], "sql": q[1]} if isinstance(q, tuple) else {"dialect": "postgres", "sql": q} for q in queries]))
        self.last += 1
        self.process.stdin.write(frame(b"P", self.last, {"file": str(file), "sandbox": True, "private": str(folder), **options}))
        self.process.stdin.flush()
        return self.read()


@pytest.fixture(scope="module")
def parser():
    with Parser() as process:
        yield process


@pytest.fixture
def parse(parser, tmp_path):
    def run(*queries):
        kind, _, answer = parser.parse(tmp_path, *queries)
        assert kind == "R", answer
        assert answer["sqlglot"] == "26.16.4"
        return answer["queries"]

    return run


def test_a_tree_names_relations_items_and_what_decides_rows(parse):
    (answer,) = parse('with o as (select * from "db"."raw"."orders") select o.id, sum(total) as s from o join c using (id) where c.x > 1 group by 1')
    assert answer == {
        "tree": {
            "items": [{"as": "id", "refs": [["o", "id"]]}, {"as": "s", "refs": [["total"]]}],
            "from": [{"table": ["o"]}, {"table": ["c"]}],
            "using": ["id"],
            "rows": {"refs": [["id"], ["c", "x"]], "items": [0]},
            "with": [{"as": "o", "query": {"items": [{"star": []}], "from": [{"table": ["db", "raw", "orders"]}]}}],
        }
    }


@pytest.mark.parametrize("sql, why", [
    ("select from where", "line 1, column 17: Expected table name"),
    ("select 1; select 2", "it is 2 statements, not one query"),
    ("", "it is no statement"),
    ("-- nothing", "it is no statement"),
    ("drop table x", "it is no query but drop"),
    ("select 'never closed", "Error tokenizing"),
    ("select " + "(" * 5000 + "1", "it is nested too deeply"),
    (("snowflake", "select * from t match_recognize (measures first(a) as f pattern (x) define x as true) m"), "rows that match a pattern"),
    (("duckdb", "select columns('a.*') from t"), "columns are chosen by a pattern"),
    (("no such dialect", "select 1"), "the parser failed: ValueError: Unknown dialect"),
    ("select " + ", ".join(f"c{i} + {i}" for i in range(200_000)), "parsing took longer than 5 seconds"),
])
def test_a_query_that_cannot_be_read_says_why_and_costs_no_other(parse, sql, why):
    bad, good = parse(sql, "select a from b")
    assert why in bad["error"], bad
    assert good == {"tree": {"items": [{"as": "a", "refs": [["a"]]}], "from": [{"table": ["b"]}]}}


def test_what_can_be_written_is_told(parse):
    several, call = parse(("databricks", "select stack(1, a) as (k, v) from t"), ("duckdb", "select * from read_csv('a.csv')"))
    assert [item["as"] for item in several["tree"]["items"]] == ["k", "v"]
    assert call["tree"]["from"][0]["text"] == "READ_CSV('a.csv')"


def test_long_chains_are_walked(parse):
    many = " union all ".join(f"select {i} as n, x from t{i}" for i in range(300))
    (answer,) = parse(many)
    assert len(answer["tree"]["branches"]) == 300


@pytest.mark.parametrize("order", [{}, {"file": 7}, {"file": "relative"}, {"file": "/nowhere/queries"}])
def test_an_order_that_is_not_understood(order):
    with Parser() as worker:
        worker.process.stdin.write(frame(b"P", 1, order))
        worker.process.stdin.flush()
        kind, _, failure = worker.read()
        assert kind == "F" and failure["reason"] in ("internal", "exited")


def test_a_child_that_fills_memory_ends(tmp_path):
    with Parser() as worker:
        kind, _, answer = worker.parse(tmp_path, "select '" + "x" * 60_000_000 + "'", limits={"seconds": 30, "memoryBytes": 200_000_000})
        assert kind == "F" and answer["reason"] in ("memory", "exited") or "error" in answer["queries"][0]


