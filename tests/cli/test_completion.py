"""Completion in a real shell."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import CLI, CommandLine

COMPLETE = r"""
source <(contractcheck completion bash)
COMP_LINE=$1 COMP_POINT=${#1}
read -ra COMP_WORDS <<<"$1"
[[ $1 != *" " ]] || COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_contractcheck
printf '%s\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize("line, found", [
    ("contractcheck che", ["check"]),
    ("contractcheck check --pro", ["--profile"]),
    ("contractcheck check --profile ", ["both", "reader", "writer"]),
    ("contractcheck check --format s", ["sarif"]),
    ("contractcheck check --nonsense", [""]),
])
def test_bash_completes(line: str, found: "list[str]") -> None:
    done = subprocess.run(["bash", "-c", COMPLETE, "bash", line], env={"PATH": f"{CLI.parent}:/usr/bin:/bin"}, stdout=subprocess.PIPE, check=True, timeout=60)
    assert done.stdout.decode().rstrip("\n").split("\n") == found


def test_every_shell_has_its_script(cli: CommandLine) -> None:
    for shell in ("bash", "zsh", "fish"):
        run = cli("completion", shell)
        assert run.code == 0 and f"contractcheck completion {shell}" in run.out
    assert cli("completion", "cmd").code == 2
