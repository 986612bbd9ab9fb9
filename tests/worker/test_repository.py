"""Which files are models, what they are called, and what is reported of those that do not load."""

import os
import time
from types import SimpleNamespace

import pytest
from conftest import MAIN
from facts import FIXTURES, column, lines_with, missing, names, table, types


def test_broken_files_do_not_hide_the_others(extract):
    document = extract(FIXTURES / "broken")
    assert names(document) == ["after_exit", "good", "half", "never"]
    assert types(document, "half") == {"id": "INTEGER", "lost": "String(length=1 / 0)", "kept": "INTEGER", "size": "String(int('many'))"}
    size = column(document, "half", "size")
    assert (size["typeResolved"], size["python"], size["nullable"]) == (False, "String", False)
    half = table(document, "half")
    lines = lines_with("broken/app/raises.py", "gone = Column", "other = ")
    assert not half["complete"]
    assert [m["reason"] for m in half["missing"]] == [f"the column written at line {line} could not be read" for line in lines]


def test_every_failure_is_reported_with_its_line(extract):
    diagnostics = extract(FIXTURES / "broken")["diagnostics"]
    texts = ["LIMIT = int", "raise RuntimeError", "CONFIG = open", "lost = ", "sized = ", "gone = ", "other = "]
    texts += ["sys.exit(3)", "class Never", "class Twice"]
    raised = [f for f in diagnostics["failed"] if f["file"] == "app/raises.py"]
    assert [f["line"] for f in raised] == lines_with("broken/app/raises.py", *texts)
    assert diagnostics["failed"][1]["error"] == "RuntimeError: no settings at 0x…"
    assert [(u["file"], u["error"].split(":")[0]) for u in diagnostics["unparsed"]] == [("app/latin.py", "SyntaxError")]
    left_out = [(u["table"], u["class"], u["file"], u["reason"]) for u in diagnostics["unloaded"] if u["file"] == "app/syntax.py"]
    assert left_out == [("bad", "app.syntax.Bad", "app/syntax.py", "SyntaxError: expected ':'")]


def test_tables_that_do_not_load_are_reported(extract):
    document = extract(FIXTURES / "unloaded")
    assert names(document) == ["reflected"] and not table(document, "reflected")["complete"]
    assert [(u["table"], u["class"], u["line"]) for u in document["diagnostics"]["unloaded"]] == [
        ("hidden", None, lines_with("unloaded/models.py", 'hidden = Table("hidden"')[0]),
        (None, "models.Hero", lines_with("unloaded/models.py", "class Hero")[0]),
    ]


def test_circular_imports(extract):
    document = extract(FIXTURES / "circular")
    assert names(document) == ["orders", "users"]
    assert document["diagnostics"]["failed"] == []


def test_star_imports_run_when_a_name_is_wanted(extract):
    document = extract(FIXTURES / "stars")
    assert names(document) == ["app_places", "wrong"]
    assert types(document, "app_places") == {"id": "INTEGER", "name": "VARCHAR", "where": "Point(2)", "shape": "Polygon(3)"}
    assert column(document, "app_places", "where")["python"] == "geometry.Point"
    assert "app/core.py" not in document["closure"]["files"]
    assert [m["modules"] for m in document["diagnostics"]["mocked"]] == [["geometry"]]


def test_star_imports_bring_only_public_names(extract):
    document = extract(FIXTURES / "stars")
    assert [f["error"] for f in document["diagnostics"]["failed"]] == ["NameError: name 'unlisted' is not defined"]
    assert not table(document, "wrong")["complete"]


def test_roots_with_the_same_top_level_name(extract):
    document = extract(FIXTURES / "two_roots")
    assert [(t["name"], t["class"], t["file"]) for t in document["tables"]] == [
        ("invoices", "app.models.Invoice", "services/billing/app/models.py"),
        ("letters", "app.models.Letter", "services/mail/app/models.py"),
    ]
    assert types(document, "invoices")["total"] == "NUMERIC(12, 2)" and types(document, "letters")["to"] == "VARCHAR(99)"


def test_namespace_packages_and_excluded_folders(extract):
    document = extract(FIXTURES / "namespace")
    assert names(document) == ["test_runs"]
    assert table(document, "test_runs")["class"] == "shop.models.test_run.Run"
    assert column(document, "test_runs", "at")["file"] == "backend/shop/tests/helpers.py"


def test_include_adds_what_is_left_out_otherwise(extract):
    assert names(extract(FIXTURES / "namespace", include=["backend/shop/tests"])) == ["fakes", "test_runs"]
    assert names(extract(FIXTURES / "namespace", include=["*/fakes.py"])) == ["fakes", "test_runs"]
    assert names(extract(FIXTURES / "namespace", include=["backend/shop/models"])) == ["test_runs"]


