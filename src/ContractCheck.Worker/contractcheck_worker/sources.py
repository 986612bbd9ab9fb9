"""Arguments of calls as the source writes them, for expressions that have no SQL text."""

import ast
from typing import Any, Callable, NamedTuple, Optional

from . import syntax
from .tree import Tree


class Written(NamedTuple):
    """An argument's text, and whether a name in it stands for a value that may be set elsewhere."""

    text: str
    has_names: bool


class Sources:
    """Looks calls up by the file and line where they start."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._calls: dict[str, dict[int, list[ast.Call]]] = {}

    def keyword(self, made: Any, name: str) -> Optional[Written]:
        """A keyword argument of the call that made something, whatever function was called."""
        return self._argument(made, lambda call: _keyword(call, name))

    def positional(self, made: Any, index: int, name: str = "") -> Optional[Written]:
        """An argument by position, or by name, of the call of the made thing's class."""
        cls = type(made).__name__

        def find(call: ast.Call) -> Optional[ast.expr]:
            if ast.unparse(call.func).rpartition(".")[2] != cls:
                return None
            if len(call.args) > index and not any(isinstance(a, ast.Starred) for a in call.args[: index + 1]):
                return call.args[index]
            return _keyword(call, name)

        return self._argument(made, find)

    def _argument(self, made: Any, find: "Callable[[ast.Call], Optional[ast.expr]]") -> Optional[Written]:
        file, line = made.__dict__.get("_cc_place") or (None, None)
        if file is None:
            return None
        if file not in self._calls:
            self._calls[file] = self._read(file)
        values = [value for value in map(find, self._calls[file].get(line, [])) if value is not None]
        found = {Written(ast.unparse(value), _has_names(value)) for value in values}
        # Of several calls in one line, nobody knows which it was.
        return found.pop() if len(found) == 1 else None

    def _read(self, file: str) -> "dict[int, list[ast.Call]]":
        calls: dict[int, list[ast.Call]] = {}
        try:
            module = syntax.parse(self.tree.read(file))
        except Exception:  # noqa: BLE001 - loaded code may have changed its own file
            return calls
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                calls.setdefault(node.lineno, []).append(node)
        return calls


def _keyword(call: ast.Call, name: str) -> Optional[ast.expr]:
    return next((k.value for k in call.keywords if k.arg == name), None)


def _has_names(node: ast.AST) -> bool:
    """Names of functions that are called do not count."""
    if isinstance(node, (ast.Name, ast.Attribute)):
        return True
    parts = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.Call):
        function: ast.expr = node.func
        while isinstance(function, ast.Attribute):
            function = function.value
        parts = [*node.args, *node.keywords] + ([] if isinstance(function, ast.Name) else [function])
    return any(map(_has_names, parts))
