"""Declarative models of SQLAlchemy 2.0."""

import pytest
from facts import FIXTURES, column, lines_with, names, places, table, types

pytestmark = pytest.mark.needs_2_0


def test_tables_columns_and_types(extract):
    document = extract(FIXTURES / "mapped")
    assert names(document) == ["customers", "shop.orders"]
    assert types(document, "orders") == {
        "id": "INTEGER",
        "number": "VARCHAR",
        "note": "VARCHAR",
        "total": "NUMERIC(10, 2)",
        "placed": "TIMESTAMP WITHOUT TIME ZONE",
        "state": "state",
        "customer_id": "INTEGER",
    }
    assert [c["name"] for c in table(document, "orders")["columns"] if c["nullable"]] == ["note"]
    assert table(document, "orders")["complete"] and table(document, "orders")["missing"] == []


def test_facts_of_columns(extract):
    document = extract(FIXTURES / "mapped")
    total, state, placed = (column(document, "orders", n) for n in ("total", "state", "placed"))
    assert (total["precision"], total["scale"], total["serverDefault"]) == (10, 2, "0")
    assert (state["enum"], state["clientDefault"], state["python"]) == (["new", "done"], True, "sqlalchemy.sql.sqltypes.Enum")
    assert (placed["serverDefault"], placed["timezone"]) == ("now()", False)
    email = column(document, "customers", "email")
    assert (email["length"], email["comment"]) == (120, "login")
    assert column(document, "orders", "id")["identity"] == {"always": False, "start": None, "increment": None}


def test_constraints(extract):
    document = extract(FIXTURES / "mapped")
    orders = table(document, "orders")
    assert orders["primaryKey"] == ["id"] and orders["comment"] == "what was bought"
    assert orders["uniques"] == [{"name": "uq_orders_number", "columns": ["number", "customer_id"]}]
    assert orders["checks"] == [{"name": "positive", "sql": "total >= 0"}]
    assert orders["indexes"] == [{"name": "ix_orders_placed", "columns": ["placed", "state"], "unique": False}]
    assert orders["foreignKeys"] == [
        {
            "name": None,
            "columns": ["customer_id"],
            "targetSchema": None,
            "targetTable": "customers",
            "targetColumns": ["id"],
            "onDelete": "CASCADE",
            "onUpdate": None,
        }
    ]
    assert table(document, "customers")["uniques"] == [{"name": None, "columns": ["email"]}]


def test_lines(extract):
    document = extract(FIXTURES / "mapped")
    expected = lines_with("mapped/models.py", "class Order(", "number: Mapped", "total: Mapped", "placed: Mapped")
    lines = places(document, "orders")
    assert [lines[n] for n in ("", "number", "total", "placed")] == expected
    assert table(document, "orders")["class"] == "models.Order" and table(document, "orders")["file"] == "models.py"


def test_annotated_types(extract):
    document = extract(FIXTURES / "annotated")
    assert names(document) == ["data", "decorated", "plain"]
    assert types(document, "plain") == {"id": "BIGINT", "title": "VARCHAR(100)", "short": "VARCHAR(5)", "count": "BIGINT"}
    assert table(document, "plain")["primaryKey"] == ["id"]
    assert [c["name"] for c in table(document, "plain")["columns"] if c["nullable"]] == ["short"]
    lines = places(document, "plain")
    assert [lines[n] for n in ("id", "title", "short")] == lines_with(
        "annotated/models.py", "id: Mapped[key]", "title: Mapped", "short: Mapped"
    )


def test_dataclasses(extract):
    document = extract(FIXTURES / "annotated")
    assert column(document, "data", "text")["clientDefault"]
    assert places(document, "decorated")[""] == lines_with("annotated/models.py", "class Decorated")[0]


def test_a_class_in_the_table_of_its_parent_is_told(extract, tmp_path):
    (tmp_path / "models.py").write_text(
        "from sqlalchemy import Column, Integer, String\nfrom sqlalchemy.orm import declarative_base\n\nBase = declarative_base()\n\n\n"
        "class User(Base):\n    __tablename__ = 'users'\n    __mapper_args__ = {'polymorphic_on': 'kind'}\n"
        "    id = Column(Integer, primary_key=True)\n    kind = Column(String(8))\n\n\n"
        "class Guest(User):\n    __tablename__ = None\n\n\n"
        "class Admin(Guest):\n    __tablename__ = 'users'\n    __table_args__ = {'extend_existing': True}\n    level = Column(Integer)\n"
    )
    document = extract(tmp_path)
    assert [t["name"] for t in document["tables"]] == ["users"]
    assert [(i["table"], i["class"]) for i in document["diagnostics"]["inherited"]] == [("users", "Admin")]