def test_exclude_comes_last(extract):
    assert names(extract(FIXTURES / "namespace", exclude=["backend/shop/models"])) == []
    assert names(extract(FIXTURES / "namespace", include=["*"], exclude=["*/fakes.py"])) == ["test_runs"]


def test_include_reads_a_file_of_tests(extract, tmp_path):
    source = (FIXTURES / "shadowing" / "models.py").read_text()
    (tmp_path / "test_models.py").write_text(source + "\n\ndef test_nothing():\n    pass\n")
    assert names(extract(tmp_path)) == []
    assert names(extract(tmp_path, include=["test_models.py"])) == ["kept"]


def test_library_modules_are_not_shadowed(extract):
    document = extract(FIXTURES / "shadowing")
    assert names(document) == ["kept"] and document["diagnostics"]["failed"] == []
    assert document["closure"]["files"] == ["models.py"]


def test_symbolic_links_are_not_followed(extract, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.py").write_text((FIXTURES / "circular" / "shop" / "users.py").read_text())
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "linked.py").symlink_to(outside / "secret.py")
    (inside / "folder").symlink_to(outside)
    document = extract(inside)
    assert document["tables"] == [] and document["closure"]["files"] == []


def test_closure_does_not_name_what_is_written(extract, tmp_path):
    code = "import tempfile\ntry: tempfile.gettempdir()\nexcept OSError: pass\ntry: open('made.txt', 'w')\nexcept OSError: pass\n"
    (tmp_path / "models.py").write_text(code + "__tablename__ = 1\n")
    closure = extract(tmp_path)["closure"]
    assert closure["files"] == ["models.py"] and [name for name in closure["absent"] if "." not in name or "txt" in name] == []


def test_closure_names_files_read_and_look_ups_that_failed(extract, tmp_path):
    (tmp_path / "kinds.txt").write_text("a\nb\n")
    (tmp_path / "parts").mkdir()
    (tmp_path / "models.py").write_text(
        "import os\nimport absent\nfrom sqlalchemy import Column, Enum, MetaData, Table\n"
        "kinds = open('kinds.txt').read().split()\nos.listdir('parts')\nopen('nothing.txt')\n"
        "Table('t', MetaData(), Column('k', Enum(*kinds, name='k')), info={'a': absent})\n"
    )
    document = extract(tmp_path)
    assert column(document, "t", "k")["enum"] == ["a", "b"]
    assert document["closure"]["files"] == ["kinds.txt", "models.py", "parts/"]
    assert {"absent.py", "absent/__init__.py", "nothing.txt"} <= set(document["closure"]["absent"])


@pytest.mark.parametrize("fixture", sorted(os.listdir(FIXTURES)))
def test_the_same_bytes_every_time_and_everywhere(once, fixture, tmp_path):
    import shutil

    copy = tmp_path / "a folder of another name"
    for path in sorted((p for p in (FIXTURES / fixture).rglob("*") if p.is_file() and p.suffix != ".pyc"), reverse=True):
        target = copy / path.relative_to(FIXTURES / fixture)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    assert once(copy) == once(FIXTURES / fixture)


def test_models_in_modules_that_are_named_like_a_library(extract, tmp_path):
    source = (FIXTURES / "shadowing" / "models.py").read_text()
    (tmp_path / "types.py").write_text(source.replace("kept", "one"))
    (tmp_path / "sqlalchemy" / "demo").mkdir(parents=True)
    for folder in ("sqlalchemy", "sqlalchemy/demo"):
        (tmp_path / folder / "__init__.py").write_text("")
    (tmp_path / "sqlalchemy" / "demo" / "models.py").write_text(source.replace("kept", "two"))
    document = extract(tmp_path)
    assert [(t["name"], t["class"]) for t in document["tables"]] == [("one", "types_.Kept"), ("two", "demo.models.Kept")]
    assert document["diagnostics"]["unloaded"] == []


PACKAGE = {
    "app/__init__.py": "",
    "app/base.py": "from sqlalchemy.orm import declarative_base\nBase = declarative_base()\n",
    "app/tools/__init__.py": "",
    "app/tools/acme.py": "kind = 1 / 0\n",
    "app/tools/models.py": "import acme\nfrom app.base import Base\nfrom sqlalchemy import Column, Integer\n\n"
    "class A(Base):\n    __tablename__ = 'a'\n    id = Column(Integer, primary_key=True)\n    b = Column(acme.Type(3))\n",
}


