"""Libraries that decide what a table is, by what they are known to do."""

import pytest
from facts import FIXTURES, column, lines_with, names, places, table, types


@pytest.mark.needs_2_0
def test_sqlmodel(extract):
    document = extract(FIXTURES / "sqlmodel_app")
    assert names(document) == ["account", "membership", "owner", "people", "team"]
    assert [t["complete"] for t in document["tables"]] == [True] * 5
    assert types(document, "account") == {"id": "INTEGER"}
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


def test_mixins_whose_columns_are_known(extract):
    document = extract(FIXTURES / "known_mixins")
    assert names(document) == ["ab_things", "nodes", "oauth_account", "user"]
    assert [t["complete"] for t in document["tables"]] == [True] * 4
    assert types(document, "nodes") == {
        "created_at": "TIMESTAMP WITHOUT TIME ZONE",
        "updated_at": "TIMESTAMP WITHOUT TIME ZONE",
        "deleted_at": "TIMESTAMP WITHOUT TIME ZONE",
        "deleted": "INTEGER",
        "id": "INTEGER",
        "host": "VARCHAR(36)",
    }
    assert [u["columns"] for u in table(document, "nodes")["uniques"]] == [["host", "deleted"]]
    assert types(document, "user")["id"] == "UUID" and types(document, "user")["email"] == "VARCHAR(320)"
    account = table(document, "oauth_account")
    assert [(k["columns"], k["targetTable"], k["onDelete"]) for k in account["foreignKeys"]] == [(["user_id"], "user", "cascade")]
    assert {k["targetTable"] for k in table(document, "ab_things")["foreignKeys"]} == {"ab_user"}
    lines = places(document, "user")
    assert lines["email"] == lines[""] == lines_with("known_mixins/models.py", "class User(")[0]


def test_flask_appbuilder(extract):
    document = extract(FIXTURES / "appbuilder")
    assert names(document) == ["contact_group", "people"]
    assert types(document, "contact_group") == {"id": "INTEGER", "name": "VARCHAR(50)", "picture": "TEXT"}
    assert [t["complete"] for t in document["tables"]] == [True, True]


@pytest.mark.needs_2_0
def test_advanced_alchemy(extract):
    document = extract(FIXTURES / "advanced")
    assert names(document) == ["author_note", "counted", "plain"]
    assert [t["complete"] for t in document["tables"]] == [True] * 3
    assert types(document, "author_note") == {
        "id": "UUID",
        "sa_orm_sentinel": "INTEGER",
        "created_at": "TIMESTAMP WITH TIME ZONE",
        "updated_at": "TIMESTAMP WITH TIME ZONE",
        "slug": "VARCHAR(100)",
        "text": "VARCHAR",
        "extra": "JSONB",
        "seen": "TIMESTAMP WITH TIME ZONE",
    }
    assert [(u["name"], u["columns"]) for u in table(document, "author_note")["uniques"]] == [("uq_author_note_slug", ["slug"])]
    assert types(document, "counted")["id"] == "BIGINT"
    assert {c["name"] for c in table(document, "author_note")["columns"] if c["nullable"]} == {"sa_orm_sentinel", "seen"}


def test_types_of_known_libraries(extract):
    document = extract(FIXTURES / "library_types")
    assert types(document, "places") == {
        "created": "TIMESTAMP WITHOUT TIME ZONE",
        "updated": "TIMESTAMP WITHOUT TIME ZONE",
        "id": "UUID",
        "mail": "VARCHAR(255)",
        "mail_short": "VARCHAR(80)",
        "home": "TEXT",
        "secret": "BYTEA",
        "token": "VARCHAR(90)",
        "kind": "SMALLINT",
        "label": "VARCHAR(255)",
        "phone": "VARCHAR(20)",
        "words": "TSVECTOR",
        "point": "geometry(POINT,4326)",
        "area": "geography(POLYGON,4326)",
        "shape": "geometry(GEOMETRY,-1)",
        "embedding": "VECTOR(1536)",
        "half": "HALFVEC(3)",
        "any_size": "VECTOR",
        "many": "VARCHAR(255)[]",
        "unknown_size": "Vector(SIZE)",
        "odd": "Odd(1)",
    }
    unresolved = {c["name"] for c in table(document, "places")["columns"] if not c["typeResolved"]}
    assert unresolved == {"unknown_size", "odd"}
    assert table(document, "places")["complete"] is True
    assert [i["name"] for i in table(document, "places")["indexes"]] == [f"idx_places_{name}" for name in ("area", "point", "shape")]
    assert column(document, "places", "mail")["python"] == "sqlalchemy_utils.types.email.EmailType"
    elsewhere = extract(FIXTURES / "library_types", dialect="mysql")
    assert [types(elsewhere, "places")[name] for name in ("id", "secret", "mail")] == ["CHAR(32)", "VARBINARY(1024)", "VARCHAR(255)"]


@pytest.mark.needs_2_0
def test_a_repository_that_is_the_library(extract):
    document = extract(FIXTURES / "library_itself")
    assert names(document) == ["hero"]
    assert table(document, "hero")["class"] == "first.Hero"
    assert document["diagnostics"]["unloaded"] == []


def test_metaclasses_given_through_six(extract, tmp_path):
    (tmp_path / "models.py").write_text(
        """
from six import add_metaclass, string_types, with_metaclass
from six.moves import range
from sqlalchemy import Column, Enum, Integer
from sqlalchemy.ext.declarative import declarative_base

Base = declarative_base()

class Meta(type):
    def __init__(cls, name, bases, body):
        cls.known = [text for text in body.values() if isinstance(text, string_types) and text.isupper()]

@add_metaclass(Meta)
class State(object):
    OPEN = "OPEN"
    SHUT = "SHUT"

class Size(with_metaclass(Meta, object)):
    SMALL = "SMALL"

class Door(Base):
    __tablename__ = "doors"
    id = Column(Integer, primary_key=True)
    state = Column(Enum(*State.known, name="state"))
    size = Column(Enum(*Size.known, name="size"))

for number in range(2):
    setattr(Door, "part%d" % number, Column("part%d" % number, Integer))
"""
    )
    document = extract(tmp_path)
    assert column(document, "doors", "state")["enum"] == ["OPEN", "SHUT"]
    assert column(document, "doors", "size")["enum"] == ["SMALL"]
    assert [name for name in types(document, "doors") if name.startswith("part")] == ["part0", "part1"]
