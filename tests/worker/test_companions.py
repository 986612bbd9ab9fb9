"""Libraries that decide what a table is, by what they are known to do."""

import pytest
from facts import FIXTURES, column, lines_with, names, places, table, types


@pytest.mark.needs_2_0
def test_sqlmodel(extract):
    document = extract(FIXTURES / "sqlmodel_app")
    assert names(document) == ["membership", "people", "team"]
    assert [t["complete"] for t in document["tables"]] == [True] * 3
    assert types(document, "people") == {
        "id": "UUID",
        "email": "VARCHAR(200)",
        "backup": "VARCHAR",
        "rank": "rank",
        "kind": "VARCHAR",
        "score": "NUMERIC(8, 3)",
        "age": "INTEGER",
        "shoe": "INTEGER",
        "code": "VARCHAR(12)",
        "extra": "JSON",
        "short": "VARCHAR(3)",
        "team_id": "INTEGER",
    }
    nullable = {c["name"] for c in table(document, "people")["columns"] if c["nullable"]}
    assert nullable == {"backup", "shoe", "team_id"}
    assert column(document, "people", "rank")["enum"] == ["LOW", "HIGH"]
    assert table(document, "people")["comment"] == "Who plays"
    assert sorted(u["columns"] for u in table(document, "people")["uniques"]) == [["code"], ["email"]]


@pytest.mark.needs_2_0
def test_fields_of_bases_and_keys_of_sqlmodel(extract):
    document = extract(FIXTURES / "sqlmodel_app")
    assert types(document, "team") == {
        "name": "VARCHAR(80)",
        "motto": "VARCHAR",
        "created": "TIMESTAMP WITH TIME ZONE",
        "changed": "TIMESTAMP WITHOUT TIME ZONE",
        "id": "INTEGER",
    }
    assert column(document, "team", "changed")["serverDefault"] == "now()"
    assert [i["columns"] for i in table(document, "team")["indexes"]] == [["name"]]
    membership = table(document, "membership")
    assert membership["primaryKey"] == ["member_id", "team_id"]
    assert [(k["targetTable"], k["onDelete"]) for k in membership["foreignKeys"]] == [("people", None), ("team", "CASCADE")]
    lines = places(document, "people")
    expected = lines_with("sqlmodel_app/app/models.py", "class Member(", "email: EmailStr = ", "extra: dict")
    assert [lines[n] for n in ("", "email", "extra")] == expected
    assert places(document, "team")["name"] == lines_with("sqlmodel_app/app/models.py", "name: str = Field(index")[0]
