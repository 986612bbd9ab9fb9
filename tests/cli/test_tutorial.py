"""docs/tutorial.md is what happens: its files are written, its commands run, and what they print is what it says.

`python3 tests/cli/test_tutorial.py` writes the outputs into it anew, to be read before they are committed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "support")]
from conftest import CLI, ROOT, Repository  # noqa: E402
from transcript import outputs  # noqa: E402

TUTORIAL = ROOT / "docs" / "tutorial.md"


def replayed(folder: Path) -> str:
    path = folder / "shop"
    path.mkdir()
    repository = Repository(path, folder)
    repository.git("init", "--quiet", "--initial-branch", "main")
    return "".join(outputs(TUTORIAL.read_text(encoding="utf-8"), path, repository.environment, CLI))


def test_the_tutorial_is_what_happens(tmp_path: Path) -> None:
    assert replayed(tmp_path) == TUTORIAL.read_text(encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        TUTORIAL.write_text(replayed(Path(name)), encoding="utf-8")
