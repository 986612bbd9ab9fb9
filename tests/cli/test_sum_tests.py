"""eng/sum_tests.py decides whether all tests together passed: nothing that went wrong may count as nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import List, Tuple

import pytest
from conftest import ROOT

JUNIT = """<testsuites><testsuite>
<testcase classname="a" name="good"/>
<testcase classname="a" name="left out"><skipped/></testcase>
{more}
</testsuite></testsuites>"""
TRX = """<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
<Results><UnitTestResult testName="A.Good" outcome="Passed"/>{more}</Results>
<ResultSummary outcome="{outcome}"/></TestRun>"""


def sum_up(folder: Path, *suites: str) -> Tuple[int, List[str]]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "eng" / "sum_tests.py"), str(folder), *suites], stdout=subprocess.PIPE, encoding="utf-8"
    )
    return done.returncode, done.stdout.splitlines()


def test_adds_up(tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_text(JUNIT.format(more=""))
    (tmp_path / "two.trx").write_text(TRX.format(more="", outcome="Completed"))
    code, lines = sum_up(tmp_path, "one.xml", "two.trx")
    assert (code, lines[-1]) == (0, "Total: 2 passed, 0 failed, 1 skipped")


@pytest.mark.parametrize("tag", ["failure", "error"])
def test_names_what_failed_in_pytest(tmp_path: Path, tag: str) -> None:
    (tmp_path / "one.xml").write_text(JUNIT.format(more=f'<testcase classname="a" name="bad"><{tag}/></testcase>'))
    code, lines = sum_up(tmp_path, "one.xml")
    assert code == 1
    assert lines[-2:] == ["FAILED one: a.bad", "Total: 1 passed, 1 failed, 1 skipped"]


def test_names_what_failed_in_dotnet(tmp_path: Path) -> None:
    (tmp_path / "two.trx").write_text(TRX.format(more='<UnitTestResult testName="A.Bad" outcome="Failed"/>', outcome="Failed"))
    code, lines = sum_up(tmp_path, "two.trx")
    assert code == 1
    assert lines[-2:] == ["FAILED two: A.Bad", "Total: 1 passed, 1 failed, 0 skipped"]


def test_a_crash_in_the_middle_counts(tmp_path: Path) -> None:
    (tmp_path / "two.trx").write_text(TRX.format(more="", outcome="Failed"))
    assert sum_up(tmp_path, "two.trx")[0] == 1


@pytest.mark.parametrize("content", [None, "", "<testsuites>", "<testsuites/>"])
def test_a_suite_that_ran_nothing_fails(tmp_path: Path, content: "str | None") -> None:
    if content is not None:
        (tmp_path / "one.xml").write_text(content)
    code, lines = sum_up(tmp_path, "one.xml")
    assert (code, lines[-1]) == (1, "Total: 0 passed, 1 failed, 0 skipped")
