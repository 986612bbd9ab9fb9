"""Modules that are ready to run: parsed, prepared and compiled, here or ahead by the scanner."""

import ast
import marshal
from types import CodeType
from typing import Any, NamedTuple, Optional

from . import syntax, transform
from .tree import Tree

try:
    from _imp import _fix_co_filename as _relocate
except ImportError:  # not CPython

    def _relocate(code: CodeType, path: str) -> None:
        raise ValueError("this interpreter cannot relocate code")


ANYWHERE = "<repository>"


class Module(NamedTuple):
    """A module's code, or None where a statement does not compile, and what is known of it besides."""

    code: Optional[CodeType]
    known: transform.Prepared


class Modules:
    """Gives the module of each file."""

    def __init__(self, tree: Tree, parsed: "dict[str, ast.Module]", ahead: "dict[str, bytes]") -> None:
        self.tree = tree
        self.parsed = parsed
        self.ahead = ahead

    def take(self, file: str, path: str) -> Module:
        """The module of a file, compiled to lie at a path. Raises what `syntax.parse` raises, and OSError."""
        ready = self.ahead.pop(file, None)
        if ready is not None:
            return loaded(ready, path)
        tree = self.parsed.pop(file, None)
        return compiled(syntax.parse(self.tree.read(file)) if tree is None else tree, path)

    def statements(self, file: str) -> "list[ast.stmt]":
        """The prepared statements of a file once more, for a module that failed."""
        tree = syntax.parse(self.tree.read(file))
        transform.prepare(tree)
        return tree.body


def compiled(tree: ast.Module, path: str) -> Module:
    """Prepares and compiles a syntax tree, which it changes."""
    known = transform.prepare(tree)
    try:
        return Module(compile(tree, path, "exec", dont_inherit=True), known)
    except (SyntaxError, ValueError):
        return Module(None, known)


def dumped(module: Module) -> bytes:
    """A module as bytes; it was compiled to lie `ANYWHERE`."""
    imports = {name: [tuple(entry) for entry in entries] for name, entries in module.known.imports.items()}
    return marshal.dumps((module.code, imports, *module.known[1:]))


def loaded(data: bytes, path: str) -> Module:
    """The module of `dumped`, at a path."""
    code, imports, *others = marshal.loads(data)
    if code is not None:
        _relocate(code, path)
    entries: dict[str, Any] = {name: [transform.Import(*entry) for entry in found] for name, found in imports.items()}
    return Module(code, transform.Prepared(entries, *others))
