"""Columns that a file's source shows by name, for comparing what loading says of them with what is written. No code is run."""

import ast
from typing import Iterator, NamedTuple


class Literal(NamedTuple):
    """A name that a class body binds, or the first argument of a call, and the lines of its statement or call."""

    name: str
    file: str
    first: int
    last: int


def literals(module: ast.Module, file: str) -> "Iterator[Literal]":
    """What statements that run on import show: attributes of classes at any depth, and `Column("name", …)` within calls such as Table's."""
    yield from _of(module.body, file, in_class=False)


def _of(body: "list[ast.stmt]", file: str, in_class: bool) -> "Iterator[Literal]":
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if in_class and node.decorator_list:
                yield Literal(node.name, file, node.decorator_list[0].lineno, node.end_lineno or node.lineno)
            continue
        if isinstance(node, ast.ClassDef):
            yield from _of(node.body, file, in_class=True)
            continue
        if in_class:
            for name in _bound(node):
                yield Literal(name, file, node.lineno, node.end_lineno or node.lineno)
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.Expr)) and isinstance(node.value, ast.Call):
            yield from _named(node.value, file)
        for field in ("body", "orelse", "finalbody"):
            yield from _of(getattr(node, field, []), file, in_class)
        for handler in getattr(node, "handlers", []):
            yield from _of(handler.body, file, in_class)


def _bound(node: ast.stmt) -> "Iterator[str]":
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    for target in targets:
        if isinstance(target, ast.Name):
            yield target.id


def _named(call: ast.Call, file: str) -> "Iterator[Literal]":
    for inner in (call, *(node for argument in call.args for node in ast.walk(argument) if isinstance(node, ast.Call))):
        first = inner.args[0] if inner.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
            yield Literal(first.value, file, inner.lineno, inner.end_lineno or inner.lineno)
