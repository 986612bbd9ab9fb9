"""`extract` for people: every format, for real schemas and for names that fight back."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from pathlib import Path

import pytest
from conftest import CommandLine, Repository

HOSTILE = '''\
from sqlalchemy import CheckConstraint, Column, Enum, ForeignKey, Index, Integer, MetaData, String, Table, func

metadata = MetaData()
odd = Table(
    'odd "table" % [x] `y`', metadata,
    Column("=cmd()", Integer, primary_key=True),
    Column('a"b]c`d', String(5), server_default="it's, \\"quoted\\""),
    Column("line\\nbreak", Integer, unique=True),
    Column("kind", Enum("a'b", "c", name="kind")),
    CheckConstraint('"=cmd()" > 0', name="positive"),
)
child = Table(
    "child", metadata,
    Column("id", Integer, ForeignKey('odd "table" % [x] `y`.=cmd()', ondelete="CASCADE"), primary_key=True),
    Column("word", String(20)),
)
Index("ix_lower", func.lower(child.c.word))
'''


@pytest.fixture
def hostile(empty: Repository) -> Path:
    empty.commit({"models.py": HOSTILE})
    return empty.path


def printed(cli: CommandLine, repo: Path, format: str, *more: str) -> str:
    run = cli("extract", "--repo", repo, "--format", format, *more)
    assert (run.code, run.err) == (0, "")
    return run.out


@pytest.mark.parametrize("repository", ["shop", "hostile"])
def test_statements_run(cli: CommandLine, repository: str, request: pytest.FixtureRequest) -> None:
    repo = request.getfixturevalue(repository)
    document = cli("extract", "--repo", repo, "--format", "json", "--dialect", "sqlite").json
    assert len(document["tables"]) == {"shop": 38, "hostile": 2}[repository]
    database = sqlite3.connect(":memory:")
    for schema in {t["schema"] for t in document["tables"]} - {None}:
        database.execute(f"ATTACH ':memory:' AS {schema}")
    database.executescript(re.sub(r" DEFAULT now\(\)", " DEFAULT 0", printed(cli, repo, "ddl", "--dialect", "sqlite")))
    for table in document["tables"]:
        of = f"{table['schema'] or 'main'}.table_xinfo"
        name = table["name"].replace("'", "''")
        found = [row[1] for row in database.execute(f"PRAGMA {of}('{name}')")]
        assert found == [c["name"].replace("\n", "\\u000A") for c in table["columns"]]


def test_csv_is_a_line_for_each_column(cli: CommandLine, shop: Path, hostile: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(cli, shop, "csv"))))
    document = cli("extract", "--repo", shop, "--format", "json").json
    assert [(r["schema"], r["table"], r["column"]) for r in rows] == [
        (t["schema"] or "", t["name"], c["name"]) for t in document["tables"] for c in t["columns"]
    ]
    assert next(r for r in rows if (r["table"], r["column"]) == ("addresses", "customer_id"))["references"] == "customers.id"
    odd = list(csv.DictReader(io.StringIO(printed(cli, hostile, "csv"), newline="")))
    assert [r["column"] for r in odd if r["table"] != "child"] == ["'=cmd()", 'a"b]c`d', "line\\u000Abreak", "kind"]


def test_mermaid_keeps_to_its_grammar(cli: CommandLine, shop: Path, hostile: Path) -> None:
    word = r"[A-Za-z_][A-Za-z0-9_\-\[\]()]*"
    line = re.compile(
        rf'erDiagram|    "[^"%\\]+" \{{|        {word} {word}( (PK|FK|UK)(, (PK|FK|UK))*)?( "not null")?|    \}}|'
        r'    "[^"%\\]+" (\}o|\|o)--(\|\||o\|) "[^"%\\]+" : "[^"%\\]+"'
    )
    for repo in (shop, hostile):
        lines = printed(cli, repo, "mermaid").splitlines()
        assert [text for text in lines if not line.fullmatch(text)] == []
    assert '    "addresses" }o--|| "customers" : "customer_id"' in printed(cli, shop, "mermaid").splitlines()
    assert lines[-1] == '    "child" |o--|| "odd _table_ _ [x] `y`" : "id"'


def test_explain_tells_what_would_mend_it(cli: CommandLine, empty: Repository, shop: Path) -> None:
    assert "38 tables, read whole." in cli("extract", "--repo", shop, "--explain").text
    empty.commit({
        "models.py": "from acme_orm import Audited, Named\nfrom sqlalchemy import Column, Integer\nfrom sqlalchemy.orm import declarative_base\n"
        "Base = declarative_base()\n\n\nclass A(Audited, Base):\n    __tablename__ = 'a'\n    id = Column(Integer, primary_key=True)\n\n\n"
        "class B(Named):\n    id = Column(Integer, primary_key=True)\n",
        "requirements.txt": "acme-orm==1\n",
    })
    run = cli("extract", "--repo", empty.path, "--explain")
    assert run.code == 0
    assert "a is incomplete models.py:7 acme_orm.Audited: columns of this base are unknown" in run.text
    assert "models.B did not load models.py:12 the name of its table comes from acme_orm.Named" in run.text
    assert run.text.endswith("To know more: packages: [acme-orm] in .contractcheck.yml, or --packages-path DIR with them unpacked in DIR.")


def test_output_holds_every_format(cli: CommandLine, shop: Path, tmp_path: Path) -> None:
    run = cli("extract", "--repo", shop, "--output", tmp_path / "out")
    assert run.code == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [f"schema.{s}" for s in ("csv", "json", "md", "mmd", "sql", "txt")]
    assert (tmp_path / "out" / "schema.txt").read_text(encoding="utf-8") == run.out
