"""The machine formats of a check, held against what their readers demand (tests/fixtures/formats)."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import ROOT, CommandLine, Repository


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory, shop: Path) -> Path:
    """Every file of the demo's check."""
    folder = tmp_path_factory.mktemp("reports")
    run = CommandLine(tmp_path_factory.mktemp("home"))("check", "--repo", shop, "--output", folder)
    assert run.code == 1
    return folder


def test_every_format_has_its_file(reports: Path) -> None:
    assert sorted(path.name for path in reports.iterdir()) == [
        "findings.csv", "gl-code-quality-report.json", "junit.xml", "report.html", "report.json", "report.sarif", "report.txt", "summary.md",
    ]


def valid(path: Path, schema: str) -> Any:
    document = json.loads(path.read_text())
    jsonschema.Draft202012Validator(json.loads((ROOT / "tests/fixtures/formats" / schema).read_text())).validate(document)
    return document


def test_sarif(reports: Path) -> None:
    run = valid(reports / "report.sarif", "sarif.schema.json")["runs"][0]
    report = json.loads((reports / "report.json").read_text())
    told = [f for f in report["introduced"] if f["severity"] != "info"]
    assert [r["partialFingerprints"]["contractcheck/v1"] for r in run["results"]] == [f["fingerprint"] for f in told + report["preExisting"]]
    rules = run["tool"]["driver"]["rules"]
    for result, finding in zip(run["results"], told):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding["rule"]
        assert result["level"] == finding["severity"] and result["baselineState"] == "new"
        place = result["locations"][0]["physicalLocation"]
        if finding["head"]:
            assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == (finding["head"]["file"], finding["head"]["line"])
        promised = [r["message"]["text"] for r in result["relatedLocations"] if "promised" in r["message"]["text"]]
        assert len(promised) == len(finding["promises"])
    assert rules[0]["help"]["markdown"] == (ROOT / "docs/rules/CC101-table-removed.md").read_text()


def test_sarif_of_no_verdict(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    repo.commit({"shop/models.py": "class Customer(:\n"})
    assert cli("check", "--repo", repo.path, "--output", tmp_path / "out").code == 3
    run = valid(tmp_path / "out" / "report.sarif", "sarif.schema.json")["runs"][0]
    assert run["invocations"] == [{"executionSuccessful": False, "exitCode": 3}] and run["results"][0]["ruleId"] == "CC902"


def test_code_quality(reports: Path) -> None:
    entries = valid(reports / "gl-code-quality-report.json", "code-quality.schema.json")
    report = json.loads((reports / "report.json").read_text())
    assert [e["fingerprint"] for e in entries] == [f["fingerprint"] for f in report["introduced"] if f["severity"] != "info"]
    assert {e["severity"] for e in entries} == {"critical", "minor"}


def test_csv(reports: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((reports / "findings.csv").read_text(), newline="")))
    report = json.loads((reports / "report.json").read_text())
    assert [(r["rule"], r["severity"], r["table"], r["column"], r["fingerprint"]) for r in rows] == [
        (f["rule"], f["severity"], f["table"] or "", f["column"] or "", f["fingerprint"]) for f in report["introduced"]
    ]


@pytest.mark.parametrize("name, start, at", [
    ("github", "::error file=", "::error file=src/shop/orders/models.py,line=33,title=CC206 type-narrowed::orders.currency"),
    ("azure", "##vso[task.logissue type=error;", "sourcepath=src/shop/orders/models.py;linenumber=33;columnnumber=1;code=CC206;]orders.currency"),
    ("msbuild", "", "src/shop/orders/models.py(33,1): error CC206: orders.currency"),
])
def test_lines_for_logs(cli: CommandLine, shop: Path, name: str, start: str, at: str) -> None:
    run = cli("check", "--repo", shop, "--format", name)
    lines = run.out.splitlines()
    assert run.code == 1 and len(lines) == 7 and lines[0].startswith(start) and any(at in line for line in lines), run.out


@pytest.mark.parametrize("name", ["github", "azure"])
def test_a_pipeline_shows_ten_of_a_kind_and_none_is_lost(cli: CommandLine, empty: Repository, name: str) -> None:
    columns = [f"c{i}" for i in range(40)]
    head = "from sqlalchemy import Column, Integer\nfrom sqlalchemy.orm import declarative_base\nBase = declarative_base()\n\n\nclass Wide(Base):\n"
    head += '    __tablename__ = "wide"\n    id = Column(Integer, primary_key=True)\n'
    contract = "apiVersion: v3.1.0\nkind: DataContract\nid: wide\nversion: 1.0.0\nstatus: active\nschema:\n  - name: wide\n    logicalType: object\n    properties:\n"
    empty.commit({
        "shop/models.py": head + "".join(f"    {c} = Column(Integer)\n" for c in columns),
        "wide.odcs.yaml": contract + "".join(f"      - name: {c}\n" for c in columns),
    })
    empty.git("checkout", "--quiet", "-b", "change")
    empty.commit({"shop/models.py": head})
    lines = cli("check", "--repo", empty.path, "--format", name).out.splitlines()
    assert len(lines) == 10 and "31 more errors" in lines[-1] and "and 11 more; the summary lists them." in lines[-1], lines
    assert all(len(line) < 4096 for line in lines)
