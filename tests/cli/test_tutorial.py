"""docs/tutorial.md is what happens: its files are written, its commands run, and what they print is what it says.

`python3 tests/cli/test_tutorial.py` writes the outputs into it anew, to be read before they are committed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Iterator, List

sys.path.insert(0, str(Path(__file__).parent))
from conftest import CLI, ROOT, Repository  # noqa: E402

TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```\n", re.M | re.S)
MACHINE = re.compile(r"^(Read with Python )\S+( and SQLAlchemy )\S+?(, in a sandbox) \(\w+\)\.$", re.M)


def outputs(text: str, repository: Repository) -> Iterator[str]:
    """The document piece by piece, with what its commands print now."""
    end = 0
    for block in BLOCK.finditer(text):
        yield text[end:block.start(3)]
        kind, file, body = block[1], block[2], block[3]
        if file:
            repository.write(file, body)
        yield console(body, repository) if kind == "console" else body
        end = block.end(3)
    yield text[end:]


def console(body: str, repository: Repository) -> str:
    lines: List[str] = []
    for command in (line for line in body.splitlines() if line.startswith("$ ")):
        done = subprocess.run(
            ["bash", "-c", command[2:]], cwd=str(repository.path), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={**repository.environment, "PATH": f"{CLI.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"},
        )
        lines += [command, *done.stdout.decode("utf-8").splitlines()]
    return steady("\n".join(lines) + "\n")


def steady(text: str) -> str:
    """The text without what depends on the machine."""
    return MACHINE.sub(r"\1…\2…\3.", text)


def replayed(folder: Path) -> str:
    path = folder / "shop"
    path.mkdir()
    repository = Repository(path, folder)
    repository.git("init", "--quiet", "--initial-branch", "main")
    return "".join(outputs(TUTORIAL.read_text(encoding="utf-8"), repository))


def test_the_tutorial_is_what_happens(tmp_path: Path) -> None:
    assert replayed(tmp_path) == TUTORIAL.read_text(encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        TUTORIAL.write_text(replayed(Path(name)), encoding="utf-8")