def _write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_a_neighbour_in_a_package_is_no_library(extract, tmp_path):
    document = extract(_write(tmp_path, PACKAGE))
    assert types(document, "a")["b"] == "Type(3)"
    assert "app/tools/acme.py" not in document["closure"]["files"]


def test_scripts_in_a_folder_import_their_neighbours(extract, tmp_path):
    files = {name.removeprefix("app/"): text.replace("app.base", "base") for name, text in PACKAGE.items() if "acme" not in name}
    files["tools/models.py"] = PACKAGE["app/tools/models.py"].replace("app.base", "base").replace("acme", "kinds")
    files["kinds.py"] = "from sqlalchemy import String as Type\n"
    document = extract(_write(tmp_path / "repository", {f"backend/{name}": text for name, text in files.items()}))
    assert types(document, "a")["b"] == "VARCHAR(3)"
    assert table(document, "a")["class"] in ("backend.tools.models.A", "tools.models.A")


RAISES_LATE = """
import lost
from sqlalchemy import Column, Integer, select
from sqlalchemy.orm import column_property, declarative_base, declared_attr

Base = declarative_base()

class Kept(Base):
    __tablename__ = "kept"
    id = Column(Integer, primary_key=True)
    also = Column(Integer, info=lost.value)

    @declared_attr
    def __table_args__(cls):
        return super(lost.Point, cls).__table_args__

old = select([Kept.id])
Kept.count = column_property(select([Kept.also]))
"""


def test_a_declared_attribute_that_raises_costs_only_itself(extract, tmp_path):
    (tmp_path / "models.py").write_text(RAISES_LATE)
    document = extract(tmp_path)
    assert types(document, "kept") == {"id": "INTEGER", "also": "INTEGER"}
    assert [m["reason"] for m in table(document, "kept")["missing"]] == ["__table_args__ could not be read"]
    assert len(document["diagnostics"]["failed"]) == 1


def test_many_tables_take_time_in_proportion(extract, tmp_path):
    columns = "".join(f"    c{n} = Column(String({n + 1}), nullable=False)\n" for n in range(14))
    base = "from sqlalchemy import Column, Integer, String\nfrom sqlalchemy.orm import declarative_base\nBase = declarative_base()\n"
    _write(tmp_path, {"app/__init__.py": "", "app/base.py": base})
    for n in range(1000):
        model = f"class T{n}(Base):\n    __tablename__ = 't{n}'\n    id = Column(Integer, primary_key=True)\n{columns}"
        (tmp_path / "app" / f"m{n}.py").write_text(f"from app.base import Base, Column, Integer, String\n\n{model}")
    started = time.monotonic()
    document = extract(tmp_path)
    assert len(document["tables"]) == 1000 and document["diagnostics"]["unloaded"] == []
    assert time.monotonic() - started < 30


def test_what_loaded_is_looked_up_and_not_searched(monkeypatch):
    monkeypatch.syspath_prepend(str(MAIN.parent))
    from contractcheck_worker.loaded import Loaded
    from contractcheck_worker.roots import Candidate, World
    from contractcheck_worker.scan import Declared

    asked = []

    class Table:
        key = name = "t"

        @property
        def metadata(self):
            asked.append(self)
            return SimpleNamespace(tables={"t": self})

    extraction = SimpleNamespace(tables=[Table() for _ in range(100)])
    loaded = Loaded(extraction, World(candidates=(Candidate("m.py", "m"),)))
    assert all(loaded.has(Declared("t", None, "m.py", 1)) for _ in range(100))
    extraction.tables.append(Table())
    assert not loaded.has(Declared("u", None, "m.py", 1)) and len(asked) == 101


def test_a_name_of_the_package_may_be_the_name_of_the_file_that_it_comes_from(extract):
    document = extract(FIXTURES / "shadowed")
    assert names(document) == ["order"]
    assert document["diagnostics"]["failed"] == []


def test_what_applications_do_around_their_models_costs_no_table(extract):
    document = extract(FIXTURES / "seen")
    assert names(document) == ["links", "tokens_40", "users", "users_visits", "visits"]
    assert column(document, "users", "status")["enum"] == ["open", "done"]
    assert types(document, "users")["settings"] == "Json(Settings)"
    assert missing(document, "visits") == [("acme_orm.Node", "acme_orm")]
    assert [t["complete"] for t in document["tables"]] == [True, True, True, True, False]


def test_columns_that_depend_on_unknown_settings_are_there(extract):
    document = extract(FIXTURES / "seen")
    assert [c["name"] for c in table(document, "users")["columns"]] == ["id", "status", "settings", "graph_id", "name"]
