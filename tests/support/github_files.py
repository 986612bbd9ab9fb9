"""Reads the files in which a step of GitHub Actions leaves its outputs."""

from __future__ import annotations

from pathlib import Path
from typing import Dict


def read_outputs(path: Path) -> "Dict[str, str]":
    """Outputs as the runner reads them: `name<<delimiter`, lines, the delimiter."""
    lines, found = path.read_text().splitlines(), {}
    while lines:
        name, _, delimiter = lines.pop(0).partition("<<")
        end = lines.index(delimiter)
        found[name], lines = "\n".join(lines[:end]), lines[end + 1:]
    return found
