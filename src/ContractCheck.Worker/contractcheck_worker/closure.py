"""What the models' code reads besides modules: files that it opens, folders that it lists."""

import os
import sys
from typing import Any

from .state import Extraction

# What is made anew tells nothing of the repository, and tempfile gives it another name each time.
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def watch(extraction: Extraction) -> None:
    """Notes files and folders of the repository that are looked at while its code runs. A folder ends with a slash."""

    def hook(event: str, arguments: "tuple[Any, ...]") -> None:
        if event == "open" or event == "os.listdir" or event == "os.scandir":
            if extraction.loading and isinstance(arguments[0], str) and not (event == "open" and arguments[2] & WRITING):
                _note(extraction, arguments[0], event != "open")

    sys.addaudithook(hook)


def _note(extraction: Extraction, path: str, folder: bool) -> None:
    inside = extraction.relative(os.path.normpath(os.path.join(extraction.root, path)))
    if inside is None:
        return
    seen = extraction.files if os.path.lexists(path) else extraction.absent
    seen.add(inside + "/" if folder else inside)
