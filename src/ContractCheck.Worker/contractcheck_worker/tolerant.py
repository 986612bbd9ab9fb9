"""Runs a module to its end, whatever its statements raise.

The module is compiled whole. Where a statement raises, it is recorded, its names become mocks, and the rest runs: no statement
runs twice, so nothing is declared twice.
"""

import __future__

import ast
import traceback
from types import CodeType
from typing import Any, Iterator, Optional

from . import state
from .mocks import mock
from .modules import Module

NOT_COLUMNS = frozenset(
    {"relationship", "relation", "backref", "dynamic_loader", "synonym", "composite", "association_proxy", "property", "validates"}
)
NOT_OF_THE_TABLE = {"default", "onupdate", "insert_default", "default_factory", "doc", "info", "init", "repr", "compare"}
NOT_TYPES = {"ForeignKey", "Sequence", "Computed", "Identity", "CheckConstraint", "FetchedValue"}


def run(module: Module, filename: str, file: str, names: "dict[str, Any]") -> None:
    """Executes a module in its globals."""
    code, rest = module.code, []
    while True:
        if code is None:
            rest = rest or state.current.modules.statements(file)
            code = _compiled(rest, filename, file, names)
        try:
            exec(code, names)
            return
        except MemoryError:
            raise
        except BaseException as error:  # noqa: BLE001 - SystemExit and KeyboardInterrupt of a module end it as little
            rest = _after(error, rest or state.current.modules.statements(file), filename, file, names)
        if not rest:
            return
        code = None


