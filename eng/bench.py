"""Times a check against one plain import of the same modules; started by bench.sh, which says how."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import List, NamedTuple, Tuple

ROOT = Path(__file__).resolve().parent.parent
ARTIFACTS = ROOT / "artifacts"
REPO = ARTIFACTS / "real" / "keystone" / "repo"
TREE = ARTIFACTS / "real" / "keystone" / "tree"


class Sample(NamedTuple):
    seconds: float
    cpu: float
    megabytes: float


def run(command: List[str], expected: Tuple[int, ...]) -> Sample:
    """Wall time, CPU time and the largest resident size of any one process of the command, measured in a child of its own."""
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


def check_out_tree() -> None:
    """The edited branch as files, for the plain process to read."""
    subprocess.run(["rm", "-rf", str(TREE)], check=True)
    TREE.mkdir(parents=True)
    archive = subprocess.Popen(["git", "-C", str(REPO), "archive", "edited"], stdout=subprocess.PIPE)
    subprocess.run(["tar", "-x", "-C", str(TREE)], stdin=archive.stdout, check=True)
    if archive.wait() != 0:
        raise SystemExit("error: git archive failed")


def line(name: str, samples: List[Sample]) -> str:
    middle = [statistics.median(column) for column in zip(*samples)]
    best = min(sample.seconds for sample in samples)
    return f"{name:<34} {middle[0]:8.2f} s {best:8.2f} s {middle[1]:8.2f} s {middle[2]:8.0f} MiB"


def main(rounds: int) -> int:
    check_out_tree()
    python = os.environ["PYTHON"]
    worker = ARTIFACTS / "bin" / "worker" / "contractcheck_worker_main.py"
    checking = [str(ARTIFACTS / "contractcheck"), "check", "--repo", str(REPO), "--base", "main", "--head", "edited", "--python", python]
    importing = [python, "-I", "-B", "-X", "utf8", str(worker), "--sqlalchemy", str(ARTIFACTS / "python" / "sqlalchemy-2.0"), "--once", str(TREE)]

    run(checking, (1,))
    run(importing, (0,))
    pairs = [(run(checking, (1,)), run(importing, (0,))) for _ in range(rounds)]
    checks, imports = [pair[0] for pair in pairs], [pair[1] for pair in pairs]

    print(f"keystone, {rounds} rounds after one to warm up; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'':<34} {'wall':>10} {'best':>10} {'CPU':>10} {'largest process':>15}")
    print(line("check, both revisions", checks))
    print(line("one plain Python, one revision", imports))
    ratio = statistics.median(c.seconds for c in checks) / statistics.median(i.seconds for i in imports)
    print(f"ratio of median wall times: {ratio:.2f} (target: at most 1.5)")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
