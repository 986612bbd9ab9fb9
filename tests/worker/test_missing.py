"""What missing libraries would have given is stated as unknown, and by whom."""

import pytest
from facts import FIXTURES, column, lines_with, missing, names, table, types


def test_missing_base(extract):
    document = extract(FIXTURES / "missing")
    assert names(document) == ["documents", "notes", "{strange.settings.PREFIX}reports"]
    assert not any(t["complete"] for t in document["tables"])
    assert ("acme_orm.Base", "acme_orm") in missing(document, "documents")
    assert ("acme_orm.Audited", "acme_orm") in missing(document, "notes")


def test_missing_types_are_as_written(extract):
    document = extract(FIXTURES / "missing")
    assert types(document, "documents") == {
        "id": "INTEGER",
        "title": "VARCHAR({strange.settings.TITLE_LENGTH})",
        "place": "Point",
        "embedding": "Vector(1536)",
        "many": "Vector(3)[]",
    }
    assert [c["typeResolved"] for c in table(document, "documents")["columns"]] == [True, False, False, False, False]
    assert column(document, "documents", "embedding")["python"] == "acme_vectors.sqlalchemy.Vector"
    assert column(document, "documents", "place")["nullable"] is False


def test_constraints_on_unknown_columns_are_reported(extract):
    found = table(extract(FIXTURES / "missing"), "documents")
    assert found["uniques"] == [] and [i["name"] for i in found["indexes"]] == ["ix_title"]
    assert "UniqueConstraint names columns that are unknown: owner_id" in [m["reason"] for m in found["missing"]]


def test_columns_that_a_missing_function_makes_are_reported(extract):
    assert ("acme_orm.ids.key_column", "acme_orm") in missing(extract(FIXTURES / "missing"), "notes")


def test_a_fallback_of_the_code_itself_is_taken(extract):
    document = extract(FIXTURES / "missing")
    assert "plain" in types(document, "notes")
    mocked = [m for entry in document["diagnostics"]["mocked"] for m in entry["modules"]]
    assert "optional_speedups" in mocked and "fast_json" not in mocked


def test_expressions_without_sql_are_as_written(extract):
    found = table(extract(FIXTURES / "expressions"), "shown")
    assert {c["name"]: c["serverDefault"] for c in found["columns"] if c["serverDefault"]} == {
        "called": "lost.now(1)",
        "named": "lost.make(5, zone='utc')",
        "inside": "foo(lost.x)",
        "custom": "uncompiled()",
        "instance": "Stamp(3)",
        "fetched": "FetchedValue()",
        "mixed": "lost.mixed([1])",
        "known": "concat('x', 3)",
        "outer": "foo(lost.make(5, zone='utc'))",
        "one": "lost.one",
        "two": "lost.two",
    }
    assert {c["name"]: c["computed"]["sql"] for c in found["columns"] if c["computed"]} == {
        "total": "lost.total(3)",
        "size": "func.foo(lost.size(4))",
    }
    assert [(i["name"], i["columns"]) for i in found["indexes"]] == [
        ("i1", ["called", "lower(lost.z)"]),
        ("i2", ["uncompiled()"]),
        ("i3", ["lost.index(4)"]),
    ]
    assert [(c["name"], c["sql"]) for c in found["checks"]] == [
        ("c1", "func.bar(lost.q(3)) > 2"),
        ("c2", "lost.check(3)"),
        ("c3", "bar(lost.limit(7)) > 2"),
    ]


@pytest.mark.parametrize("before, after", [("lost.make(5", "lost.make(6"), ("lost.x", "lost.y"), ("limit(7)", "limit(8)")])
def test_a_change_of_such_an_expression_shows(extract, tmp_path, before, after):
    source = (FIXTURES / "expressions" / "models.py").read_text()
    documents = []
    for folder, text in (("base", source), ("head", source.replace(before, after))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "models.py").write_text(text)
        documents.append(extract(tmp_path / folder)["tables"])
    assert documents[0] != documents[1]


def test_nothing_fails(extract):
    diagnostics = extract(FIXTURES / "missing")["diagnostics"]
    assert diagnostics["failed"] == [] and diagnostics["unloaded"] == []


@pytest.mark.needs_2_0
def test_bases_made_from_missing_classes(extract):
    document = extract(FIXTURES / "missing_base")
    assert names(document) == ["first", "second", "third"]
    assert missing(document, "first") == [("lost.Clonable", "lost")]
    assert missing(document, "second") == [("lost.Tool", "lost")]
    assert table(document, "second")["class"] == "models.Second" and table(document, "second")["primaryKey"] == []