def _compiled(body: "list[ast.stmt]", filename: str, file: str, names: "dict[str, Any]") -> CodeType:
    """The code of statements, less those that do not compile."""
    flags = _future_flags(body)
    while True:
        try:
            return compile(ast.Module(body, []), filename, "exec", flags, dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            if not body:
                raise
            _give_up(error, body.pop(_statement_at(body, getattr(error, "lineno", None) or body[0].lineno)), file, names)


def _give_up(error: BaseException, failed: ast.stmt, file: str, names: "dict[str, Any]") -> None:
    """Records what raised, and gives its names mocks."""
    state.current.fail(file, failed.lineno, error)
    for name in _bound_names([failed]):
        names.setdefault(name, mock(f"{names.get('__name__', '')}.{name}"))


def _after(error: BaseException, body: "list[ast.stmt]", filename: str, file: str, names: "dict[str, Any]") -> "list[ast.stmt]":
    """What is still to run after a statement that raised: a class that can be repaired first."""
    chain = _frames(error, filename)
    line = chain[0][1] if chain else getattr(error, "lineno", None) or body[0].lineno
    index = _statement_at(body, line)
    failed = body[index]
    repaired = _repair_class(failed, error, chain, names) if isinstance(failed, ast.ClassDef) else None
    if repaired:
        state.current.fail(file, repaired.lineno, error)
        _withdraw(file, failed)
        return body[index:]
    innermost, rest = _rest_of(failed, line)
    if isinstance(error, NameError) and _postpone_annotations(innermost):
        state.current.fail(file, innermost.lineno, error)
        return [innermost, *rest, *body[index + 1 :]]
    _give_up(error, innermost, file, names)
    return [*rest, *body[index + 1 :]]


def _future_flags(body: "list[ast.stmt]") -> int:
    flags = 0
    for node in body[:10]:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            for alias in node.names:
                flags |= getattr(__future__, alias.name).compiler_flag
    return flags


def _frames(error: BaseException, filename: str) -> "list[tuple[CodeType, int]]":
    return [(f.f_code, line) for f, line in traceback.walk_tb(error.__traceback__) if f.f_code.co_filename == filename]


def _statement_at(body: "list[ast.stmt]", line: int) -> int:
    found = 0
    for index, node in enumerate(body):
        if _first_line(node) <= line:
            found = index
    return found


def _first_line(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", None)
    return min(node.lineno, decorators[0].lineno) if decorators else node.lineno


def _rest_of(node: ast.stmt, line: int) -> "tuple[ast.stmt, list[ast.stmt]]":
    """The innermost statement at a line, and what follows it inside the compound statement."""
    if isinstance(node, (ast.If, ast.With, ast.Try)):
        blocks = [node.body, getattr(node, "orelse", []), getattr(node, "finalbody", [])]
        blocks += [h.body for h in getattr(node, "handlers", [])]
        for block in blocks:
            if block and _first_line(block[0]) <= line <= (block[-1].end_lineno or line):
                index = _statement_at(block, line)
                innermost, rest = _rest_of(block[index], line)
                return innermost, [*rest, *block[index + 1 :]]
    return node, []


def _postpone_annotations(node: ast.stmt) -> bool:
    """Python 3.14 evaluates annotations only when somebody asks. Those of functions nobody does, those of classes may be strings."""
    if isinstance(node, ast.AnnAssign) and not isinstance(node.annotation, ast.Constant):
        node.annotation = ast.copy_location(ast.Constant(ast.unparse(node.annotation)), node.annotation)
        return True
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    given = node.args
    annotated = [a for a in (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg) if a and a.annotation]
    found = bool(annotated or node.returns)
    node.returns = None
    for argument in annotated:
        argument.annotation = None
    return found


def _repair_class(
    node: ast.ClassDef, error: BaseException, chain: "list[tuple[CodeType, int]]", names: "dict[str, Any]"
) -> Optional[ast.stmt]:
    """Repairs the statement of a class body that raised, or replaces it by mocks of its names. None: the body is not to blame."""
    if len(chain) < 2:
        return None
    if chain[1][0].co_name != node.name:
        return _drop_member(node, chain[1][0].co_name, chain[1][1])
    line = chain[1][1]
    index = _statement_at(node.body, line)
    failed = node.body[index]
    if line < node.body[0].lineno and _first_line(node.body[0]) > line or getattr(failed, "cc_replaced", False):
        return None
    if isinstance(error, NameError) and _postpone_annotations(failed) or _drop_element(failed, line) or _keep_column(failed):
        return failed
    replacements = []
    for name in _bound_names([failed]) or ["_"]:
        call = ast.Call(ast.Name("__cc_mock__", ast.Load()), [ast.Constant(f"{names.get('__name__', '')}.{node.name}.{name}")], [])
        replacements.append(ast.Assign([ast.Name(name, ast.Store())], call))
    if _may_be_column(failed, names):
        reason = f"the column written at line {failed.lineno} could not be read"
        replacements.append(ast.Assign([ast.Name(f"__cc_unread_{failed.lineno}__", ast.Store())], ast.Constant(reason)))
    for replacement in replacements:
        replacement.cc_replaced = True
        ast.copy_location(replacement, failed)
        ast.fix_missing_locations(replacement)
    node.body[index : index + 1] = replacements
    return failed


def _drop_member(node: ast.ClassDef, name: str, line: int) -> Optional[ast.stmt]:
    """Gives up a method, such as a declared attribute, that raised while the class was made."""
    for index, member in enumerate(node.body):
        if isinstance(member, ast.FunctionDef) and member.name == name and member.lineno <= line <= (member.end_lineno or line):
            unread = ast.Assign([ast.Name(f"__cc_unread_{member.lineno}__", ast.Store())], ast.Constant(f"{name} could not be read"))
            node.body[index] = ast.fix_missing_locations(ast.copy_location(unread, member))
            return member
    return None


def _drop_element(node: ast.stmt, line: int) -> bool:
    """Of a tuple such as `__table_args__`, only what is written at the line that raised is given up."""
    value = getattr(node, "value", None)
    if not isinstance(value, (ast.Tuple, ast.List)) or not value.elts:
        return False
    kept = [e for e in value.elts if not e.lineno <= line <= (e.end_lineno or line)]
    if len(kept) == len(value.elts):
        return False
    value.elts = kept
    return True


def _keep_column(node: ast.stmt) -> bool:
    """Of a column, only what the application does with it is given up at first, then its type, which is then as written."""
    value = getattr(node, "value", None)
    if not _looks_like_column(node) or not isinstance(value, ast.Call) or getattr(node, "cc_written", False):
        return False
    uses = [k for k in value.keywords if k.arg in NOT_OF_THE_TABLE and not isinstance(k.value, ast.Constant)]
    if uses and not getattr(node, "cc_unused", False):
        for keyword in uses:
            call = ast.Call(ast.Name("__cc_mock__", ast.Load()), [ast.Constant(str(keyword.arg))], [])
            keyword.value = ast.fix_missing_locations(ast.copy_location(call, keyword.value))
        node.cc_unused = True
        return True
    for index, argument in enumerate(value.args):
        if isinstance(argument, ast.Call) and ast.unparse(argument.func).rpartition(".")[2] not in NOT_TYPES:
            texts = [ast.Constant(ast.unparse(argument)), ast.Constant(ast.unparse(argument.func))]
            call = ast.Call(ast.Name("__cc_written__", ast.Load()), texts, [])
            value.args[index] = ast.fix_missing_locations(ast.copy_location(call, argument))
            node.cc_written = True
            return True
    return False


def _looks_like_column(node: ast.stmt) -> bool:
    if isinstance(node, ast.AnnAssign):
        return "Mapped[" in ast.unparse(node.annotation)
    value = getattr(node, "value", None)
    return isinstance(value, ast.Call) and "column" in ast.unparse(value.func).lower()


def _may_be_column(node: ast.stmt, names: "dict[str, Any]") -> bool:
    """Applications wrap columns in helpers of their own; only what certainly makes none is no loss."""
    value = getattr(node, "value", None)
    if not isinstance(value, ast.Call):
        return _looks_like_column(node)
    if ast.unparse(value.func).rpartition(".")[2] in NOT_COLUMNS:
        return False
    root: ast.AST = value
    while isinstance(root, (ast.Call, ast.Attribute)):
        root = root.func if isinstance(root, ast.Call) else root.value
    origin = getattr(names.get(root.id), "__module__", None) if isinstance(root, ast.Name) else None
    return _looks_like_column(node) or not (isinstance(origin, str) and origin.startswith("sqlalchemy."))


def _withdraw(file: str, node: ast.stmt) -> None:
    """Takes back tables that a class body made, because the body runs once more."""
    for table in list(state.current.tables):
        place = table.__dict__["_cc_place"]
        if place[0] == file and node.lineno <= place[1] <= (node.end_lineno or node.lineno):
            table.metadata.remove(table)
            state.current.tables.remove(table)


def _bound_names(body: "list[ast.stmt]") -> "list[str]":
    return list(dict.fromkeys(_names(body)))


def _names(body: "list[ast.stmt]") -> "Iterator[str]":
    for node in body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                if alias.name != "*":
                    yield alias.asname or alias.name.partition(".")[0]
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                yield from (n.id for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
        else:
            for field in ("body", "orelse", "finalbody"):
                yield from _names(getattr(node, field, []))
            for item in getattr(node, "items", []):
                if item.optional_vars is not None:
                    yield from (n.id for n in ast.walk(item.optional_vars) if isinstance(n, ast.Name))
            for handler in getattr(node, "handlers", []):
                yield from _names(handler.body)
