"""Runs the real image with podman, as a hosted runner would."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import List, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
# crun refuses some cgroup layouts, and podman's default limits cannot be set everywhere.
PODMAN = ["podman", "--runtime", "runc", "run", "--rm", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=4096:4096"]


class Ended(NamedTuple):
    """How a container ended."""

    code: int
    out: str
    err: str


class Image:
    """The image under test."""

    def __init__(self, name: str) -> None:
        self.name = name

    def run(self, *arguments: str, options: "List[str] | None" = None, program: "str | None" = None, network: str = "none") -> Ended:
        command = [*PODMAN, "--network", network, *(options or []), *(["--entrypoint", program] if program else []), self.name, *arguments]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=900)
        # podman's own warnings stand before what the program says.
        err = "\n".join(line for line in done.stderr.decode().splitlines() if not line.startswith("time="))
        return Ended(done.returncode, done.stdout.decode(), err)


@pytest.fixture(scope="session")
def image() -> Image:
    name = os.environ.get("CONTRACTCHECK_IMAGE")
    if not name:
        raise pytest.UsageError("CONTRACTCHECK_IMAGE is not set: run eng/test-container.sh")
    return Image(name)
