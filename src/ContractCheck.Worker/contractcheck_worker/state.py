"""What one extraction has seen so far. The hooks in SQLAlchemy and in the import system all write to it."""

import os
import re
import sys
from typing import Any, Optional

from .modules import Modules
from .tree import Tree

_ADDRESS = re.compile(r"0x[0-9a-fA-F]+")


class Extraction:
    """Everything that loading one revision's models records."""

    def __init__(self, root: str, dialect: str, tree: Tree, modules: Modules) -> None:
        self.root = root
        self.prefix = root.rstrip(os.sep) + os.sep
        self.dialect = dialect
        self.loading = False
        self.tree = tree
        self.modules = modules
        self.files: set[str] = set()
        self.absent: set[str] = set()
        self.mocked: set[str] = set()
        self.failed: list[tuple[str, int, str]] = []
        self.unparsed: dict[str, tuple[int, str]] = {}
        self.tables: list[Any] = []
        self.views: list[Any] = []
        self.table_class: dict[Any, type] = {}
        self.gaps: dict[Any, list[tuple[Optional[str], str]]] = {}
        self.class_places: dict[type, tuple[str, int]] = {}
        self.attribute_lines: dict[tuple[str, str], dict[str, int]] = {}

    def relative(self, filename: str) -> Optional[str]:
        """Path relative to the repository, or None for a file outside it."""
        if filename.startswith(self.prefix):
            return filename[len(self.prefix) :].replace(os.sep, "/")
        return None

    def fail(self, file: str, line: int, error: BaseException) -> None:
        """Records a statement that raised."""
        self.failed.append((file, line, describe(error, self)))

    def gap(self, owner: Any, missing: Optional[str], reason: str) -> None:
        """Records that something of a table, class or column is unknown."""
        self.gaps.setdefault(owner, []).append((missing, reason))


current: Optional[Extraction] = None


def first_party_frame(depth: int = 2) -> "tuple[str, int] | None":
    """File and line of the nearest caller that is code of the repository."""
    extraction = current
    if extraction is None:
        return None
    prefix = extraction.prefix
    frame = sys._getframe(depth)
    while frame is not None:
        filename = frame.f_code.co_filename
        if filename.startswith(prefix):
            return extraction.relative(filename), frame.f_lineno
        if frame.f_code.co_name == "<module>":
            return None
        frame = frame.f_back
    return None


def describe(error: BaseException, extraction: Extraction) -> str:
    """Class and first line of an exception, without paths of this machine or addresses."""
    try:
        text = str(error).strip()
    except BaseException:  # noqa: BLE001 - str() of an application's exception may do anything
        text = ""
    first = text.split("\n", 1)[0].replace(extraction.prefix, "").replace(extraction.root, ".")
    first = _ADDRESS.sub("0x…", first)[:300]
    name = type(error).__name__
    return f"{name}: {first}" if first else name
