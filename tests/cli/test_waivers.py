"""Waivers: written by the command, counted by the check, shown in every report."""

from __future__ import annotations

import json
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from conftest import MODELS, CommandLine, Repository

FILE = ".contractcheck-waivers.yml"
BROKEN = MODELS.replace("    email = Column(String(100), nullable=False)\n", "")


def waive(cli: CommandLine, repo: Repository, *arguments: str) -> None:
    run = cli("waive", *arguments, "--repo", repo.path)
    assert run.code == 0 and "Commit it with the change." in run.out, run.text


def test_a_waived_finding_does_not_fail_and_is_in_every_report(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    repo.commit({"shop/models.py": BROKEN})
    assert cli("check", "--repo", repo.path).code == 1
    day = str(date.today() + timedelta(days=30))
    waive(cli, repo, "CC201", "customers.email", "--reason", "moved: see #12", "--owner", "Finance", "--until", day)
    assert cli("check", "--repo", repo.path).code == 1, "it is not committed"
    repo.commit()
    run = cli("check", "--repo", repo.path, "--output", tmp_path / "out")
    assert run.code == 0 and f"CC201 customers.email was removed (was VARCHAR(100)) · moved: see #12, Finance, until {day} · {FILE}:3" in run.out, run.text
    assert "No promise broken · 1 waived" in (tmp_path / "out/summary.md").read_text()
    waived = json.loads((tmp_path / "out/report.json").read_text())["waived"]
    assert [(w["finding"]["rule"], w["reason"], w["until"]) for w in waived] == [("CC201", "moved: see #12", day)]
    result = json.loads((tmp_path / "out/report.sarif").read_text())["runs"][0]["results"][0]
    assert result["suppressions"][0]["justification"] == "moved: see #12 (Finance)"
    assert "\nwaived,error,CC201," in (tmp_path / "out/findings.csv").read_text().replace("\r", "")
    assert 'failures="0"' in (tmp_path / "out/junit.xml").read_text()


def test_what_the_report_advises_works(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": BROKEN})
    advice = next(line for line in cli("check", "--repo", repo.path).out.splitlines() if "contractcheck waive" in line)
    words = advice.partition("contractcheck ")[2].partition(" permits it")[0].replace("WHY", "because").replace("YYYY-MM-DD", "2999-12-31").split()
    waive(cli, repo, *words[1:])
    repo.commit()
    assert cli("check", "--repo", repo.path).code == 0


def test_names_that_a_shell_would_run_are_not_advised(cli: CommandLine, repo: Repository) -> None:
    odd = "email = Column('$(touch x)', String(100), nullable=False)"
    repo.git("checkout", "--quiet", "main")
    contract = (repo.path / "contracts/customers.odcs.yaml").read_text().replace("name: email", "name: \"$(touch x)\"")
    repo.commit({"shop/models.py": MODELS.replace("email = Column(String(100), nullable=False)", odd), "contracts/customers.odcs.yaml": contract})
    repo.git("branch", "-f", "change")
    repo.git("checkout", "--quiet", "change")
    repo.commit({"shop/models.py": BROKEN})
    out = cli("check", "--repo", repo.path).out
    line = next(line for line in out.splitlines() if "contractcheck waive" in line)
    assert "touch" not in line and "--fingerprint" in line
    waive(cli, repo, *line.partition("contractcheck waive ")[2].partition(" --reason")[0].split(), "--reason", "x")
    repo.commit()
    assert cli("check", "--repo", repo.path).code == 0


def test_an_expired_and_a_stale_one_are_findings(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": BROKEN})
    repo.write(FILE, f"waivers:\n  - rule: CC201\n    table: customers\n    column: email\n    reason: x\n    until: {date.today() - timedelta(days=2)}\n")
    waive(cli, repo, "CC101", "sales.*", "--reason", "y")
    repo.commit()
    run = cli("check", "--repo", repo.path, "--format", "json")
    assert run.code == 1
    told = {(f["rule"], f["severity"], f["subject"], (f["head"] or {}).get("file")) for f in run.json["introduced"]}
    assert ("CC904", "error", "CC201 customers.email", FILE) in told and ("CC903", "warning", "CC101 sales.*", FILE) in told
    assert any(f["rule"] == "CC201" for f in run.json["introduced"])


def test_the_file_keeps_its_comments_and_its_style(cli: CommandLine, repo: Repository) -> None:
    text = "# agreed with Finance\nwaivers:\n- rule: CC101   # old\n  table: audit\n  reason: gone\n"
    repo.write(FILE, text)
    waive(cli, repo, "CC201", "customers.email", "--reason", "a: b # c", "--owner", "yes")
    after = (repo.path / FILE).read_text()
    assert after.startswith(text) and after[len(text):].startswith("- rule: CC201\n  table: customers\n")
    assert yaml.safe_load(after)["waivers"][1] == {"rule": "CC201", "table": "customers", "column": "email", "reason": "a: b # c", "owner": "yes"}
    for bad in ("waivers: [{rule: CC101, table: a, reason: b}]\n", "waivers: nonsense\n", "other: 1\n"):
        repo.write(FILE, bad)
        run = cli("waive", "CC201", "customers.email", "--reason", "x", "--repo", repo.path)
        assert run.code == 2 and FILE in run.text and (repo.path / FILE).read_text() == bad, run.text


@pytest.mark.parametrize("rule", ["CC504", "CC505", "CC506"])
def test_a_waiver_for_a_small_promise_does_not_cover_a_greater_one(cli: CommandLine, repo: Repository, rule: str) -> None:
    repo.commit({"shop/models.py": BROKEN, FILE: f"waivers:\n  - {{rule: {rule}, table: customers, reason: x}}\n"})
    run = cli("check", "--repo", repo.path)
    assert run.code == 1 and "CC201" in run.out, run.text


def test_an_empty_file_is_none_and_takes_one(cli: CommandLine, repo: Repository) -> None:
    for text in ("# nothing yet\n", "waivers: []\n", "# head\nwaivers:\n"):
        repo.commit({"shop/models.py": BROKEN, FILE: text})
        assert cli("check", "--repo", repo.path).code == 1
        waive(cli, repo, "CC201", "customers.email", "--reason", "x")
        repo.commit()
        assert cli("check", "--repo", repo.path).code == 0, (repo.path / FILE).read_text()


def test_links_are_told_and_not_followed(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    for name in (FILE, ".contractcheck.yml", "contracts/linked.odcs.yaml"):
        (repo.path / name).symlink_to("elsewhere.yml")
        repo.write("elsewhere.yml", "waivers: []\n")
        repo.commit()
        run = cli("check", "--repo", repo.path)
        assert run.code == 2 and "is a symbolic link, which is not followed" in run.text and name in run.text, run.text
        (repo.path / name).unlink()
    (repo.path / FILE).symlink_to("elsewhere.yml")
    run = cli("waive", "CC201", "a.b", "--reason", "x", "--repo", repo.path)
    assert run.code == 2 and "symbolic link" in run.text and (repo.path / "elsewhere.yml").read_text() == "waivers: []\n"


@pytest.mark.parametrize("arguments, told", [
    (["CC901", "a", "--reason", "x"], "CC901 cannot be waived"),
    (["CC604", "shop", "--reason", "x"], "about a contract"),
    (["CC201", ".x", "--reason", "x"], "'.x' is no TABLE"),
    (["CC201", "a.b", "--reason", "x", "--until", "2020-01-01"], "has passed"),
    (["--fingerprint", "zzz", "--reason", "x"], "a fingerprint has 16 digits"),
    (["CC999", "a.b", "--reason", "x"], "There is no rule 'CC999'"),
    (["--reason", "x"], "must not waive everything"),
    (["CC201", "a.b"], "--reason"),
    (["CC201", "a.b", "--reason", "x", "--until", "soon"], "not 'soon'"),
])
def test_what_cannot_be_written_is_refused(cli: CommandLine, repo: Repository, arguments: "list[str]", told: str) -> None:
    run = cli("waive", *arguments, "--repo", repo.path)
    assert run.code == 2 and told in run.text and not (repo.path / FILE).exists(), run.text


@pytest.mark.parametrize("text, told", [
    ("waivers:\n  - reason: x\n", ":2:5: a waiver needs 'rule', 'table' or 'fingerprint'"),
    ("waivers:\n  - rule: CC201\n", ":2:5: a waiver needs 'reason'"),
    ("waivers:\n  - rule: CC201\n    reason: x\n    nonsense: 1\n", ":4:5: a waiver has no 'nonsense'"),
    ("waivers:\n  - rule: CC201\n    reason: x\n    until: never\n", "'until' of a waiver must be a day"),
    ("waivers:\n  - CC201\n", "a waiver must be a mapping"),
    ("waivers:\n  - {table: '*', reason: x}\n", "it must not waive everything"),
    ("waivers:\n  - {rule: CC902, reason: x}\n", "CC902 cannot be waived"),
    ("waivers:\n  - {fingerprint: zzz, reason: x}\n", "a fingerprint has 16 digits"),
])
def test_a_wrong_file_is_refused_with_its_line(cli: CommandLine, repo: Repository, text: str, told: str) -> None:
    for name, content in ((FILE, text), (".contractcheck.yml", text)):
        repo.commit({name: content})
        run = cli("check", "--repo", repo.path)
        assert run.code == 2 and f"{name}" in run.text and told in run.text, run.text
        (repo.path / name).unlink()


def test_the_configuration_may_hold_them(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": BROKEN, ".contractcheck.yml": "profile: reader\nwaivers:\n  - {rule: contract-column-missing, table: 'cust*', reason: moved}\n"})
    run = cli("check", "--repo", repo.path)
    assert run.code == 0 and "· moved ·" in run.out, run.text


def test_what_prevents_a_verdict_cannot_be_waived(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": "class Customer(:\n", FILE: "waivers:\n  - {table: 'c*', reason: x}\n"})
    assert cli("check", "--repo", repo.path).code == 3
