"""Documents whose console blocks are what really happens: their commands run, and their output is compared or written."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Dict, Iterator, List

BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```\n", re.M | re.S)
MACHINE = re.compile(r"^(Read with Python )\S+( and SQLAlchemy )\S+?(, in a sandbox) \(\w+\)\.$", re.M)


def outputs(text: str, folder: Path, environment: Dict[str, str], program: Path) -> Iterator[str]:
    """The document piece by piece, with what its commands print now in the folder; blocks with `file=` are written there first."""
    end = 0
    for block in BLOCK.finditer(text):
        yield text[end:block.start(3)]
        kind, file, body = block[1], block[2], block[3]
        if file:
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        yield _console(body, folder, {**environment, "PATH": f"{program.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}) if kind == "console" else body
        end = block.end(3)
    yield text[end:]


def _console(body: str, folder: Path, environment: Dict[str, str]) -> str:
    lines: List[str] = []
    for command in (line for line in body.splitlines() if line.startswith("$ ")):
        done = subprocess.run(
            ["bash", "-c", command[2:]], cwd=str(folder), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
        lines += [command, *done.stdout.decode("utf-8").splitlines()]
    return MACHINE.sub(r"\1…\2…\3.", "\n".join(lines) + "\n")
