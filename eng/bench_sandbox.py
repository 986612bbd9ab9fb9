"""Milliseconds that the sandbox costs each child: one worker reads a small model in turn with and without. Started by bench.sh."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "worker"))

from client import Worker  # noqa: E402

MODEL = """
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

class Measured(declarative_base()):
    __tablename__ = "measured"
    id = Column(Integer, primary_key=True)
"""


def main(rounds: int) -> int:
    main_file = ROOT / "src" / "ContractCheck.Worker" / "contractcheck_worker_main.py"
    libraries = ROOT / "artifacts" / "python" / "sqlalchemy-2.0"
    with tempfile.TemporaryDirectory() as private, Worker(os.environ["PYTHON"], str(main_file), str(libraries)) as worker:
        root = Path(private, "head")
        root.mkdir(mode=0o755)
        (root / "models.py").write_text(MODEL)
        os.chmod(root / "models.py", 0o644)

        def once(sandbox: bool) -> float:
            started = time.perf_counter()
            worker.document(root, sandbox=sandbox, private=private)
            return 1000 * (time.perf_counter() - started)

        once(True), once(False)
        pairs = [(once(True), once(False)) for _ in range(rounds)]
    cost = [with_it - without for with_it, without in pairs]
    on, off = (statistics.median(column) for column in zip(*pairs))
    mode = worker.hello[2]["sandbox"]["mode"]
    print(f"sandbox ({mode}), {rounds} pairs: median {on:.1f} ms with, {off:.1f} ms without; per child {statistics.median(cost):.1f} ms, mean {statistics.mean(cost):.1f} ms (target: at most 15)")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
