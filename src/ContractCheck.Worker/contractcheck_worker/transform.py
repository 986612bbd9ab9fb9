"""Prepares a module's syntax tree: takes out imports that can wait, wraps decorators, notes lines."""

import ast
import builtins
from typing import Iterator, NamedTuple

IMPORT_ERRORS = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


STAR = "*"


class Import(NamedTuple):
    """An import that waits until one of its names is wanted. The name `*` stands for every public name of the module."""

    module: str
    level: int
    name: str
    line: int


class Prepared(NamedTuple):
    """What is known of a module besides its statements."""

    imports: "dict[str, list[Import]]"
    optional_imports: "dict[int, bool]"
    class_lines: "dict[int, int]"
    attribute_lines: "dict[str, dict[str, int]]"


def prepare(tree: ast.Module) -> Prepared:
    """Changes the tree in place."""
    prepared = Prepared({}, {}, {}, {})
    # Most modules have no such call, and looking at every node takes as long as the rest of this.
    if getattr(tree, "cc_calls_type", True):
        _intercept_type(tree)
    tree.body = [node for node in tree.body if not _postpone(node, prepared.imports)]
    _visit(tree.body, "", prepared)
    return prepared


def _intercept_type(tree: ast.Module) -> None:
    """A class made by `type(name, bases, body)` must get through where one of the bases is missing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) == 3 and isinstance(node.func, ast.Name) and node.func.id == "type":
            node.func.id = "__cc_make_class__"


def _postpone(node: ast.stmt, imports: "dict[str, list[Import]]") -> bool:
    if isinstance(node, ast.Import):
        for alias in node.names:
            bound = alias.asname or alias.name.partition(".")[0]
            entry = Import(alias.name, 0, "" if alias.asname else "*top", node.lineno)
            if alias.asname or bound in imports and imports[bound][-1].name != "*top":
                imports[bound] = [entry]
            else:
                imports.setdefault(bound, []).append(entry)
        return True
    if isinstance(node, ast.ImportFrom) and node.module != "__future__":
        if node.names[0].name == STAR:
            imports.setdefault(STAR, []).append(Import(node.module or "", node.level, STAR, node.lineno))
            return True
        for alias in node.names:
            imports[alias.asname or alias.name] = [Import(node.module or "", node.level, alias.name, node.lineno)]
        return True
    return False


def _visit(body: "list[ast.stmt]", prefix: str, prepared: Prepared) -> None:
    in_class = bool(prefix) and not prefix.endswith("<locals>.")
    for node in body:
        if isinstance(node, ast.ClassDef):
            _wrap_decorators(node, late=not in_class)
            if node.decorator_list:
                prepared.class_lines[node.decorator_list[0].lineno] = node.lineno
            prepared.attribute_lines[prefix + node.name] = dict(_attribute_lines(node.body))
            _visit(node.body, f"{prefix}{node.name}.", prepared)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            _wrap_decorators(node, late=False)
            _visit(node.body, f"{prefix}{node.name}.<locals>.", prepared)
        elif isinstance(node, ast.Try):
            _note_optional(node, prepared)
            for handler in node.handlers:
                _wrap_caught(handler)
            for part in (node.body, node.orelse, node.finalbody, *(h.body for h in node.handlers)):
                _visit(part, prefix, prepared)
        elif hasattr(node, "body"):
            if in_class and isinstance(node, ast.If):
                _wrap_condition(node)
            _visit(node.body, prefix, prepared)
            _visit(getattr(node, "orelse", []), prefix, prepared)


def _wrap_decorators(node: "ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef", late: bool) -> None:
    """A class must not be lost because a decorator cannot be had; class bodies' names are out of a lambda's sight, though."""
    for index, decorator in enumerate(node.decorator_list):
        if isinstance(decorator, ast.Name) and decorator.id in ("property", "classmethod", "staticmethod"):
            continue
        value = decorator
        if late:
            nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
            value = ast.copy_location(ast.Lambda(nothing, decorator), decorator)
        node.decorator_list[index] = _call("__cc_late_decorator__" if late else "__cc_decorator__", value)


def _wrap_caught(handler: ast.ExceptHandler) -> None:
    """`except` takes no mock."""
    if handler.type is not None and not (isinstance(handler.type, ast.Name) and hasattr(builtins, handler.type.id)):
        handler.type = _call("__cc_caught__", handler.type)


def _wrap_condition(node: ast.If) -> None:
    """Columns that an application has with some settings are columns of its tables."""
    declares, otherwise = (any(True for _ in _attribute_lines(branch)) for branch in (node.body, node.orelse))
    if declares != otherwise:
        constants = [ast.copy_location(ast.Constant(value), node.test) for value in (declares, otherwise)]
        node.test = _call("__cc_condition__", _call("__cc_guesses__", at=node.test), node.test, *constants)


def _call(name: str, *arguments: ast.expr, at: "ast.expr | None" = None) -> ast.expr:
    place = at or arguments[0]
    return ast.copy_location(ast.Call(ast.copy_location(ast.Name(name, ast.Load()), place), list(arguments), []), place)


def _attribute_lines(body: "list[ast.stmt]") -> "Iterator[tuple[str, int]]":
    for node in body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, node.lineno
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node.lineno
        elif isinstance(node, ast.FunctionDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.If):
            yield from _attribute_lines(node.body)
            yield from _attribute_lines(node.orelse)


def _note_optional(node: ast.Try, prepared: Prepared) -> None:
    """Imports that the code can do without; with a fallback of its own, a missing library is better really missing."""
    handlers = [h for h in node.handlers if _catches_import_error(h.type)]
    if not handlers:
        return
    substitutes = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    fallback = any(isinstance(statement, substitutes) for h in handlers for statement in h.body)
    for statement in ast.walk(ast.Module(node.body, [])):
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            prepared.optional_imports[statement.lineno] = fallback


def _catches_import_error(kind: "ast.expr | None") -> bool:
    if kind is None:
        return True
    if isinstance(kind, ast.Tuple):
        return any(map(_catches_import_error, kind.elts))
    return isinstance(kind, ast.Name) and kind.id in IMPORT_ERRORS
