"""Every construct of the worker's fixtures through the real command line: the trees of `expected/` were read before they were kept."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import List

import pytest
from conftest import ROOT, CommandLine, Repository

FIXTURES = ROOT / "tests" / "worker" / "fixtures"
EXPECTED = Path(__file__).parent / "expected"

# A folder of its own for what is no part of the repository.
INSIDE = {"packaged": "repository"}


def options(name: str) -> List[str]:
    return ["--packages-path", str(FIXTURES / name / "libraries")] if name in INSIDE else []


@pytest.mark.parametrize("name", sorted(p.name for p in FIXTURES.iterdir()))
def test_tree_and_reasons(cli: CommandLine, empty: Repository, name: str) -> None:
    shutil.copytree(FIXTURES / name / INSIDE.get(name, ""), empty.path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    empty.commit()
    tree = cli("extract", "--repo", empty.path, *options(name))
    reasons = cli("extract", "--repo", empty.path, "--explain", *options(name))
    assert (tree.code, tree.err, reasons.code, reasons.err) == (0, "", 0, "")
    expected = EXPECTED / f"{name}.txt"
    # Where a newer interpreter reads the same, the document is the same but for this line.
    found = re.sub(r"^Read with Python 3\.\S+ and SQLAlchemy 2\.0\.\S+\.$", "Read with Python and SQLAlchemy.", f"{tree.out}\n{reasons.out}", flags=re.MULTILINE)
    if os.environ.get("CONTRACTCHECK_WRITE_EXPECTED"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert empty.status() == []


def test_every_expectation_has_its_fixture() -> None:
    assert {p.stem for p in EXPECTED.iterdir()} == {p.name for p in FIXTURES.iterdir()}
