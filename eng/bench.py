"""Times a check against one plain import of the same modules; started by bench.sh, which says how."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Optional, Tuple

ROOT = Path(__file__).resolve().parent.parent
ARTIFACTS = ROOT / "artifacts"
SOURCE = ARTIFACTS / "real" / "keystone" / "repo"
REPO = ARTIFACTS / "real" / "keystone" / "clone"
TREE = ARTIFACTS / "real" / "keystone" / "tree"


class Sample(NamedTuple):
    seconds: float
    cpu: float
    largest: float


def run(command: List[str], expected: Tuple[int, ...]) -> Sample:
    """Wall time, CPU time and the largest resident size of any one process of the command (MiB), measured in a child of its own."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        started = time.perf_counter()
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        seconds = time.perf_counter() - started
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in expected:
            sys.stderr.write(done.stderr.decode("utf-8", "replace"))
            os._exit(1)
        os.write(write, f"{seconds} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss / 1024}".encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    if os.waitpid(child, 0)[1] != 0:
        raise SystemExit(f"error: {' '.join(command)} did not end as expected")
    return Sample(*(float(number) for number in text.split()))


def descendants(root: int) -> Iterator[int]:
    parents: Dict[int, List[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path("/proc", entry, "stat").read_text()
            except OSError:
                continue
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry))
    todo = [root]
    while todo:
        process = todo.pop()
        yield process
        todo += parents.get(process, [])


def proportional_size(process: int) -> int:
    """KiB of memory; pages that processes share count once among them."""
    try:
        rollup = Path("/proc", str(process), "smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def peak_of_all_processes(command: List[str]) -> float:
    """Largest sum over all processes of the command (MiB), sampled; in a run of its own, since sampling costs time."""
    started = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while started.poll() is None:
        peak = max(peak, sum(proportional_size(process) for process in descendants(started.pid)))
        time.sleep(0.01)
    return peak / 1024


def clone() -> None:
    """As a build machine has the repository: objects in one pack."""
    subprocess.run(["rm", "-rf", str(REPO)], check=True)
    subprocess.run(["git", "clone", "--quiet", "--no-local", "--branch", "main", str(SOURCE), str(REPO)], check=True)
    subprocess.run(["git", "-C", str(REPO), "branch", "--quiet", "edited", "origin/edited"], check=True)


def check_out(repo: Path, revision: str, tree: Path) -> None:
    """A revision as files, for the plain process to read."""
    subprocess.run(["rm", "-rf", str(tree)], check=True)
    tree.mkdir(parents=True)
    archive = subprocess.Popen(["git", "-C", str(repo), "archive", revision], stdout=subprocess.PIPE)
    subprocess.run(["tar", "-x", "-C", str(tree)], stdin=archive.stdout, check=True)
    if archive.wait() != 0:
        raise SystemExit("error: git archive failed")


def line(name: str, samples: List[Sample], peak: float) -> str:
    seconds, cpu, largest = (statistics.median(column) for column in zip(*samples))
    best = min(sample.seconds for sample in samples)
    return f"{name:<32} {seconds:8.2f} s {best:8.2f} s {cpu:8.2f} s {largest:10.0f} MiB {peak:10.0f} MiB"


def main(rounds: int, repository: Optional[str]) -> int:
    python = os.environ["PYTHON"]
    if repository is None:
        clone()
        check_out(REPO, "edited", TREE)
        name, what, code, tree = "keystone", "check, both revisions", 1, TREE
        timed = ["check", "--repo", str(REPO), "--base", "main", "--head", "edited"]
    else:
        name, what, code, tree = Path(repository).name, "extract, one revision", 0, ARTIFACTS / "bench"
        check_out(Path(repository), "HEAD", tree)
        timed = ["extract", "--repo", repository, "--sqlalchemy", "2.0"]
    ours = [str(ARTIFACTS / "contractcheck"), *timed, "--python", python]
    # Started as the engine starts its worker, so that the interpreter starts once.
    os.environ["PYTHONHASHSEED"] = "0"
    worker = ARTIFACTS / "bin" / "worker" / "contractcheck_worker_main.py"
    libraries = ARTIFACTS / "python" / "sqlalchemy-2.0"
    plain = [python, "-B", "-S", "-s", "-X", "utf8", str(worker), "--sqlalchemy", str(libraries), "--once", str(tree)]

    run(ours, (code,))
    run(plain, (0,))
    pairs = [(run(ours, (code,)), run(plain, (0,))) for _ in range(rounds)]
    checks, imports = [pair[0] for pair in pairs], [pair[1] for pair in pairs]

    print(f"{name}, {rounds} rounds after one to warm up; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'':<32} {'wall':>10} {'best':>10} {'CPU':>10} {'one process':>14} {'all together':>14}")
    print(line(what, checks, peak_of_all_processes(ours)))
    print(line("one plain Python, one revision", imports, peak_of_all_processes(plain)))
    ratio = statistics.median(c.seconds for c in checks) / statistics.median(i.seconds for i in imports)
    print(f"ratio of median wall times: {ratio:.2f}" + (" (target: at most 1.5)" if repository is None else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