def test_settings_in_names(extract):
    document = extract(FIXTURES / "settings")
    assert names(document) == ["crm.{APP_PREFIX}_deals"]
    assert not document["tables"][0]["complete"]
    assert [f["file"] for f in document["diagnostics"]["failed"]] == ["config.py"]


def test_flask_sqlalchemy(extract):
    document = extract(FIXTURES / "flask_app")
    assert names(document) == ["event", "logs", "members", "team", "user_account"]
    assert all(t["complete"] for t in document["tables"])
    assert set(types(document, "team")) == {"id", "kind", "size"}
    assert set(types(document, "event")) == {"id", "at"}
    assert [m["distribution"] for m in document["diagnostics"]["mocked"]] == ["Flask-Login", "flask"]


FLASK_MODERN = """
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from typing_extensions import Annotated

class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s", "uq": "uq_%(column_0_name)s"})
    type_annotation_map = {str: String(40)}

class Stamped:
    stamp: Mapped[str]

db = SQLAlchemy(model_class=Base)

class UserAccount(Stamped, db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)

class Parent(db.Model):
    __tablename__ = "parents"
    id: Mapped[int] = mapped_column(primary_key=True)

class Child(Parent):
    size: Mapped[int] = mapped_column(nullable=True)
"""

FLASK_OLD = """
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.model import BindMetaMixin, Model
from lost import Meta
from sqlalchemy.orm import DeclarativeMeta, declarative_base

class NoNames(Meta, BindMetaMixin, DeclarativeMeta):
    pass

db = SQLAlchemy(model_class=declarative_base(cls=Model, metaclass=NoNames, name="Model"))

class User(db.Model):
    __tablename__ = "users"
    id = db.Column(db.Integer, primary_key=True)

assert User.metadata is db.metadata
"""


@pytest.mark.needs_2_0
def test_flask_sqlalchemy_with_a_declarative_base(extract, tmp_path):
    (tmp_path / "models.py").write_text(FLASK_MODERN)
    document = extract(tmp_path)
    assert names(document) == ["parents", "user_account"] and document["diagnostics"]["failed"] == []
    assert types(document, "user_account") == {"id": "INTEGER", "email": "VARCHAR(40)", "stamp": "VARCHAR(40)"}
    assert table(document, "user_account")["uniques"] == [{"name": "uq_email", "columns": ["email"]}]
    assert set(types(document, "parents")) == {"id", "size"}


def test_flask_sqlalchemy_with_a_metaclass_of_its_own(extract, tmp_path):
    (tmp_path / "models.py").write_text(FLASK_OLD)
    document = extract(tmp_path)
    assert names(document) == ["users"] and document["diagnostics"]["failed"] == []
    assert table(document, "users")["complete"]


def test_distributions_are_named_as_the_repository_requires_them(extract, tmp_path):
    (tmp_path / "requirements.txt").write_text("# pins\nAcme.ORM>=1.2  # base\n")
    (tmp_path / "models.py").write_text(
        "from acme_orm import Base\nfrom oslo_db.models import Stamp\nfrom sqlalchemy import Column, Integer\n\n"
        "class A(Stamp, Base):\n    __tablename__ = 'a'\n    id = Column(Integer, primary_key=True)\n"
    )
    assert missing(extract(tmp_path), "a") == [("acme_orm.Base", "Acme.ORM"), ("oslo_db.models.Stamp", "oslo.db")]


