"""Which SQLAlchemy models are read with, and which libraries they may import."""

from __future__ import annotations


import pytest
from conftest import ROOT, CommandLine, Repository

# Only 1.4 and older have it.
LEGACY = """\
from sqlalchemy import Column, Integer, MetaData, Table, create_engine
from sqlalchemy.orm import mapper

metadata = MetaData(bind=None)
accounts = Table("accounts", metadata, Column("id", Integer, primary_key=True))
"""


def series(run) -> str:
    assert run.code == 0, run.text
    return run.json["diagnostics"]["sqlalchemy"][:3]


def test_the_repository_chooses_the_series(cli: CommandLine, empty: Repository) -> None:
    empty.commit({"models.py": LEGACY, "requirements.txt": "Flask\nSQLAlchemy>=1.3,<2  # not yet\n"})
    run = cli("extract", "--repo", empty.path, "--format", "json")
    assert series(run) == "1.4"
    assert [t["name"] for t in run.json["tables"]] == ["accounts"] and run.json["diagnostics"]["failed"] == []
    empty.commit({"requirements.txt": "SQLAlchemy==2.0.40\n"})
    assert series(cli("extract", "--repo", empty.path, "--format", "json")) == "2.0"


def test_models_that_only_2_0_can_read_are_read_with_it_whatever_is_required(cli: CommandLine, empty: Repository) -> None:
    empty.commit({
        "models.py": "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n\n\nclass Base(DeclarativeBase):\n    pass\n\n\n"
        "class A(Base):\n    __tablename__ = 'a'\n    id: Mapped[int] = mapped_column(primary_key=True)\n",
        "requirements.txt": "sqlalchemy<2\n",
    })
    run = cli("extract", "--repo", empty.path, "--format", "json")
    assert series(run) == "2.0" and [t["complete"] for t in run.json["tables"]] == [True]
    forced = cli("extract", "--repo", empty.path, "--format", "json", "--sqlalchemy", "1.4")
    assert series(forced) == "1.4"


def test_configuration_and_option_go_before_the_requirements(cli: CommandLine, empty: Repository) -> None:
    empty.commit({"models.py": LEGACY, "requirements.txt": "SQLAlchemy==2.0.40\n", ".contractcheck.yml": "sqlalchemy: 1.4\n"})
    assert series(cli("extract", "--repo", empty.path, "--format", "json")) == "1.4"
    assert series(cli("extract", "--repo", empty.path, "--format", "json", "--sqlalchemy", "2.0")) == "2.0"
    empty.commit({".contractcheck.yml": "sqlalchemy: 1.3\n"})
    run = cli("extract", "--repo", empty.path)
    assert run.code == 2 and "'sqlalchemy' must be one of 1.4, 2.0" in run.text


def test_libraries_on_the_packages_path(cli: CommandLine, empty: Repository) -> None:
    fixture = ROOT / "tests" / "worker" / "fixtures" / "packaged"
    empty.commit({"models.py": (fixture / "repository" / "models.py").read_text(encoding="utf-8")})
    run = cli("extract", "--repo", empty.path, "--format", "json", "--packages-path", fixture / "libraries")
    assert run.code == 0, run.text
    notes = next(t for t in run.json["tables"] if t["name"] == "notes")
    assert notes["complete"] and [c["name"] for c in notes["columns"]] == ["id", "stamped", "version"]


@pytest.mark.parametrize("value, reason", [("/nowhere", "there is no such folder"), ("", "is empty")])
def test_a_packages_path_that_is_not_there(cli: CommandLine, repo: Repository, value: str, reason: str) -> None:
    run = cli("extract", "--repo", repo.path, "--packages-path", value)
    assert run.code == 2 and "--packages-path" in run.text and reason in run.text
