"""eng/history.sh holds changes against migrations: what it reads of them, what it nets, what it counts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Dict, List, Optional

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "eng"))
import migrations  # noqa: E402
from agreement import found, mentioned  # noqa: E402
from net_effect import Effect, net  # noqa: E402

HEAD = "from alembic import op\nimport sqlalchemy as sa\nrevision = 'b'\ndown_revision = 'a'\n"


def effects(body: str, top: str = "") -> List[str]:
    """What a migration with this upgrade() does, one text for each effect."""
    source = HEAD + dedent(top) + "\ndef upgrade():\n" + "".join("    " + line + "\n" for line in dedent(body).strip().splitlines())
    found = migrations.read(source, "postgresql")
    assert found is not None
    return [" ".join(part for part in (e.kind, e.schema, e.table, e.column, e.before, e.name) if part) for e in net(found.operations)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("op.create_table('t', sa.Column('a', sa.Integer()), schema='s')", ["create-table s t"]),
        ("op.drop_table('t')", ["drop-table t"]),
        ("op.rename_table('t', 'u')", ["rename-table u t"]),
        ("op.add_column('t', sa.Column('a', sa.Integer()))", ["add-column t a"]),
        ("op.drop_column('t', column_name='a')", ["drop-column t a"]),
        ("op.alter_column('t', 'a', new_column_name='b')", ["rename-column t b a"]),
        ("op.alter_column('t', 'a', type_=sa.Text(), existing_type=sa.String())", ["alter-type t a a"]),
        ("op.alter_column('t', 'a', existing_nullable=True, nullable=False)", ["alter-nullable t a a"]),
        ("op.alter_column('t', 'a', existing_nullable=True, nullable=True)", []),
        ("op.alter_column('t', 'a', server_default=None)", ["alter-default t a a"]),
        ("op.create_unique_constraint('u', 't', ['a'])", ["add-constraint t unique"]),
        ("op.drop_constraint('f', 't', type_='foreignkey')", ["drop-constraint t foreign"]),
        ("with op.batch_alter_table('t', schema='s') as batch:\n    batch.drop_column('a')", ["drop-column s t a"]),
        ("for name in ('a', 'b'):\n    op.drop_column('t', name)", ["drop-column t a", "drop-column t b"]),
        ("op.drop_column('t', read_from_somewhere())", ["unread t drop-column"]),
        ("op.execute('ALTER TABLE s.t ADD COLUMN a int, DROP COLUMN \"b\"')", ["drop-column s t b", "add-column s t a"]),
        ("op.get_bind().execute(sa.text('ALTER TABLE t ALTER a SET NOT NULL'))", ["alter-nullable t a a"]),
        ("op.execute(f'ALTER TABLE {schema}.t RENAME a TO b; UPDATE t SET b = 1')", ["rename-column t b a"]),
        ("if op.get_bind().dialect.name == 'sqlite':\n    op.drop_table('t')\nelse:\n    op.drop_table('u')", ["drop-table u"]),
        ("if exists():\n    return\nop.drop_table('t')", ["drop-table t"]),
    ],
)
def test_reads_operations(body: str, expected: List[str]) -> None:
    assert effects(body) == expected


def test_follows_helpers_and_constants() -> None:
    top = "TABLES = {'t': ['a', 'b']}\n\ndef drop(table, *, name):\n    op.drop_column(table, name)\n"
    body = "for table, names in TABLES.items():\n    for name in names:\n        drop(table, name=name)"
    assert effects(body, top) == ["drop-column t a", "drop-column t b"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("op.add_column('t', sa.Column('a'))\nop.alter_column('t', 'a', nullable=False)", ["add-column t a"]),
        ("op.add_column('t', sa.Column('a'))\nop.drop_column('t', 'a')", []),
        ("op.add_column('t', sa.Column('n'))\nop.drop_column('t', 'a')\nop.alter_column('t', 'n', name='a')", ["replace-column t a"]),
        ("op.create_table('n')\nop.drop_table('t')\nop.rename_table('n', 't')", ["replace-table t"]),
        ("op.rename_table('t', 'u')\nop.add_column('u', sa.Column('a'))", ["rename-table u t", "add-column u a"]),
        ("op.rename_table('t', 'u')\nop.rename_table('v', 't')", ["rename-table u t", "rename-table t v"]),
    ],
)
def test_nets_what_goes_together(body: str, expected: List[str]) -> None:
    assert effects(body) == expected


def change(kind: str, table: str, column: Optional[str] = None, before: Optional[str] = None) -> Dict[str, Optional[str]]:
    return {"kind": kind, "schema": None, "table": table, "column": column, "before": before, "subject": None}


RENAMES = [
    (Effect("rename-table", None, "u", before="t"), [change("table-renamed", "u", before="t")]),
    (Effect("rename-table", None, "u", before="t"), [change("table-removed", "t"), change("table-added", "u")]),
    (Effect("rename-column", None, "t", "b", before="a"), [change("column-renamed", "t", "b", "a")]),
    (Effect("rename-column", None, "t", "b", before="a"), [change("column-removed", "t", "a"), change("column-added", "t", "b")]),
]


@pytest.mark.parametrize(("effect", "changes"), RENAMES)
def test_a_rename_is_told_as_one_or_as_two(effect: Effect, changes: List[Dict[str, Optional[str]]]) -> None:
    assert found(effect, changes)
    assert all(mentioned(one, [effect]) for one in changes)
    assert not found(effect, changes[:1]) or len(changes) == 1


def test_a_rename_of_the_diff_may_be_two_operations() -> None:
    dropped, added = Effect("drop-column", None, "t", "a"), Effect("add-column", None, "t", "b")
    renamed = change("column-renamed", "t", "b", "a")
    assert found(dropped, [renamed]) and found(added, [renamed]) and mentioned(renamed, [dropped, added])
    assert not mentioned(renamed, [dropped])


MODELS = """
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Person(Base):
    __tablename__ = "people"
    id = Column(Integer, primary_key=True)
