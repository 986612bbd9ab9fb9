"""Column lineage of two real dbt projects, held against a truth worked out by hand and against plain sqlglot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, NamedTuple, Set

import pytest
from conftest import ROOT, CommandLine, Repository

PROJECTS = ("finance_core", "jaffle_postgres")


class Downstream(NamedTuple):
    """Columns that derive from a column, and models that it decides the rows of."""

    columns: Set[str]
    rows: Set[str]


def truth(project: str) -> "Dict[str, Downstream]":
    """The blocks of a truth file by source column."""
    blocks: "Dict[str, Downstream]" = {}
    text = (ROOT / "tests" / "fixtures" / "lineage" / project / "truth.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith(" "):
            current = blocks.setdefault(line.strip(), Downstream(set(), set()))
        else:
            kind, _, name = line.strip().partition(" ")
            {"=": current.columns, "~": current.rows}[kind].add(name)
    return blocks


def manifest(shared: Path, project: str) -> Path:
    return shared / "dbt" / f"{project}.manifest.json"


@pytest.fixture(scope="module")
def found(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> "Dict[str, Dict[str, Downstream]]":
    """What the command tells of every column of every source."""
    answers: "Dict[str, Dict[str, Downstream]]" = {}
    for project in PROJECTS:
        folder = tmp_path_factory.mktemp(project)
        repo, cli = Repository.create(folder), CommandLine(folder)
        models = (ROOT / "tests" / "fixtures" / "lineage" / project / "models.py").read_text(encoding="utf-8")
        repo.commit({"app/models.py": models, "app/__init__.py": ""})
        answers[project] = {column: ask(cli, repo, manifest(shared, project), column) for column in truth(project)}
    return answers


def ask(cli: CommandLine, repo: Repository, manifest: Path, column: str) -> Downstream:
    run = cli("impact", column, "--repo", repo.path, "--manifest", manifest, "--format", "json")
    assert run.code == 0, run.text
    reached = [r for r in json.loads(run.out)["reached"] if r["kind"] in ("model", "snapshot")]
    return Downstream(
        {f"{r['name']}.{c}" for r in reached for c in r["columns"]},
        {r["name"] for r in reached if r["decidesRows"]},
    )


def wrong(expected: "Set[str]", actual: "Set[str]") -> "List[str]":
    return [f"missing {x}" for x in sorted(expected - actual)] + [f"invented {x}" for x in sorted(actual - expected)]


@pytest.mark.parametrize("project", PROJECTS)
def test_every_path_of_the_truth_is_found_and_none_is_invented(found: "Dict[str, Dict[str, Downstream]]", project: str) -> None:
    expected = truth(project)
    assert len(expected) >= 12
    differences = {
        column: wrong(block.columns, found[project][column].columns) + wrong(block.rows, found[project][column].rows)
        for column, block in expected.items()
    }
    assert {column: lines for column, lines in differences.items() if lines} == {}


@pytest.mark.parametrize("project", PROJECTS)
def test_plain_sqlglot_over_each_model_says_the_same(shared: Path, found: "Dict[str, Dict[str, Downstream]]", project: str) -> None:
    """It knows nothing of the columns that dbt adds to a snapshot."""
    answer = subprocess.run(
        [sys.executable, ROOT / "tests" / "support" / "plain_sqlglot.py", manifest(shared, project), shared / "dbt" / f"{project}.catalog.json"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "artifacts" / "python" / "sqlglot")}, capture_output=True, text=True, check=True,
    )
    plain = json.loads(answer.stdout)
    assert set(plain) == {column.lower() for column in found[project]}
    for column, downstream in found[project].items():
        mine = {lowered(c) for c in downstream.columns if not c.rpartition(".")[2].startswith("dbt_")}
        assert wrong(set(plain[column.lower()]), mine) == [], column


def lowered(column: str) -> str:
    model, _, name = column.rpartition(".")
    return f"{model}.{name.lower()}"
