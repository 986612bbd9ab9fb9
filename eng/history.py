"""Compares changes that the diff reports with the migrations of real commits; started by history.sh, which says how."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

import agreement
from agreement import Change, Finding, Schema, counted, found, mentioned
from history_git import Commit, Repository, clone, name_of
from history_proof import Proof
from migrations import in_order
from net_effect import Effect, net
from real import ARTIFACTS, CLI

HISTORY = ARTIFACTS / "history"
NO_MODELS = "No SQLAlchemy models found"


class Judged(NamedTuple):
    """A commit's agreement."""

    commit: Commit
    seconds: float
    operations: int
    missed: Tuple[Finding, ...]
    changes: int
    unmentioned: Tuple[Finding, ...]
    constraints: int
    constraints_found: int
    unread: Tuple[str, ...]
    fault: str = ""
    has_models: bool = True


class Walk:
    def __init__(self, source: str, options: argparse.Namespace) -> None:
        path, _, revision = source.partition("@") if not Path(source).is_dir() else (source, "", "")
        self.name = name_of(path)
        self.folder = Path(options.folder) / self.name
        self.head = revision or "HEAD"
        self.options = options
        self.repository = Repository(clone(path, self.folder), options.dialect)
        self.key = digest(options)

    def run(self) -> List[Judged]:
        chosen: List[Commit] = []
        for commit in self.repository.commits(self.head, self.options.since):
            if len(chosen) == self.options.limit:
                break
            chosen.append(commit)
        with ThreadPoolExecutor(self.options.jobs) as pool:
            return list(pool.map(self.judge, chosen))

    def judge(self, commit: Commit) -> Judged:
        answer = self.ask("diff", commit.sha, "--base", commit.parent, "--head", commit.sha)
        if "fault" in answer:
            return Judged(commit, answer["seconds"], 0, (), 0, (), 0, 0, (), answer["fault"])
        changes = agreement.comparable(answer["output"]["changes"])
        done = net(operation for migration in in_order(commit.added) for operation in migration.operations)
        effects = [effect for effect in done if counted(effect)]
        limits = [effect for effect in done if effect.kind in agreement.ON_CONSTRAINTS]
        missed = [effect for effect in effects if not found(effect, changes)]
        told = done + around(commit)
        reported = [change for change in changes if change["kind"] in agreement.OF_TABLES + agreement.OF_COLUMNS]
        alone = [change for change in reported if not mentioned(change, told)]
        sides = [self.ask("extract", sha, "--rev", sha) for sha in (commit.parent, commit.sha)] if missed or alone else []
        if sides and not changes and all(NO_MODELS in side.get("fault", "") for side in sides):
            return Judged(commit, answer["seconds"], len(effects), (), 0, (), 0, 0, (), has_models=False)
        proof = self.proof(commit, sides, changes)
        return Judged(
            commit,
            answer["seconds"],
            operations=len(effects),
            missed=tuple(of_effect(effect, proof) for effect in missed),
            changes=len(reported),
            unmentioned=tuple(of_change(change, proof) for change in alone),
            constraints=len(limits),
            constraints_found=sum(found(effect, changes) for effect in limits),
            unread=tuple(f"{effect.name} on {effect.table}" for effect in done if effect.kind == "unread"),
        )

    def proof(self, commit: Commit, sides: List[Dict[str, Any]], changes: "List[agreement.Change]") -> Optional[Proof]:
        if not sides or any("fault" in side for side in sides):
            return None
        proof = Proof(self.repository, self.head, commit, *(Schema(side["output"]) for side in sides))
        proof.old_names = {change["table"]: change["before"] for change in changes if change["kind"] == "table-renamed"}
        return proof

    def ask(self, command: str, sha: str, *arguments: str) -> Dict[str, Any]:
        """What the command line prints, kept for as long as it and the options stay the same."""
        kept = self.folder / command / f"{sha}.json.gz"
        if kept.is_file():
            answer = json.loads(gzip.decompress(kept.read_bytes()))
            if answer["key"] == self.key:
                return answer
        started = time.perf_counter()
        line = [str(CLI), command, "--repo", str(self.repository.path), "--format", "json", *passed_on(self.options), *arguments]
        done = subprocess.run(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        answer = {"key": self.key, "seconds": time.perf_counter() - started}
        if done.returncode in (0, 1) and done.stdout:
            answer["output"] = json.loads(done.stdout)
        else:
            answer["fault"] = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(gzip.compress(json.dumps(answer).encode("utf-8")))
        return answer


def around(commit: Commit) -> List[Effect]:
    """What the commit's migrations do one by one, and what it changes of those that were there."""
    kept = [effect for migration in (*commit.added.values(), *commit.edited) for effect in net(migration.operations)]
    return kept + [undone for migration in commit.gone for undone in agreement.inverse(net(migration.operations))]


def passed_on(options: argparse.Namespace) -> List[str]:
    return ["--dialect", options.dialect, *(["--config", options.config] if options.config else [])]


def digest(options: argparse.Namespace) -> str:
    """Of all that an answer depends on besides the commit."""
    found = hashlib.sha256(" ".join(passed_on(options)).encode("utf-8"))
    files = [CLI.resolve(), *sorted((CLI.resolve().parent / "worker").rglob("*.py")), *([Path(options.config)] if options.config else [])]
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()


def of_effect(effect: Effect, proof: Optional[Proof]) -> Finding:
    detail = f" from {effect.before}" if effect.before not in (None, effect.column) else f" to {effect.value}" if effect.value else ""
    detail = " ".join(detail.split(" ")[:8])
    return Finding(effect.kind, effect.schema, effect.table, effect.column, detail, proof.of_missed(effect) if proof else "")


def of_change(change: Change, proof: Optional[Proof]) -> Finding:
    detail = "".join(f" {text}" for text in (change["before"], "→", change["after"] or change["subject"]) if text)
    why = proof.of_unmentioned(change) if proof else ""
    return Finding(change["kind"], change["schema"], change["table"], change["column"], detail, why)


COLUMNS = (
    "repository", "commits", "of them without models", "operations", "found", "missed", "proven", "left", "found of what is not proven",
    "changes", "without operation", "proven", "left", "share of what is not proven", "constraints", "found", "not read", "seconds",
)
"""Proven: the repository itself is the reason, as its text or both documents show; left: what a reader has to explain."""


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def row(name: str, judged: List[Judged]) -> List[str]:
    read = [one for one in judged if not one.fault and one.has_models]
    operations, changes = sum(one.operations for one in read), sum(one.changes for one in read)
    missed = [finding for one in read for finding in one.missed]
    alone = [finding for one in read for finding in one.unmentioned]
    proven, explained = sum(1 for finding in missed if finding.why), sum(1 for finding in alone if finding.why)
    constraints = sum(one.constraints for one in read)
    hits = operations - len(missed)
    cells = (
        len(judged), sum(not one.has_models for one in judged),
        operations, f"{hits} ({percent(hits, operations)})", len(missed), proven, len(missed) - proven, percent(hits, operations - proven),
        changes, f"{len(alone)} ({percent(len(alone), changes)})", explained, len(alone) - explained,
        percent(len(alone) - explained, changes - explained),
        constraints, percent(sum(one.constraints_found for one in read), constraints), sum(len(one.unread) for one in read),
        f"{statistics.median(one.seconds for one in judged):.1f}" if judged else "–",
    )
    return [name, *(str(cell) for cell in cells)]


def table(rows: List[List[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [list(COLUMNS), ["---"] * len(COLUMNS), *rows])


def disagreements(judged: List[Judged]) -> str:
    """A line for each, what is not proven first."""
    lines: List[Tuple[bool, str]] = []
    for one in judged:
        sha = one.commit.sha[:9]
        if one.fault:
            lines.append((False, f"{sha} could not be compared: {one.fault.splitlines()[0]}"))
        if not one.has_models:
            lines.append((False, f"{sha} has no models that can be read, and {one.operations} operations"))
        for word, findings in (("missed", one.missed), ("without operation", one.unmentioned)):
            for finding in findings:
                place = ".".join(part for part in (finding.schema, finding.table, finding.column) if part)
                lines.append((bool(finding.why), f"{sha} {word}: {finding.kind} {place}{finding.detail}: {finding.why or '?'}"))
        lines += [(True, f"{sha} not read: {text}") for text in one.unread]
    return "".join(line + "\n" for _, line in sorted(lines, key=lambda entry: entry[0]))


def main(arguments: List[str]) -> int:
    parser = argparse.ArgumentParser(prog="eng/history.sh")
    parser.add_argument("repositories", nargs="+", metavar="REPO[@REV]")
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--since", default="1970-01-01")
    parser.add_argument("--config")
    parser.add_argument("--dialect", default="postgresql")
    parser.add_argument("--folder", default=str(HISTORY))
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    rows, everything = [], []
    for source in options.repositories:
        walk = Walk(source, options)
        judged = walk.run()
        rows.append(row(walk.name, judged))
        everything += judged
        (walk.folder / "disagreements.txt").write_text(disagreements(judged), encoding="utf-8")
        print(table(rows[-1:]) if len(rows) == 1 else "| " + " | ".join(rows[-1]) + " |", flush=True)
    if len(rows) > 1:
        print("| " + " | ".join(row("together", everything)) + " |")
    print(f"All that disagrees, what nothing proves first: {options.folder}/*/disagreements.txt")
    return 1 if any(one.fault for one in everything) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
