"""bench_impact.py MANIFEST [ROUNDS] [MODELS]: what lineage adds to a check; started by bench.sh --impact.

A change drops a column whose values reach fifteen models of a real project. Its manifest is grown to MODELS models, all of which read the same
sources. The check is timed, in turn, without a manifest, with it and nothing kept from before, and with what was parsed kept.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import List, Tuple

from bench import ARTIFACTS, ROOT, Sample, line, peak_of_all_processes, run

FOLDER = ARTIFACTS / "impact"
REPO = FOLDER / "repo"
DROPPED = "    total_cents: Mapped[int] = mapped_column(Integer)\n"


def git(*arguments: str) -> None:
    """Runs git in the repository."""
    who = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"]
    subprocess.run(["git", "-C", str(REPO), *who, *arguments], check=True, stdout=subprocess.DEVNULL)


def make_repository(contractcheck: str) -> None:
    """The application of the project's sources, with a contract, and a branch that drops a column."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    REPO.mkdir(parents=True)
    models = (ROOT / "tests" / "fixtures" / "lineage" / "finance_core" / "models.py").read_text(encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", "--initial-branch", "main", str(REPO)], check=True)
    (REPO / "models.py").write_text(models, encoding="utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message", "models")
    subprocess.run([contractcheck, "init", "--repo", str(REPO)], check=True, stdout=subprocess.DEVNULL)
    git("add", "--all")
    git("commit", "--quiet", "--message", "contract")
    git("checkout", "--quiet", "-b", "change")
    if DROPPED not in models:
        raise SystemExit("error: the models have no such column")
    (REPO / "models.py").write_text(models.replace(DROPPED, ""), encoding="utf-8")
    git("commit", "--quiet", "--all", "--message", "drop")


def main(manifest: str, rounds: int, models: int) -> None:
    """Prints the figures."""
    contractcheck = str(ARTIFACTS / "contractcheck")
    make_repository(contractcheck)
    grown = FOLDER / "manifest.json"
    subprocess.run([sys.executable, str(ROOT / "eng" / "grow_manifest.py"), manifest, str(models), str(grown)], check=True)
    cache = FOLDER / "cache"
    os.environ["XDG_CACHE_HOME"] = str(cache)
    plain = [contractcheck, "check", "--repo", str(REPO), "--base", "main", "--python", os.environ["PYTHON"]]
    command = [*plain, "--manifest", str(grown)]

    def cold() -> None:
        shutil.rmtree(cache, ignore_errors=True)

    without: List[Sample] = []
    first: List[Sample] = []
    kept: List[Sample] = []
    run(plain, (1,))
    for _ in range(rounds):
        without.append(run(plain, (1,)))
        cold()
        first.append(run(command, (1,)))
        kept.append(run(command, (1,)))
    peaks: "List[Tuple[List[str], float]]" = []
    for wanted in (plain, command, command):
        if wanted is command and len(peaks) == 1:
            cold()
        peaks.append((wanted, peak_of_all_processes(wanted)))
    size = grown.stat().st_size / 1024 / 1024
    print(f"{models} models, {size:.1f} MiB, {rounds} rounds after one to warm up; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'':<32} {'wall':>10} {'best':>10} {'CPU':>10} {'one process':>14} {'all together':>14}")
    print(line("check without a manifest", without, peaks[0][1]))
    print(line("check, nothing kept", first, peaks[1][1]))
    print(line("check, parsed queries kept", kept, peaks[2][1]))
    added = statistics.median(f.seconds for f in first) - statistics.median(w.seconds for w in without)
    print(f"lineage adds {added:.2f} s, once parsed {statistics.median(k.seconds for k in kept) - statistics.median(w.seconds for w in without):.2f} s")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 7, int(sys.argv[3]) if len(sys.argv) > 3 else 1000)
