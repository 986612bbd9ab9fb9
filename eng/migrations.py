"""Reads the operations of an Alembic migration's upgrade() without running it.

Statements are followed in their order: helpers of the same file, loops over literals, batches, module constants, tests of the dialect's
name. Both ways of any other condition count. What stays unknown gives an operation `unread`, never a guess.
"""

from __future__ import annotations

import ast
import re
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

import migration_sql
from migration_sql import UNKNOWN_TEXT, Operation

MAX_DEPTH = 12
MAX_ITEMS = 1000


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


class Migration(NamedTuple):
    revision: Optional[str]
    parents: Tuple[str, ...]
    operations: Tuple[Operation, ...]
    nullable: Tuple[Tuple[str, str, bool], ...] = ()
    """Table, column and whether it may be NULL from then on, for all that it creates and alters."""


def read(source: str, dialect: str) -> Optional[Migration]:
    """None for a file that is not a migration."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    if not any(isinstance(node, ast.FunctionDef) and node.name == "upgrade" for node in tree.body):
        return None
    reader = _Reader(dialect)
    names = Names()
    reader.run(tree.body, names)
    reader.operations.clear()
    reader.nullable.clear()
    upgrade = names.get("upgrade")
    if isinstance(upgrade, Function):
        reader.call(upgrade, [], {})
    revision, parents = names.get("revision"), names.get("down_revision")
    if isinstance(parents, str):
        parents = (parents,)
    known = parents if isinstance(parents, (tuple, list)) else ()
    parents = tuple(parent for parent in known if isinstance(parent, str))
    return Migration(revision if isinstance(revision, str) else None, parents, tuple(reader.operations), tuple(reader.nullable))


# Of each function: the kind of operation and the places of its table and column among the arguments; a batch has no table.
CALLS = {
    "create_table": ("create-table", "table_name", None),
    "drop_table": ("drop-table", "table_name", None),
    "rename_table": ("rename-table", "old_table_name", None),
    "add_column": ("add-column", "table_name", "column"),
    "drop_column": ("drop-column", "table_name", "column_name"),
    "alter_column": ("alter-column", "table_name", "column_name"),
}
CONSTRAINTS = {
    "create_unique_constraint": ("add-constraint", "unique", 1),
    "create_foreign_key": ("add-constraint", "foreign", 1),
    "create_check_constraint": ("add-constraint", "check", 1),
    "create_exclude_constraint": ("add-constraint", "any", 1),
    "create_primary_key": ("add-constraint", "primary", 1),
    "create_index": ("add-constraint", "index", 1),
    "drop_index": ("drop-constraint", "index", 1),
    "drop_constraint": ("drop-constraint", "any", 1),
}
SORTS = {"foreignkey": "foreign", "unique": "unique", "check": "check", "primary": "primary"}


class _Reader:
    def __init__(self, dialect: str) -> None:
        self.dialect = dialect
        self.operations: List[Operation] = []
        self.nullable: List[Tuple[str, str, bool]] = []
        self.depth = 0

    # Statements

    def run(self, body: List[ast.stmt], names: Names) -> None:
        for statement in body:
            self.statement(statement, names)

    def statement(self, node: ast.stmt, names: Names) -> None:
        if isinstance(node, ast.Expr):
            self.value(node.value, names)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            value = self.value(node.value, names) if node.value else UNKNOWN
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                bind(target, value, names)
        elif isinstance(node, ast.AugAssign):
            old = self.value(node.target, names)
            bind(node.target, plus(old, self.value(node.value, names)) if isinstance(node.op, ast.Add) else UNKNOWN, names)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            imported(node, names)
        elif isinstance(node, ast.FunctionDef):
            names.known[node.name] = Function(node, names)
        elif isinstance(node, ast.Return):
            raise Return(self.value(node.value, names) if node.value else None)
        else:
            self.compound(node, names)

    def compound(self, node: ast.stmt, names: Names) -> None:
        if isinstance(node, ast.If):
            self.branch(self.value(node.test, names), node, names)
        elif isinstance(node, ast.For):
            self.loop(node, names)
        elif isinstance(node, ast.While):
            self.both([node.body], names)
        elif isinstance(node, ast.With):
            for item in node.items:
                value = self.value(item.context_expr, names)
                if item.optional_vars is not None:
                    bind(item.optional_vars, value, names)
            self.run(node.body, names)
        elif isinstance(node, ast.Try):
            self.run(node.body, names)
            self.run(node.orelse, names)
            self.run(node.finalbody, names)

    def branch(self, test: Any, node: ast.If, names: Names) -> None:
        if isinstance(test, Unknown):
            self.both([node.body, node.orelse], names)
        else:
            self.run(node.body if test else node.orelse, names)

    def both(self, bodies: List[List[ast.stmt]], names: Names) -> None:
        """Each body, on its own: whether one returns is unknown."""
        for body in bodies:
            try:
                self.run(body, names)
            except Return:
                pass

    def loop(self, node: ast.For, names: Names) -> None:
        items = self.value(node.iter, names)
        if isinstance(items, dict):
            items = list(items)
        for item in items[:MAX_ITEMS] if isinstance(items, (list, tuple)) else [UNKNOWN]:
            bind(node.target, item, names)
            self.both([node.body], names)

    def call(self, function: Function, arguments: List[Any], keywords: Dict[str, Any]) -> Any:
        if self.depth >= MAX_DEPTH:
            return UNKNOWN
        names = Names(function.names)
        parameters = function.node.args.posonlyargs + function.node.args.args
        for parameter, default in zip(reversed(parameters), reversed(function.node.args.defaults)):
            names.known[parameter.arg] = self.value(default, function.names)
        for parameter, given in zip(parameters, arguments):
            names.known[parameter.arg] = given
        for parameter, fallback in zip(function.node.args.kwonlyargs, function.node.args.kw_defaults):
            names.known[parameter.arg] = self.value(fallback, function.names) if fallback else UNKNOWN
        names.known.update(keywords)
        for parameter in parameters:
            names.known.setdefault(parameter.arg, UNKNOWN)
        self.depth += 1
        try:
            self.run(function.node.body, names)
        except Return as done:
            return done.value
        finally:
            self.depth -= 1
        return UNKNOWN

    # Expressions

    def value(self, node: ast.expr, names: Names) -> Any:
        method = getattr(self, "_" + type(node).__name__, None)
        return method(node, names) if method else UNKNOWN

    def _Constant(self, node: ast.Constant, names: Names) -> Any:
        return node.value

    def _Name(self, node: ast.Name, names: Names) -> Any:
        return names.get(node.id)

    def _List(self, node: Any, names: Names) -> Any:
        items: List[Any] = []
        for item in node.elts:
            value = self.value(item.value if isinstance(item, ast.Starred) else item, names)
            items += list(value) if isinstance(item, ast.Starred) and isinstance(value, (list, tuple)) else [value]
        return items

    def _Tuple(self, node: ast.Tuple, names: Names) -> Any:
        return tuple(self._List(node, names))

    _Set = _List

    def _Dict(self, node: ast.Dict, names: Names) -> Any:
        keys = [self.value(key, names) if key else UNKNOWN for key in node.keys]
        if not all(isinstance(key, (str, int, bool, type(None))) for key in keys):
            return UNKNOWN
        return {key: self.value(value, names) for key, value in zip(keys, node.values)}

    def _JoinedStr(self, node: ast.JoinedStr, names: Names) -> Any:
        return "".join(self._piece(part, names) for part in node.values)

    def _piece(self, part: ast.expr, names: Names) -> str:
        if isinstance(part, ast.FormattedValue):
            return known_text(self.value(part.value, names), part.value)
        return str(self.value(part, names))

    def _BinOp(self, node: ast.BinOp, names: Names) -> Any:
        left, right = self.value(node.left, names), self.value(node.right, names)
        if isinstance(node.op, ast.Mod) and isinstance(left, str):
            return percent(left, right, node.right)
        if not isinstance(node.op, ast.Add):
            return UNKNOWN
        if isinstance(left, str) != isinstance(right, str):
            left, right = known_text(left, node.left), known_text(right, node.right)
        return plus(left, right)

    def _IfExp(self, node: ast.IfExp, names: Names) -> Any:
        test = self.value(node.test, names)
        if isinstance(test, Unknown):
            return UNKNOWN
        return self.value(node.body if test else node.orelse, names)

    def _Compare(self, node: ast.Compare, names: Names) -> Any:
        left, right = self.value(node.left, names), self.value(node.comparators[0], names)
        if len(node.ops) != 1 or unsure(left) or unsure(right):
            return UNKNOWN
        kind = type(node.ops[0])
        if kind in (ast.Eq, ast.Is, ast.NotEq, ast.IsNot):
            return (left == right) == (kind in (ast.Eq, ast.Is))
        if kind in (ast.In, ast.NotIn) and isinstance(right, (str, list, tuple, dict)):
            return (left in right) == (kind is ast.In)
        return UNKNOWN

    def _BoolOp(self, node: ast.BoolOp, names: Names) -> Any:
        values = [self.value(value, names) for value in node.values]
        decides = isinstance(node.op, ast.Or)
        if any(not unsure(value) and bool(value) == decides for value in values):
            return decides
        return UNKNOWN if any(unsure(value) for value in values) else not decides

    def _UnaryOp(self, node: ast.UnaryOp, names: Names) -> Any:
        value = self.value(node.operand, names)
        return not value if isinstance(node.op, ast.Not) and not unsure(value) else UNKNOWN

    def _Subscript(self, node: ast.Subscript, names: Names) -> Any:
        value, key = self.value(node.value, names), self.value(node.slice, names)
        try:
            return value[key]
        except (TypeError, KeyError, IndexError):
            return UNKNOWN

    def _ListComp(self, node: ast.ListComp, names: Names) -> Any:
        items = self.value(node.generators[0].iter, names)
        if len(node.generators) != 1 or node.generators[0].ifs or not isinstance(items, (list, tuple)):
            return UNKNOWN
        values, inner = [], Names(names)
        for item in items[:MAX_ITEMS]:
            bind(node.generators[0].target, item, inner)
            values.append(self.value(node.elt, inner))
        return values

    _GeneratorExp = _ListComp

    def _Attribute(self, node: ast.Attribute, names: Names) -> Any:
        if node.attr == "name" and ast.unparse(node.value).endswith("dialect"):
            return self.dialect
        value = self.value(node.value, names)
        if isinstance(value, Alembic) and value.function is None:
            return Alembic(node.attr)
        return value.name if isinstance(value, (Column, Table)) and node.attr == "name" else UNKNOWN

    def _Call(self, node: ast.Call, names: Names) -> Any:
        arguments = self._List(ast.List(node.args), names)
        keywords = {word.arg: self.value(word.value, names) for word in node.keywords if word.arg}
        for word in node.keywords:
            packed = self.value(word.value, names) if word.arg is None else None
            keywords.update(packed if isinstance(packed, dict) else {})
        function = self.value(node.func, names)
        if isinstance(function, Function):
            return self.call(function, arguments, keywords)
        if isinstance(function, Alembic) and function.function:
            return self.operate(function.function, arguments, keywords, node)
        if isinstance(node.func, ast.Attribute):
            return self.method(node.func, arguments, keywords, names, node)
        return made(last_name(node.func), arguments, keywords)

    def method(self, func: ast.Attribute, arguments: List[Any], keywords: Dict[str, Any], names: Names, node: ast.Call) -> Any:
        owner = self.value(func.value, names)
        if isinstance(owner, Batch):
            return self.operate(func.attr, [owner.table, *arguments], {**keywords, "schema": owner.schema}, node, batch=True)
        if isinstance(owner, Table) and func.attr in ("create", "drop"):
            self.add(func.attr + "-table", owner.schema, owner.name)
        elif func.attr in ("execute", "exec_driver_sql"):
            self.sql(arguments)
        elif isinstance(owner, str):
            return text_method(owner, func.attr, arguments, keywords)
        elif isinstance(owner, dict) and func.attr in ("items", "keys", "values"):
            return list(getattr(owner, func.attr)())
        elif isinstance(owner, list) and func.attr == "append":
            owner.extend(arguments)
        return made(func.attr, arguments, keywords)

    # Operations

    def sql(self, arguments: List[Any]) -> None:
        for statement in arguments[:1]:
            if isinstance(statement, str):
                for operation in migration_sql.operations(statement):
                    self.add(*operation)

    def add(self, kind: str, schema: Any, table: Any, column: Any = None, name: Any = None, value: Optional[str] = None) -> None:
        told = [text for text in (table, column, name) if text is not None]
        if not all(isinstance(text, str) and text and UNKNOWN_TEXT not in text for text in told):
            shown = table.replace(UNKNOWN_TEXT, "?") if isinstance(table, str) and table else "?"
            kind, table, column, name = "unread", shown, None, kind
        self.operations.append(Operation(kind, schema if isinstance(schema, str) and schema else None, table, column, name, value))

    def operate(self, function: str, arguments: List[Any], keywords: Dict[str, Any], node: ast.Call, batch: bool = False) -> Any:
        given = _Given(arguments, keywords, node, batch)
        if function == "batch_alter_table":
            return Batch(given.take(0, "table_name"), keywords.get("schema"))
        if function == "f":
            return arguments[0] if arguments else UNKNOWN
        if function == "execute":
            self.sql([a for a in arguments if isinstance(a, str)] if batch else arguments)
        elif function == "sync_enum_values":
            self.enumeration(given)
        elif function in CALLS:
            self.operation(function, given)
        elif function in CONSTRAINTS:
            self.constraint(function, given)
        return UNKNOWN

    def operation(self, function: str, given: "_Given") -> None:
        kind, table_word, column_word = CALLS[function]
        schema, table = given.keywords.get("schema"), given.take(0, table_word)
        column = given.take(1, column_word) if column_word else None
        for made in [column, *(given.arguments[1:] if kind == "create-table" else [])]:
            if isinstance(made, Column):
                self.allow(table, made.name, made.nullable)
        if isinstance(column, Column):
            column = column.name
        if kind == "rename-table":
            self.add(kind, schema, table, name=given.take(1, "new_table_name"))
        elif kind == "alter-column":
            self.alter(schema, table, column, given)
        else:
            self.add(kind, schema, table, column)

    def allow(self, table: Any, column: Any, nullable: Any) -> None:
        if isinstance(table, str) and isinstance(column, str) and isinstance(nullable, bool):
            self.nullable.append((table, column, nullable))

    def alter(self, schema: Any, table: Any, column: Any, given: "_Given") -> None:
        for word, kind in (("type_", "alter-type"), ("nullable", "alter-nullable"), ("server_default", "alter-default")):
            source, unchanged = given.source(word), "False" if word == "server_default" else "None"
            if source not in (None, unchanged, given.source("existing_" + word.rstrip("_"))):
                self.add(kind, schema, table, column, value=source)
        self.allow(table, column, given.keywords.get("nullable"))
        new = given.keywords.get("new_column_name", given.keywords.get("name"))
        if new is not None and new != column:
            self.add("rename-column", schema, table, column, new)

    def constraint(self, function: str, given: "_Given") -> None:
        kind, sort, place = CONSTRAINTS[function]
        schema = given.keywords.get("schema", given.keywords.get("source_schema"))
        words = ("source_table", "source", "tablename", "table_name")
        word = next((word for word in words if word in given.keywords), None)
        table = given.take(0, None) if given.batch else given.take(place, word)
        if function == "drop_constraint":
            sort = SORTS.get(str(given.keywords.get("type_", given.take(2, "type_"))), "any")
        self.add(kind, schema, table, name=sort)

    def enumeration(self, given: "_Given") -> None:
        values = given.take(2, "new_values")
        for value in values if isinstance(values, list) else []:
            self.add("enum-value", None, str(given.take(1, "enum_name")), name=value)


class _Given:
    """Arguments of a call."""

    def __init__(self, arguments: List[Any], keywords: Dict[str, Any], node: ast.Call, batch: bool) -> None:
        self.arguments, self.keywords, self.node, self.batch = arguments, keywords, node, batch

    def take(self, place: int, word: Optional[str]) -> Any:
        if word in self.keywords:
            return self.keywords[word]
        return self.arguments[place] if place < len(self.arguments) else UNKNOWN

    def source(self, word: str) -> Optional[str]:
        """A keyword's value where it is True or False, else its text."""
        value = self.keywords.get(word)
        return str(value) if isinstance(value, bool) else next((ast.unparse(k.value) for k in self.node.keywords if k.arg == word), None)


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


def in_order(found: Dict[str, Migration]) -> Iterator[Migration]:
    """Migrations of some files, each behind those that it builds on."""
    left = dict(sorted(found.items()))
    while left:
        own = {migration.revision for migration in left.values()}
        ready = [path for path, migration in left.items() if not own & set(migration.parents)] or list(left)
        for path in ready:
            yield left.pop(path)
