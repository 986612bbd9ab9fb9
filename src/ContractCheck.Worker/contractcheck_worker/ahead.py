"""Scans revisions ahead of their extraction, while SQLAlchemy is imported elsewhere. No code of the repository is run.

What comes out is two parts: for the engine, what the source shows, to hold against what loading will say; for loading, what `scan` finds and
the modules that it will want, compiled. Revisions that share a file share its module.
"""

import json
import marshal
import os
import struct
from types import CodeType
from typing import Any, Iterator, NamedTuple, Optional

from . import modules, transform
from .orders import Selected
from .roots import worlds
from .scan import Declared, Imports, Scan, scan
from .stdlib import NAMES
from .syntax import parse
from .tree import Selection, Tree

CODE_LIMIT = 32 * 1024 * 1024
OPTIMIZED = 1


def scan_ahead(revisions: "list[Selected]", bundled: "frozenset[str]") -> bytes:
    """The length of the engine's part (four bytes, big-endian), that part as JSON, and the scans of revisions as `read` takes them."""
    seen: dict[tuple[str, int], Any] = {}
    compiler = Compiler(NAMES | bundled)
    result, shown = {}, []
    for files in revisions:
        tree = Tree(os.path.realpath(files.root))
        found = scan(tree, Selection(tree, files.include, files.exclude), seen)
        groups = worlds(tree, found, bundled)
        roots = [root for world in groups for root in world.roots]
        shown.append(_shown(found, {c.file for world in groups for c in world.candidates}))
        candidates = {path: tuple(imports) for path, imports in found.candidates.items()}
        result[tree.root] = (candidates, found.unparsed, [tuple(d) for d in found.declared], compiler.needed(tree, found, roots))
    # As in documents: lone surrogates become question marks.
    evidence = json.dumps({"revisions": shown}, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return struct.pack(">I", len(evidence)) + evidence + marshal.dumps((result, compiler.codes()))


def _shown(found: Scan, loaded: "set[str]") -> "dict[str, Any]":
    return {
        "tables": [{"name": d.table, "class": d.cls, "file": d.file, "line": d.line} for d in found.declared if d.file in loaded],
        "names": [{"name": one.name, "file": one.file, "first": one.first, "last": one.last} for one in found.literals],
    }


def read(path: str, root: str) -> "tuple[Scan, dict[str, bytes]]":
    """One revision's scan, and its modules for `modules.Modules`."""
    with open(path, "rb") as file:
        revisions, codes = marshal.load(file)
    candidates, unparsed, declared, needed = revisions[root]
    found = Scan()
    found.candidates = {file: Imports(*imports) for file, imports in candidates.items()}
    found.unparsed = unparsed
    found.declared = [Declared(*d) for d in declared]
    return found, {file: codes[key] for file, key in needed.items()}


class Ready(NamedTuple):
    """A compiled module, and the imports that it runs itself."""

    data: bytes
    runs: "list[transform.Import]"


class Compiler:
    """Compiles candidates and what they import to be made, each file once."""

    def __init__(self, libraries: "frozenset[str]") -> None:
        self.libraries = libraries
        self.ready: dict[int, Optional[Ready]] = {}
        self.size = 0

    def codes(self) -> "dict[int, bytes]":
        """Modules by the file's inode, which all revisions that share the file have in common."""
        return {key: ready.data for key, ready in self.ready.items() if ready is not None}

    def needed(self, tree: Tree, found: Scan, roots: "list[str]") -> "dict[str, int]":
        """The inodes of the files that loading a revision will probably want."""
        queue = [file for path in found.candidates for file in (*_packages(tree, path), path)]
        result = {}
        for file in queue:
            if file in result:
                continue
            inode = tree.inodes[file]
            if inode not in self.ready:
                self.ready[inode] = self._compile(tree, file, found)
            ready = self.ready[inode]
            if ready is not None:
                result[file] = inode
                queue.extend(f for entry in ready.runs for f in self._files(tree, roots, file, entry) if f not in result)
        return result

    def _compile(self, tree: Tree, file: str, found: Scan) -> Optional[Ready]:
        if self.size > CODE_LIMIT:
            return None
        try:
            syntax = found.parsed.pop(file, None)
            module = modules.compiled(parse(tree.read(file)) if syntax is None else syntax, modules.ANYWHERE)
        except Exception:  # noqa: BLE001 - loading meets the same error, if it wants the file at all, and reports it
            return None
        data = modules.dumped(module)
        self.size += len(data)
        names = _names(module.code) if module.code else set()
        return Ready(data, [entry for name, entries in module.known.imports.items() if name in names for entry in entries])

    def _files(self, tree: Tree, roots: "list[str]", file: str, entry: transform.Import) -> "Iterator[str]":
        """Files that an import runs, in the likeliest places; `finder` knows them all."""
        if entry.level:
            bases = ["/".join(file.split("/")[: -entry.level])]
        elif entry.module.partition(".")[0] in self.libraries:
            return
        else:
            bases = roots
        parts = [part for part in (*entry.module.split("."), entry.name) if part and part not in ("*", "*top")]
        for base in bases:
            path, found = base, False
            for part in parts:
                path = f"{path}/{part}" if path else part
                for candidate in (f"{path}/__init__.py", f"{path}.py"):
                    if candidate in tree.files:
                        found = True
                        yield candidate
            if found:
                return


def _packages(tree: Tree, file: str) -> "Iterator[str]":
    parts = file.split("/")[:-1]
    for depth in range(1, len(parts) + 1):
        package = "/".join(parts[:depth]) + "/__init__.py"
        if package in tree.files and package != file:
            yield package


def _names(code: CodeType) -> "set[str]":
    """Names that a module's code looks up when it runs: those of class bodies and comprehensions too, not those of functions."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType) and (not constant.co_flags & OPTIMIZED or constant.co_name.startswith("<")):
            names |= _names(constant)
    return names
