"""Measures extraction against the facts of real imports; started by corpus.sh, which says how."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple

from real import ARTIFACTS, CLI, ROOT, commit_all, git

sys.path.insert(0, str(ROOT / "tests" / "worker"))
from truth import differences, read_truth  # noqa: E402

CORPUS = ARTIFACTS / "corpus"
TRUTH = ROOT / "tests" / "corpus" / "truth"
PACKAGES = "usr/lib/python3/dist-packages"
COUNTS = ("tables", "columns", "foreign")
DIALECTS = ("postgresql", "mysql", "mariadb", "sqlite", "mssql", "oracle")


class Measured(NamedTuple):
    """An application's document beside its truth."""

    found: Dict[str, int]
    true: Dict[str, int]
    phantoms: int
    different: List[str]
    broken: List[str]
    same_without_sandbox: bool
    seconds: float
    peak: float


def make_repository(name: str, source: str) -> Path:
    """The application's source, committed."""
    repo = CORPUS / name / "repo"
    shutil.rmtree(repo, ignore_errors=True)
    repo.mkdir(parents=True)
    git(repo, "init", "--quiet", "--initial-branch", "main")
    shutil.copytree(CORPUS / name / PACKAGES / source, repo / source, symlinks=True)
    commit_all(repo, name)
    return repo


def extract(name: str, repo: Path, sandbox: str) -> "tuple[bytes, float, float]":
    """The schema document's bytes, wall time, and the largest resident size of any process of all runs up to this one (MiB)."""
    output = CORPUS / name / "document.json"
    path = os.environ.get("PACKAGES_PATH")
    packages = ["--packages-path", path] if path else []
    started = time.perf_counter()
    with output.open("wb") as stream:
        done = subprocess.run([str(CLI), "extract", "--format", "json", "--repo", str(repo), "--sandbox", sandbox, *packages], stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.PIPE)
    seconds = time.perf_counter() - started
    if done.returncode != 0:
        raise SystemExit(f"error: extracting {name} ended with exit code {done.returncode}: {done.stderr.decode('utf-8', 'replace')}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return output.read_bytes(), seconds, peak


def counted(document: Dict[str, Any], truth: Dict[str, Any]) -> Iterator["tuple[str, bool]"]:
    """Each thing of the truth, and whether the document has it; of a column that comes from a library: or accounts for it."""
    tables = {(t["schema"], t["name"]): t for t in document["tables"]}
    for wanted in truth["tables"]:
        table = tables.get((wanted["schema"], wanted["name"]))
        yield "tables", table is not None
        columns = {c["name"] for c in table["columns"]} if table else set()
        tops = {(m["class"] or "").partition(".")[0] for m in table["missing"] if m["distribution"]} if table else set()
        named = all(base.partition(".")[0] in tops for base in wanted["foreignBases"])
        for column in wanted["columns"]:
            known = column["name"] in columns
            if column["foreign"]:
                yield "foreign", known or (table is not None and not table["complete"] and named)
            else:
                yield "columns", known


def broken(repo: Path) -> Iterator[str]:
    """Promises of the contract that init writes and the models that it is written from do not keep, in each dialect."""
    for dialect in DIALECTS:
        contract = f"contracts/{dialect}.odcs.yaml"
        run(0, "init", "--repo", str(repo), "--dialect", dialect, "--output", str(repo / contract))
        commit_all(repo, dialect)
        verdict = json.loads(run(0, "check", "--repo", str(repo), "--dialect", dialect, "--contract", contract, "--base", "HEAD", "--format", "json"))
        for finding in verdict["introduced"] + verdict["preExisting"]:
            yield f"{dialect}: {finding['rule']} {finding['text']}"


def run(code: int, *arguments: str) -> bytes:
    done = subprocess.run([str(CLI), *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != code:
        raise SystemExit(f"error: {' '.join(arguments)} ended with exit code {done.returncode}: {done.stderr.decode('utf-8', 'replace')}")
    return done.stdout


def measure(name: str, source: str) -> Measured:
    repo = make_repository(name, source)
    written, seconds, peak = extract(name, repo, "on")
    same = extract(name, repo, "off")[0] == written
    document = json.loads(written)
    truth = read_truth(str(TRUTH / f"{name}.json.gz"))
    found, true = dict.fromkeys(COUNTS, 0), dict.fromkeys(COUNTS, 0)
    for kind, known in counted(document, truth):
        true[kind] += 1
        found[kind] += known
    different = differences(document, truth)
    return Measured(found, true, sum("phantom" in line for line in different), different, list(broken(repo)), same, seconds, peak)


def row(name: str, one: Measured) -> str:
    shares = "".join(f"{f'{one.found[kind]}/{one.true[kind]}':>14}" for kind in COUNTS)
    return f"{name:<12}{shares}{one.phantoms:>10}{len(one.different):>10}{len(one.broken):>10}{'yes' if one.same_without_sandbox else 'NO':>16}{one.seconds:>9.1f} s{one.peak:>8.0f} MiB"


def main(names: List[str]) -> int:
    applications = json.loads((ROOT / "tests" / "corpus" / "applications.json").read_text(encoding="utf-8"))
    print(f"{'':<12}{'tables':>14}{'own columns':>14}{'foreign':>14}{'phantoms':>10}{'different':>10}{'broken':>10}{'sandbox on=off':>16}{'time':>11}{'peak':>12}")
    all_of_them = []
    for name in names:
        one = measure(name, applications[name]["source"])
        all_of_them.append(one)
        print(row(name, one))
        for line in one.different + one.broken:
            print(f"    {line}")
    total = Measured(
        {kind: sum(one.found[kind] for one in all_of_them) for kind in COUNTS},
        {kind: sum(one.true[kind] for one in all_of_them) for kind in COUNTS},
        sum(one.phantoms for one in all_of_them),
        [line for one in all_of_them for line in one.different],
        [line for one in all_of_them for line in one.broken],
        all(one.same_without_sandbox for one in all_of_them),
        sum(one.seconds for one in all_of_them),
        max(one.peak for one in all_of_them),
    )
    print(row("total", total))
    return 1 if total.different or total.broken or not total.same_without_sandbox or total.found != total.true else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
