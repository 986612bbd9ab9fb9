"""Lineage inside the code: classes, their attributes, and views."""

from facts import FIXTURES


def attributes(document, cls):
    """Attributes of a class: kind, columns, and what a relationship leads to."""
    (found,) = [c for c in document["classes"] if c["class"] == f"shop.models.{cls}"]
    return {
        a["name"]: (a["kind"], [f"{c['table']}.{c['column']}" for c in a["columns"]], a["target"], a["secondary"] and a["secondary"]["name"])
        for a in found["attributes"]
    }


def test_attributes_of_classes(extract):
    document = extract(FIXTURES / "classes")
    assert [(c["class"], c["table"] and c["table"]["name"]) for c in document["classes"]] == [("shop.models.Customer", "customers"), ("shop.models.Order", "orders")]
    assert attributes(document, "Customer") == {
        "id": ("column", ["customers.id"], None, None),
        "first": ("column", ["customers.first"], None, None),
        "last": ("column", ["customers.last_name"], None, None),
        "full": ("hybrid", ["customers.first", "customers.last_name"], None, None),
        "shout": ("hybrid", ["customers.first", "customers.last_name"], None, None),
        "never": ("hybrid", [], None, None),
        "orders": ("relationship", [], "shop.models.Order", None),
        "favourites": ("relationship", [], "shop.models.Order", "favourites"),
    }
    assert attributes(document, "Order") == {
        "id": ("column", ["orders.id"], None, None),
        "customer_id": ("column", ["orders.customer_id"], None, None),
        "total": ("column", ["orders.total"], None, None),
        "gross": ("column", ["orders.gross"], None, None),
        "twice": ("expression", ["orders.total"], None, None),
        "name": ("expression", ["customers.first", "customers.id", "orders.customer_id"], None, None),
        "customer": ("relationship", [], "shop.models.Customer", None),
        "fans": ("relationship", [], "shop.models.Customer", "favourites"),
        "lost": ("relationship", [], None, None),
    }


def test_views(extract):
    document = extract(FIXTURES / "classes")
    views = {
        v["name"]: (v["schema"], v["materialized"], {c["name"]: [f"{o['table']}.{o['column']}" for o in c["columns"]] for c in v["columns"]})
        for v in document["views"]
    }
    assert views == {
        "totals": (None, False, {"id": ["orders.id"], "more": ["orders.total"], "who": ["customers.first", "customers.last_name"]}),
        "sums": (None, True, {"customer_id": ["orders.customer_id"], "sum": ["orders.total"]}),
        "nested": ("sales", False, {"t": ["orders.total"]}),
    }
    assert all(v["file"] == "shop/models.py" and v["line"] > 50 for v in document["views"])


def test_models_without_classes(extract, tmp_path):
    (tmp_path / "models.py").write_text("from sqlalchemy import Column, Integer, MetaData, Table\nt = Table('t', MetaData(), Column('id', Integer))\n")
    document = extract(tmp_path)
    assert document["classes"] == [] and document["views"] == []
