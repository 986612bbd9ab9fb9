"""`contractcheck init`: it asks nothing, looks around, and writes what is missing."""

from __future__ import annotations

import pytest
import yaml
from conftest import CONTRACT, MODELS, CommandLine, Repository

WORKFLOW = ".github/workflows/contractcheck.yml"


def start(repo: Repository, **files: str) -> None:
    repo.commit({"shop/__init__.py": "", "shop/models.py": MODELS, **{name.replace("__", "/"): text for name, text in files.items()}})


@pytest.mark.parametrize("file, text, dialect", [
    ("requirements.txt", "sqlalchemy\npsycopg2-binary==2.9\n", "postgresql"),
    ("requirements/prod.txt", "asyncpg\n", "postgresql"),
    ("pyproject.toml", "[project]\ndependencies = ['PyMySQL>=1', 'aiosqlite']\n", "mysql"),
    ("setup.cfg", "[options]\ninstall_requires =\n  oracledb\n", "oracle"),
    ("alembic.ini", "[alembic]\nsqlalchemy.url = mssql+pyodbc://u:p@h/d\n", "mssql"),
    ("docker-compose.yml", "x: mysql://u:p@h/d\n", "mysql"),
    ("shop/db.py", "from sqlalchemy.dialects.mysql import TINYINT\n", "mysql"),
    ("shop/db.py", "from sqlalchemy.dialects import oracle\n", "oracle"),
    ("README.md", "psycopg2\n", "postgresql"),
    ("requirements.txt", "my-asyncpg-tools\naiosqlite\n", "sqlite"),
])
def test_the_dialect_is_found(cli: CommandLine, empty: Repository, file: str, text: str, dialect: str) -> None:
    start(empty)
    empty.commit({file: text})
    run = cli("init", "--repo", empty.path)
    assert run.code == 0 and f"types in {dialect}" in run.out, run.text
    assert yaml.safe_load((empty.path / ".contractcheck.yml").read_text())["dialect"] == dialect
    contract = yaml.safe_load((empty.path / "contracts/repo.odcs.yaml").read_text())
    assert contract["customProperties"] == [{"property": "sqlDialect", "value": dialect}]
    empty.commit()
    empty.git("checkout", "--quiet", "-b", "change")
    empty.commit({"x.md": "x"})
    assert cli("check", "--repo", empty.path).code == 0


def test_a_configured_dialect_stays(cli: CommandLine, empty: Repository) -> None:
    start(empty)
    empty.commit({".contractcheck.yml": "dialect: oracle\n", "requirements.txt": "asyncpg\n"})
    run = cli("init", "--repo", empty.path)
    assert run.code == 0 and "types in oracle." in run.out, run.text
    assert (empty.path / ".contractcheck.yml").read_text() == "dialect: oracle\n"


@pytest.mark.parametrize("there, written, told", [
    (".github/workflows/ci.yml", WORKFLOW, None),
    (".gitlab-ci.yml", ".gitlab/contractcheck.yml", "include: [{local: .gitlab/contractcheck.yml}]"),
    ("azure-pipelines.yml", "azure-pipelines-contractcheck.yml", "make a pipeline of azure-pipelines-contractcheck.yml"),
    ("Jenkinsfile", None, "For Jenkins, add the step of"),
    ("bitbucket-pipelines.yml", None, "For Bitbucket, add the step of"),
    ("other.txt", None, "No pipeline was found"),
])
def test_the_pipeline_is_found(cli: CommandLine, empty: Repository, there: str, written: "str | None", told: "str | None") -> None:
    start(empty)
    empty.commit({there: "on: push\n"})
    run = cli("init", "--repo", empty.path)
    assert run.code == 0 and (told is None or told in run.text), run.text
    assert sorted(empty.status()) == sorted(f"?? {name}" for name in (".contractcheck.yml", "contracts/repo.odcs.yaml", written) if name)
    if written:
        assert "contractcheck" in (empty.path / written).read_text()


def test_a_pipeline_that_checks_already_stays(cli: CommandLine, empty: Repository) -> None:
    start(empty)
    empty.commit({".github/workflows/all.yml": "steps: [{uses: contractcheck/contractcheck@v1}]\n"})
    run = cli("init", "--repo", empty.path)
    assert run.code == 0 and not (empty.path / WORKFLOW).exists(), run.text


def test_contracts_that_are_there_stay(cli: CommandLine, empty: Repository) -> None:
    start(empty)
    empty.commit({"contracts/mine.odcs.yaml": CONTRACT})
    run = cli("init", "--repo", empty.path)
    assert run.code == 0 and "Contracts are there: contracts/mine.odcs.yaml." in run.out, run.text
    assert empty.status() == ["?? .contractcheck.yml"]
    run = cli("init", "--repo", empty.path)
    assert run.code == 2 and "Everything is there" in run.text, run.text


def test_output_writes_the_contract_alone(cli: CommandLine, empty: Repository) -> None:
    start(empty)
    run = cli("init", "--repo", empty.path, "--output", empty.path / "mine.odcs.yaml")
    assert run.code == 0 and empty.status() == ["?? mine.odcs.yaml"], run.text
    run = cli("init", "--repo", empty.path, "--output", empty.path / "mine.odcs.yaml")
    assert run.code == 2 and "exists already" in run.text, run.text


def test_a_folder_that_is_a_link_is_not_followed(cli: CommandLine, empty: Repository) -> None:
    start(empty)
    outside = empty.path.parent / "outside"
    outside.mkdir()
    (empty.path / "contracts").symlink_to(outside)
    run = cli("init", "--repo", empty.path, "--force")
    assert run.code == 2 and "contracts is a symbolic link, which is not followed" in run.text and list(outside.iterdir()) == [], run.text


def test_a_table_that_is_declared_twice_is_shown_with_its_places(cli: CommandLine, empty: Repository) -> None:
    start(empty)
    empty.commit({"notes/models.py": MODELS})
    run = cli("init", "--repo", empty.path)
    assert run.code == 0 and "customers (notes/models.py:7, shop/models.py:7)" in run.text and "'exclude'" in run.text, run.text


def test_a_unique_index_is_promised(cli: CommandLine, empty: Repository) -> None:
    empty.commit({"shop/__init__.py": "", "shop/models.py": MODELS.replace("String(100), nullable=False", "String(100), unique=True, index=True")})
    assert cli("init", "--repo", empty.path).code == 0
    empty.commit()
    empty.git("checkout", "--quiet", "-b", "change")
    empty.commit({"shop/models.py": MODELS.replace("String(100), nullable=False", "String(100), index=True")})
    run = cli("check", "--repo", empty.path, "--base", "main")
    assert run.code == 1 and "error CC303 customers.email" in run.text and "CC307" not in run.text, run.text
