"""`extract` on real applications, with nothing but SQLAlchemy installed, against the facts of a real import with everything installed."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from conftest import ROOT

APPLICATIONS = json.loads((ROOT / "tests" / "corpus" / "applications.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="the applications come from Debian's packages")
@pytest.mark.parametrize("name", APPLICATIONS)
def test_facts_are_equal(name: str) -> None:
    measure(name)


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="the applications come from Debian's packages")
@pytest.mark.parametrize("name", ["mistral", "nova"])
def test_facts_are_equal_with_the_libraries_that_were_missing(name: str) -> None:
    measure("--with-libraries", name)


def measure(*arguments: str) -> None:
    done = subprocess.run([str(ROOT / "eng" / "corpus.sh"), *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8")
    assert done.returncode == 0, done.stdout