"""


def git(repo: Path, *arguments: str) -> None:
    who = ["-c", "user.name=history", "-c", "user.email=history@contractcheck.example"]
    subprocess.run(["git", "-C", str(repo), *who, *arguments], check=True, stdout=subprocess.DEVNULL)


def commit(repo: Path, models: str, number: int, upgrade: str) -> None:
    (repo / "migrations" / "versions").mkdir(parents=True, exist_ok=True)
    (repo / "models.py").write_text(models, encoding="utf-8")
    if upgrade:
        source = HEAD.replace("'b'", f"'{number}'").replace("'a'", f"'{number - 1}'") + f"\ndef upgrade():\n    {upgrade}\n"
        (repo / "migrations" / "versions" / f"{number}.py").write_text(source, encoding="utf-8")
    git(repo, "add", "--all")
    git(repo, "commit", "--quiet", "--message", str(number))


def test_counts_agreement(tmp_path: Path) -> None:
    repo = tmp_path / "app"
    repo.mkdir()
    git(repo, "init", "--quiet")
    commit(repo, MODELS, 1, "")
    named = MODELS + "    name = Column(String(20))\n"
    commit(repo, named, 2, "op.add_column('people', sa.Column('name', sa.String(20)))")
    lost = named + "    age = Column(Integer)\n"
    commit(repo, lost, 3, "op.drop_column('people', 'shoe_size'); op.drop_table('elsewhere')")
    commit(repo, lost.replace("age", "years"), 4, "op.alter_column('people', 'age', new_column_name='years')")
    command = [sys.executable, str(ROOT / "eng" / "history.py"), str(repo), "--folder", str(tmp_path / "kept")]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8")
    assert done.returncode == 0
    told = (tmp_path / "kept" / "app" / "disagreements.txt").read_text(encoding="utf-8").splitlines()
    assert [line.partition(" ")[2] for line in told] == [
        "without operation: column-added people.age → INTEGER: ?",
        "missed: drop-table elsewhere: the models do not have the table",
        "missed: drop-column people.shoe_size: the models did not have it before",
    ]
    cells = [cell.strip() for cell in done.stdout.splitlines()[2].split("|")]
    assert cells[1:8] == ["app", "3", "0", "4", "2 (50.0 %)", "2", "2"]
