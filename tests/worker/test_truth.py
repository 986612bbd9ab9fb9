"""The comparison with a real import reports what differs. (The real applications are compared by eng, see truth.py.)"""

import copy

import pytest
from facts import FIXTURES
from truth import differences

pytestmark = pytest.mark.needs_2_0


def _truth(document):
    tables = []
    for table in document["tables"]:
        columns = [
            {
                "name": c["name"],
                "type": c["type"],
                "python": c["python"],
                "nullable": c["nullable"],
                "primaryKey": c["primaryKey"],
                "serverDefault": c["serverDefault"] is not None,
                "enum": c["enum"],
                "foreign": False,
                "foreignKeys": [f"{k['targetTable']}.{k['targetColumns'][0]}" for k in table["foreignKeys"] if c["name"] in k["columns"]],
            }
            for c in table["columns"]
        ]
        uniques = [u["columns"] for u in table["uniques"]]
        key = {"schema": table["schema"], "name": table["name"], "primaryKey": table["primaryKey"]}
        tables.append({**key, "foreignBases": [], "uniques": uniques, "columns": columns})
    return {"tables": tables}


def _add_foreign(table):
    table["foreignBases"] = ["lib.Base"]
    table["columns"].append({**table["columns"][0], "name": "stamp", "foreign": True})


def test_equal(extract):
    document = extract(FIXTURES / "mapped")
    assert differences(document, _truth(document)) == []


def test_every_kind_of_difference(extract):
    document = extract(FIXTURES / "mapped")
    truth = _truth(document)
    for change, expected in [
        (lambda t: t["tables"].pop(0), "customers: phantom table"),
        (lambda t: t["tables"][0].update(name="other"), "other: table is missing"),
        (lambda t: t["tables"][0]["columns"].pop(0), "customers: phantom column id"),
        (lambda t: t["tables"][0]["columns"][1].update(name="mail"), "customers: column mail is missing"),
        (lambda t: t["tables"][0]["columns"][1].update(type="TEXT"), "customers: email: type 'VARCHAR(120)' is not 'TEXT'"),
        (lambda t: t["tables"][0]["columns"][1].update(nullable=True), "customers: email: nullable False is not True"),
        (lambda t: t["tables"][0]["columns"][1].update(foreignKeys=["a.b"]), "customers: email: foreignKeys [] is not ['a.b']"),
        (lambda t: t["tables"][0].update(uniques=[]), "customers: uniques [['email']] are not []"),
        (lambda t: t["tables"][0].update(primaryKey=["email"]), "customers: primary key ['id'] is not ['email']"),
        (lambda t: _add_foreign(t["tables"][0]), "customers: missing base lib.Base is not named"),
        (lambda t: _add_foreign(t["tables"][0]), "customers: complete, but ['stamp'] come from a library"),
        (lambda t: t["tables"][1]["columns"][5].update(enum=["new"]), "shop.orders: state: enum ['new', 'done'] is not ['new']"),
    ]:
        changed = copy.deepcopy(truth)
        change(changed)
        assert expected in differences(document, changed)
