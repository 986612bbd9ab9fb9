"""Checks pull requests against real applications; started by real.sh, which says how.

For each application: artifacts/real/NAME/repo has the branches main (source and contract), moved (the same with every line of the edited
files one further down) and edited (the edits of tests/real/NAME.json).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

ROOT = Path(__file__).resolve().parent.parent
ARTIFACTS = ROOT / "artifacts"
CLI = ARTIFACTS / "contractcheck"
REAL = ARTIFACTS / "real"
GIT_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "real",
    "GIT_AUTHOR_EMAIL": "real@contractcheck.example",
    "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
    "GIT_COMMITTER_NAME": "real",
    "GIT_COMMITTER_EMAIL": "real@contractcheck.example",
    "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
}


class Difference(Exception):
    """What a check gave is not what was expected."""


def git(repo: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(repo), *arguments], check=True, stdout=subprocess.DEVNULL, env={**os.environ, **GIT_ENVIRONMENT})


def contractcheck(*arguments: str) -> Tuple[int, str]:
    done = subprocess.run([str(CLI), *arguments], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, encoding="utf-8")
    return done.returncode, done.stdout


def commit_all(repo: Path, message: str) -> None:
    git(repo, "add", "--all", "--force")
    git(repo, "commit", "--quiet", "--message", message)


def make_repository(name: str, application: Dict[str, Any]) -> Path:
    """The application's source and a contract for all its tables, committed on main."""
    source, repo = REAL / name / "package" / application["source"], REAL / name / "repo"
    shutil.rmtree(repo, ignore_errors=True)
    repo.mkdir(parents=True)
    git(repo, "init", "--quiet", "--initial-branch", "main")
    shutil.copytree(source, repo / source.name, symlinks=True)
    commit_all(repo, application["package"])
    code, _ = contractcheck("init", "--repo", str(repo), "--name", name)
    contracts = sorted(repo.rglob("*.odcs.yaml"))
    if code != 0 or not contracts:
        raise Difference(f"init ended with exit code {code} and wrote {len(contracts)} contracts")
    commit_all(repo, "Promise what is there")
    return repo


def whole_lines(lines: List[str]) -> str:
    return "".join(line + "\n" for line in lines)


def make_branches(repo: Path, edits: List[Dict[str, Any]]) -> None:
    git(repo, "checkout", "--quiet", "-b", "moved", "main")
    for file in sorted({edit["file"] for edit in edits}):
        path = repo / file
        path.write_text("# one line more\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    commit_all(repo, "Move lines")
    git(repo, "checkout", "--quiet", "-b", "edited", "main")
    for edit in edits:
        path = repo / edit["file"]
        text, old = path.read_text(encoding="utf-8"), whole_lines(edit["old"])
        if text.count(old) != 1:
            raise Difference(f"{edit['what']}: {edit['file']} has the old text {text.count(old)} times, not once")
        path.write_text(text.replace(old, whole_lines(edit["new"])), encoding="utf-8")
    commit_all(repo, "Edit")


def told(repo: Path, branch: str, location: Optional[Dict[str, Any]]) -> Tuple[Optional[str], Optional[str]]:
    """File and text of the line that a finding points at, read from the branch."""
    if not location:
        return None, None
    shown = subprocess.run(["git", "-C", str(repo), "show", f"{branch}:{location['file']}"], check=True, stdout=subprocess.PIPE).stdout
    return location["file"], shown.decode("utf-8").splitlines()[location["line"] - 1].strip()


def check(repo: Path, head: str, name: str) -> Tuple[int, Dict[str, Any]]:
    code, output = contractcheck("check", "--repo", str(repo), "--base", "main", "--head", head, "--format", "json")
    (REAL / name / f"{head}.json").write_text(output, encoding="utf-8")
    return code, json.loads(output)


def mismatch(expected: Dict[str, Any], found: Dict[str, Any], repo: Path) -> Optional[str]:
    if found["severity"] != expected["severity"]:
        return f"has severity {found['severity']}"
    file, text = told(repo, "edited", found["head"])
    if "line" in expected and (file != expected["file"] or not (text or "").startswith(expected["line"])):
        return f"points at {file}, {text!r}"
    file, text = told(repo, "main", found["base"])
    if "baseLine" in expected and (file != expected["file"] or not (text or "").startswith(expected["baseLine"])):
        return f"points at {file}, {text!r} of the base"
    return None


def compare(repo: Path, expected: List[Dict[str, Any]], findings: List[Dict[str, Any]]) -> List[str]:
    wrong = []
    open_findings = {(f["rule"], f["table"], f["column"]): f for f in findings}
    if len(open_findings) != len(findings):
        wrong.append("two findings have the same rule, table and column")
    for one in expected:
        key = (one["rule"], one["table"], one.get("column"))
        found = open_findings.pop(key, None)
        reason = "is missing" if found is None else mismatch(one, found, repo)
        if reason:
            wrong.append(f"{' '.join(str(part) for part in key if part)} {reason}")
    wrong += [f"{' '.join(str(part) for part in key if part)} was not expected" for key in open_findings]
    return wrong


def try_application(name: str) -> None:
    application = json.loads((ROOT / "tests" / "real" / f"{name}.json").read_text(encoding="utf-8"))
    edits = application["edits"]
    if not edits:
        raise Difference("no edits are given for it")
    repo = make_repository(name, application)
    make_branches(repo, edits)

    code, report = check(repo, "moved", name)
    if code != 0 or report["introduced"]:
        raise Difference(f"a branch that moves lines only gave exit code {code} and {len(report['introduced'])} findings")
    code, report = check(repo, "edited", name)
    expected = [finding for edit in edits for finding in edit["findings"]]
    wrong = compare(repo, expected, report["introduced"])
    if code != 1:
        wrong.insert(0, f"the edited branch gave exit code {code}, not 1")
    if wrong:
        raise Difference("\n   ".join(wrong))
    print(f"{name}: exactly the {len(expected)} findings of {len(edits)} edits, and none without edits")


def main(names: List[str]) -> int:
    failed = 0
    for name in names:
        try:
            try_application(name)
        except Difference as difference:
            failed += 1
            print(f"{name}: not as expected\n   {difference}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
