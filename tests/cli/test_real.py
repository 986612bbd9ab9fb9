"""Pull requests against real applications: exactly the findings of five edits, and none without them (eng/real.sh)."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from conftest import ROOT


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="the applications come from Debian's packages")
@pytest.mark.parametrize("name", ["keystone", "mailman3", "jupyterhub", "designate"])
def test_application(name: str) -> None:
    done = subprocess.run(
        [str(ROOT / "eng" / "real.sh"), name], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout
