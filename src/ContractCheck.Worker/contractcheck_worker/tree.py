"""The repository's Python files, listed once. Symbolic links are never followed."""

import fnmatch
import os
import re
from typing import Iterable

SKIPPED_FOLDERS = {"__pycache__", "node_modules", "site-packages", "venv", "env", "build", "dist", "__pypackages__"}
NEVER_MODELS = re.compile(r"^(tests?|testing|alembic\w*|(\w*_)?migrations?|migrate_repo)$")
NEVER_MODELS_OUTSIDE_PACKAGES = {
    "docs", "doc", "docs_src", "examples", "example", "samples", "demo", "demos", "benchmarks", "tutorials",
}  # fmt: skip
REQUIREMENTS = re.compile(r"^(requirements.*\.(txt|in)|pyproject\.toml|setup\.(cfg|py)|Pipfile|requires\.txt|METADATA)$")


class Tree:
    """Paths are relative to the root, with forward slashes; the root itself is the empty string."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.python: list[str] = []
        self.inodes: dict[str, int] = {}
        self.requirements: list[str] = []
        self._walk("", 0)
        self.python.sort()
        self.requirements.sort()
        self.files = frozenset(self.python)
        self.folders = _folders_with_python(self.python)

    def _walk(self, folder: str, depth: int) -> None:
        try:
            with os.scandir(os.path.join(self.root, folder)) as entries:
                found = list(entries)
        except OSError:
            return
        for entry in found:
            name = entry.name
            if entry.is_symlink() or "\n" in name:
                continue
            path = f"{folder}/{name}" if folder else name
            if entry.is_dir(follow_symlinks=False):
                if name.endswith((".egg-info", ".dist-info")):
                    self._walk(path, depth + 1)
                elif not (name.startswith(".") or name in SKIPPED_FOLDERS and not self._is_package(path)) and depth < 40:
                    self._walk(path, depth + 1)
            elif entry.is_file(follow_symlinks=False):
                if name.endswith(".py"):
                    self.python.append(path)
                    self.inodes[path] = entry.inode()
                elif depth < 3 and REQUIREMENTS.match(name):
                    self.requirements.append(path)

    def _is_package(self, folder: str) -> bool:
        return os.path.isfile(os.path.join(self.root, folder, "__init__.py"))

    def read(self, path: str) -> bytes:
        """The file's bytes."""
        with open(os.path.join(self.root, path), "rb") as file:
            return file.read()


class Selection:
    """Which files may declare tables: `include`, `exclude`, and the defaults of docs/worker-protocol.md."""

    def __init__(self, tree: Tree, include: Iterable[str], exclude: Iterable[str]) -> None:
        self.tree = tree
        self.include = list(include)
        self.exclude = list(exclude)

    def has(self, path: str) -> bool:
        """Whether the file may declare tables."""
        if _matches(path, self.exclude):
            return False
        return self.names(path) or not self._excluded_by_default(path)

    def names(self, path: str) -> bool:
        """Whether `include` names the file, so that it is read whatever it looks like."""
        return _matches(path, self.include)

    def _excluded_by_default(self, path: str) -> bool:
        parts = path.split("/")
        for depth, name in enumerate(parts[:-1]):
            if NEVER_MODELS.match(name):
                return True
            if name in NEVER_MODELS_OUTSIDE_PACKAGES:
                if depth == 0 or "/".join(parts[: depth + 1]) + "/__init__.py" not in self.tree.files:
                    return True
        return parts[-1] in ("conftest.py", "setup.py", "noxfile.py")


def _matches(path: str, patterns: "list[str]") -> bool:
    for pattern in patterns:
        prefix = pattern.removeprefix("./").rstrip("/")
        if path == prefix or prefix == "" or path.startswith(prefix + "/") or fnmatch.fnmatchcase(path, prefix):
            return True
    return False


def _folders_with_python(files: "list[str]") -> "frozenset[str]":
    folders: set[str] = {""}
    for path in files:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(folders)