def test_generated_module_of_the_repository(extract, tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("from app._version import version as __version__\n")
    (tmp_path / "app" / "models.py").write_text(
        "from app import __version__\nfrom . import _build_info\nfrom sqlalchemy import Column, Integer\n"
        "from sqlalchemy.orm import declarative_base\nBase = declarative_base()\n\n"
        "class A(Base):\n    __tablename__ = 'a'\n    id = Column(Integer, primary_key=True)\n    v = __version__.split('.')\n"
        "    b = _build_info.COMMIT\n"
    )
    document = extract(tmp_path)
    assert names(document) == ["a"] and table(document, "a")["complete"]
    assert {"distribution": "app", "modules": ["app._build_info", "app._version"]} in document["diagnostics"]["mocked"]


def test_a_helper_that_fails_may_have_been_a_column(extract, tmp_path):
    """Applications wrap columns in helpers; what one of them would have given is unknown, not absent."""
    (tmp_path / "models.py").write_text(
        "from absent import keys\n"
        "from sqlalchemy import Column, Integer, String\n"
        "from sqlalchemy.orm import declarative_base\n"
        "Base = declarative_base()\n"
        "def pk(name):\n"
        "    kind, options = keys\n"
        "    raise LookupError(name)\n"
        "class User(Base):\n"
        "    __tablename__ = 'users'\n"
        "    id = pk('User')\n"
        "    name = Column(String(5))\n"
    )
    [users] = extract(tmp_path)["tables"]
    assert not users["complete"] and [c["name"] for c in users["columns"]] == ["name"]
    assert "line 10" in users["missing"][0]["reason"]


def test_a_package_that_imports_its_own_submodule_by_name(extract, tmp_path):
    package = tmp_path / "shop"
    package.mkdir()
    (package / "__init__.py").write_text("from . import settings\n")
    (package / "settings.py").write_text("LENGTH = 7\n")
    (package / "models.py").write_text(
        "from shop import settings\n"
        "from sqlalchemy import Column, Integer, String\n"
        "from sqlalchemy.orm import declarative_base\n"
        "Base = declarative_base()\n"
        "class User(Base):\n"
        "    __tablename__ = 'users'\n"
        "    id = Column(Integer, primary_key=True)\n"
        "    name = Column(String(settings.LENGTH))\n"
    )
    [users] = extract(tmp_path)["tables"]
    assert users["complete"] and users["columns"][1]["type"] == "VARCHAR(7)"


@pytest.mark.needs_2_0
def test_annotations_of_a_newer_python_and_what_only_the_application_uses(extract):
    document = extract(FIXTURES / "deferred")
    assert names(document) == ["books", "shelves"]
    assert [t["complete"] for t in document["tables"]] == [True, True]
    assert types(document, "shelves") == {"id": "INTEGER", "seen": "TIMESTAMP WITHOUT TIME ZONE"}
    seen = column(document, "shelves", "seen")
    assert (seen["nullable"], seen["clientDefault"]) == (True, True)


def test_classes_that_are_made_by_calling_type(extract):
    document = extract(FIXTURES / "made_classes")
    assert names(document) == ["account", "group", "group_account"]
    made = table(document, "group_account")
    assert made["primaryKey"] == ["group_id", "account_id"]
    assert missing(document, "group_account") == [("acme_orm.Base", "acme_orm")]
    assert (made["file"], made["line"]) == ("models.py", lines_with("made_classes/models.py", "return type(")[0])
    assert document["diagnostics"]["failed"] == []


def test_a_table_whose_name_comes_from_a_missing_base_is_reported(extract):
    document = extract(FIXTURES / "nameless")
    assert names(document) == ["entries", "named"]
    device, place = lines_with("nameless/models.py", "class Device", "class Place")
    reason = "the name of its table comes from acme_orm.AutoNamed, which is not available"
    assert document["diagnostics"]["unloaded"] == [
        {"table": None, "class": "models.Device", "file": "models.py", "line": device, "reason": reason, "distribution": "acme_orm"},
        {"table": None, "class": "models.Place", "file": "models.py", "line": place, "reason": reason, "distribution": "acme_orm"},
    ]


def test_two_settings_are_two_values(extract):
    document = extract(FIXTURES / "two_schemas")
    assert names(document) == ["{acme_config.config['schema']}.log", "{acme_config.config['schema_static']}.log"]
    key = document["tables"][1]["foreignKeys"][0]
    assert (key["targetSchema"], key["targetTable"], key["targetColumns"]) == ("{acme_config.config['schema']}", "log", ["id"])


def test_a_missing_database_object_hands_sqlalchemys_names_on(extract):
    document = extract(FIXTURES / "handed_on")
    assert names(document) == ["links", "nodes"]
    assert types(document, "nodes") == {"id": "INTEGER", "name": "VARCHAR(80)", "version": "INTEGER"}
    assert missing(document, "nodes") == [("acme_db.db.Model", "acme_db")]
    assert table(document, "links")["complete"] is True and table(document, "links")["primaryKey"] == ["left_id", "right_id"]
    assert [k["targetTable"] for k in table(document, "links")["foreignKeys"]] == ["nodes", "nodes"]
    assert column(document, "nodes", "name")["serverDefault"] == "'x'"
    assert document["diagnostics"]["failed"] == []
