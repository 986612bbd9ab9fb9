"""`extract` on real applications, with nothing but SQLAlchemy installed, against the facts of a real import with everything installed."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT, CommandLine, Repository

TRUTHS = {"keystone": "keystone", "mailman3": "mailman", "designate": "designate", "jupyterhub": "jupyterhub", "pykmip": "kmip"}


@pytest.fixture(scope="session")
def truth() -> ModuleType:
    """The comparison that the worker's own tests use."""
    spec = importlib.util.spec_from_file_location("truth", ROOT / "tests" / "worker" / "truth.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="the applications come from Debian's packages")
@pytest.mark.parametrize("name", TRUTHS)
def test_facts_are_equal(cli: CommandLine, empty: Repository, shared: Path, truth: ModuleType, name: str) -> None:
    subprocess.run([str(ROOT / "eng" / "real.sh"), "--fetch-only", name], stdin=subprocess.DEVNULL, check=True)
    source = json.loads((ROOT / "tests" / "real" / f"{name}.json").read_text(encoding="utf-8"))["source"]
    package = ROOT / "artifacts" / "real" / name / "package" / source
    shutil.copytree(package, empty.path / package.name, symlinks=True)
    empty.commit()
    run = cli("extract", "--repo", empty.path, "--format", "json")
    assert run.code == 0, run.text
    assert truth.differences(run.json, truth.read_truth(str(shared / "truth" / f"{TRUTHS[name]}.json.gz"))) == []
