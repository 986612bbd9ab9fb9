"""Carries attacks out against a worker, and prints a line of JSON for each. Needs nothing but the standard library: it also runs in the image.

run.py --worker contractcheck_worker_main.py --sqlalchemy DIR [--without LAYER] [--control] [NAME...]
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "worker")]

from attack import REFUSALS, Attack  # noqa: E402
from catalogue import ALL  # noqa: E402
from client import Worker  # noqa: E402
from scene import SECRET, Scene  # noqa: E402

LIMITS = {"resultBytes": 1 << 20, "logBytes": 100_000, "memoryBytes": 1 << 30}
# A layer is switched off in a copy of the worker; the canaries must be blind to it then.
LAYERS = {
    "landlock": ("landlock.py", "\ndef restrict(version, readable):\n    pass\n"),
    "seccomp": ("seccomp.py", "\ndef install(pid):\n    pass\n"),
    "canaries": ("canaries.py", "\ndef escaped(parent, writable):\n    return None\n"),
    # As on a kernel that has none: the chroot jail is used instead.
    "landlock-in-the-kernel": ("landlock.py", "\ndef version():\n    return 0\n"),
}


def weakened(worker: Path, layers: "list[str]", folder: str) -> Path:
    """A copy of the worker without some layers."""
    copy = Path(folder, "worker")
    shutil.copytree(worker.parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for layer in layers:
        file, code = LAYERS[layer]
        with open(copy / "contractcheck_worker" / "sandbox" / file, "a") as stream:
            stream.write(code)
    os.chmod(folder, 0o755)
    return copy / worker.name


def carry_out(attack: Attack, worker: Worker, scene: Scene, sandbox: bool) -> "dict[str, object]":
    """What became of it: `through` with its traces, or how it ended."""
    facts = {**scene.facts(worker.process.pid), "order": worker.last + 1}
    models = scene.private / "head" / "models.py"
    models.write_text(attack.source(facts))
    os.chmod(models, 0o644)
    worker.go(scene.private / "head", sandbox=sandbox, private=str(scene.private), limits={**LIMITS, "seconds": attack.seconds})
    kind, _, answer = worker.read()
    log = answer.get("log", "") if kind == "F" else ""
    lines = [line for line in log.splitlines() if line.startswith(("THROUGH", "STOPPED"))]
    traces = scene.disturbed() + [line for line in lines if line.startswith("THROUGH")]
    if SECRET in json.dumps(answer):
        traces.append("the secret is in the answer")
    ended = answer["reason"] if kind == "F" else "document"
    return {"name": attack.name, "through": traces, "ended": ended, "said": lines[-1] if lines else answer.get("message", ""), "good": good(attack, ended, lines) and not traces}


def good(attack: Attack, ended: str, lines: "list[str]") -> bool:
    """Whether it ended as expected."""
    if not lines:
        return ended == attack.expected
    stopped = lines[-1].split()
    refused = stopped[0] == "STOPPED" and (stopped[1] in attack.also or stopped[2].isdigit() and int(stopped[2]) in REFUSALS)
    in_jail = stopped[0] == "STOPPED" and stopped[1] in ("FileNotFoundError", "NotADirectoryError")
    return (attack.expected == "refused" or stopped[1] in attack.also) and (refused or in_jail)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--worker", type=Path, required=True)
    parser.add_argument("--sqlalchemy", required=True)
    parser.add_argument("--without", action="append", default=[], choices=[*LAYERS, "sandbox"])
    parser.add_argument("--control", action="store_true", help="only attacks that an ordinary user could carry out, and that do no damage")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if os.geteuid() == 0 and set(options.without) & {"landlock", "seccomp", "sandbox"}:
        parser.error("layers are never switched off as root")
    chosen = [a for a in ALL if (a.control or not options.control) and (not options.names or a.name in options.names)]
    with tempfile.TemporaryDirectory() as folder, Scene() as scene:
        main_file = weakened(options.worker, [name for name in options.without if name != "sandbox"], folder)
        with Worker(sys.executable, str(main_file), options.sqlalchemy) as worker:
            print(json.dumps({"sandbox": worker.hello[2]["sandbox"], "user": os.geteuid()}), flush=True)
            for attack in chosen:
                print(json.dumps(carry_out(attack, worker, scene, "sandbox" not in options.without)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
