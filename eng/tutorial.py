"""Replays docs/tutorial-real.md; started by tutorial.sh, which says how."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List

from real import CLI, ROOT

sys.path.insert(0, str(ROOT / "tests" / "support"))
from transcript import outputs  # noqa: E402

DOCUMENT = ROOT / "docs" / "tutorial-real.md"
SECTION = re.compile(r"^<!-- repository: (\S+)/(\S+) ([0-9a-f]{40}) -->\n", re.M)


def environment(home: Path) -> Dict[str, str]:
    names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "t"), ("EMAIL", "t@t.example"), ("DATE", "2026-01-01T00:00:00Z"))}
    return {**names, "HOME": str(home), "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}


def cloned(source: Path, commit: str, home: Path, name: str) -> Path:
    folder = home / name
    for command in (["git", "clone", "--quiet", "--shared", "--no-checkout", str(source), str(folder)], ["git", "-C", str(folder), "checkout", "--quiet", "-B", "main", commit]):
        subprocess.run(command, check=True, env={**environment(home), "PATH": "/usr/bin:/bin"})
    return folder


def replayed(text: str, mirrors: Path) -> str:
    starts = [*SECTION.finditer(text)]
    pieces = [text[: starts[0].start()]]
    for section, following in zip(starts, [*starts[1:], None]):
        owner, name, commit = section.groups()
        source = next(path for path in (mirrors / f"{owner}+{name}" / "repo", mirrors / owner / name) if path.exists())
        with tempfile.TemporaryDirectory() as home:
            folder = cloned(source, commit, Path(home), name)
            pieces += outputs(text[section.start() : following.start() if following else None], folder, environment(Path(home)), CLI)
    return "".join(pieces)


def main(arguments: List[str]) -> int:
    text = DOCUMENT.read_text(encoding="utf-8")
    now = replayed(text, Path(arguments[-1]).resolve())
    if arguments[0] != "--check":
        DOCUMENT.write_text(now, encoding="utf-8")
    elif now != text:
        print("error: docs/tutorial-real.md is not what happens", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
