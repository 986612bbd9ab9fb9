"""Values that a migration computes on its way to an operation, as far as its text tells them."""

from __future__ import annotations

import ast
import re
from typing import Any, Dict, List, NamedTuple, Optional

from migration_sql import UNKNOWN_TEXT


class Unknown:
    """A value that only a run would tell."""


UNKNOWN = Unknown()


class Alembic(NamedTuple):
    """The `op` of Alembic, or one of its functions that a file imported by name."""

    function: Optional[str] = None


class Batch(NamedTuple):
    table: Any
    schema: Any


class Column(NamedTuple):
    name: Any
    nullable: Any = True


class Table(NamedTuple):
    name: Any
    schema: Any


class Function(NamedTuple):
    node: ast.FunctionDef
    names: "Names"


class Return(Exception):
    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


class Names:
    """Names of a function, then those of what surrounds it."""

    def __init__(self, outer: "Optional[Names]" = None) -> None:
        self.known: Dict[str, Any] = {}
        self.outer = outer

    def get(self, name: str) -> Any:
        if name in self.known:
            return self.known[name]
        return self.outer.get(name) if self.outer else UNKNOWN


def bind(target: ast.expr, value: Any, names: Names) -> None:
    if isinstance(target, ast.Name):
        names.known[target.id] = value
    elif isinstance(target, (ast.Tuple, ast.List)):
        parts = value if isinstance(value, (tuple, list)) and len(value) == len(target.elts) else [UNKNOWN] * len(target.elts)
        for inner, part in zip(target.elts, parts):
            bind(inner, part, names)


def imported(node: "ast.Import | ast.ImportFrom", names: Names) -> None:
    for alias in node.names:
        if isinstance(node, ast.ImportFrom) and node.module == "alembic" and alias.name == "op":
            names.known[alias.asname or alias.name] = Alembic()
        elif isinstance(node, ast.ImportFrom) and node.module == "alembic.op":
            names.known[alias.asname or alias.name] = Alembic(alias.name)


def unsure(value: Any) -> bool:
    return isinstance(value, Unknown) or (isinstance(value, (list, tuple)) and any(unsure(item) for item in value))


def plus(left: Any, right: Any) -> Any:
    same = isinstance(left, (str, list, tuple)) and type(left) is type(right)
    return left + right if same else UNKNOWN


def known_text(value: Any, node: ast.expr) -> str:
    """The value as text; a schema that is unknown is left out, since tables are compared without it then."""
    if isinstance(value, (str, int)):
        return str(value)
    return "" if "schema" in ast.unparse(node).lower() else UNKNOWN_TEXT


def percent(text: str, values: Any, node: ast.expr) -> Any:
    parts = iter(values if isinstance(values, (tuple, list)) else [values])
    nodes = iter(node.elts if isinstance(node, ast.Tuple) else [node])
    if isinstance(values, dict):
        return re.sub(r"%\((\w+)\)[sd]", lambda found: known_text(values.get(found[1], UNKNOWN), ast.Name(found[1])), text)
    return re.sub(r"%[sd]", lambda found: known_text(next(parts, UNKNOWN), next(nodes, node)), text)


def text_method(text: str, method: str, arguments: List[Any], keywords: Dict[str, Any]) -> Any:
    if method in ("strip", "lower", "upper") and not arguments:
        return getattr(text, method)()
    if method == "split":
        return text.split(*[a for a in arguments if isinstance(a, str)])
    if method == "join" and arguments and isinstance(arguments[0], (list, tuple)) and all(isinstance(a, str) for a in arguments[0]):
        return text.join(arguments[0])
    if method != "format":
        return UNKNOWN
    places = iter(arguments)

    def fill(found: "re.Match[str]") -> str:
        value = keywords.get(found[1], UNKNOWN) if found[1] else next(places, UNKNOWN)
        return str(value) if isinstance(value, (str, int)) else "" if "schema" in found[1] else UNKNOWN_TEXT

    return re.sub(r"\{(\w*)\}", fill, text)


def last_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def made(name: str, arguments: List[Any], keywords: Dict[str, Any]) -> Any:
    """What a constructor of SQLAlchemy, or a function of Python that hands its argument on, gives."""
    first = arguments[0] if arguments else UNKNOWN
    if name == "Column":
        return Column(keywords.get("name", first), keywords.get("nullable", not keywords.get("primary_key", False)))
    if name == "Table":
        return Table(first, keywords.get("schema"))
    if name in ("text", "DDL", "dedent", "str", "quoted_name", "cleandoc"):
        return first
    if name in ("list", "tuple", "sorted", "set", "reversed") and isinstance(first, (list, tuple)):
        return list(first)
    return UNKNOWN
