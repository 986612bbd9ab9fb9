"""Adds up test results: sum_tests.py FOLDER SUITE...

Each SUITE is the name of a result file in FOLDER: .trx of `dotnet test` or .xml of `pytest --junitxml`. Prints a line for each suite, the
names of failed tests, and last "Total: N passed, N failed, N skipped". A suite without a result file, or in which no test ran, is a
failure of its own. Exit code 1 when anything failed.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import NamedTuple, Optional

TRX = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"


class Suite(NamedTuple):
    passed: int
    skipped: int
    failed: list[str]


def read_trx(root: ElementTree.Element) -> Suite:
    passed, skipped, failed = 0, 0, []
    for result in root.iter(f"{TRX}UnitTestResult"):
        outcome = result.get("outcome")
        if outcome == "Passed":
            passed += 1
        elif outcome == "NotExecuted":
            skipped += 1
        else:
            failed.append(result.get("testName", "?"))
    summary = root.find(f"{TRX}ResultSummary")
    # A crash of the test host in the middle leaves the tests that came after it out.
    if summary is not None and summary.get("outcome") not in ("Completed", "Passed") and not failed:
        failed.append(f"(the run ended as {summary.get('outcome')})")
    return Suite(passed, skipped, failed)


def read_junit(root: ElementTree.Element) -> Suite:
    passed, skipped, failed = 0, 0, []
    for case in root.iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(f"{case.get('classname')}.{case.get('name')}")
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    return Suite(passed, skipped, failed)


def read(path: Path) -> Optional[Suite]:
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError):
        return None
    return read_trx(root) if path.suffix == ".trx" else read_junit(root)


def main(arguments: list[str]) -> int:
    folder, names = Path(arguments[0]), arguments[1:]
    passed = skipped = 0
    failed: list[str] = []
    for name in names:
        label = name.rsplit(".", 1)[0]
        suite = read(folder / name)
        if suite is None:
            print(f"   {label}: did not run")
            failed.append(f"{label}: the suite did not run")
            continue
        print(f"   {label}: {suite.passed} passed, {len(suite.failed)} failed, {suite.skipped} skipped")
        passed += suite.passed
        skipped += suite.skipped
        failed += [f"{label}: {test}" for test in suite.failed]
        if not suite.passed and not suite.failed:
            failed.append(f"{label}: no test ran")
    for test in failed:
        print(f"FAILED {test}")
    print(f"Total: {passed} passed, {len(failed)} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
