"""Follows the statements of a migration without running it: helpers of the file, loops over literals, tests of the dialect's name."""

from __future__ import annotations

import ast
from typing import Any, Dict, List

from migration_values import (
    UNKNOWN, Alembic, Batch, Column, Function, Names, Return, Table, Unknown,
    bind, imported, known_text, last_name, made, percent, plus, text_method, unsure,
)

MAX_DEPTH = 12
MAX_ITEMS = 1000


class Follower:
    """Who derives from it learns of calls: of Alembic's functions, of SQL that is executed, of tables that are made."""

    def __init__(self, dialect: str) -> None:
        self.dialect = dialect
        self.depth = 0

    def operate(self, function: str, arguments: List[Any], keywords: Dict[str, Any], node: ast.Call, batch: bool = False) -> Any:
        raise NotImplementedError

    def sql(self, arguments: List[Any]) -> None:
        raise NotImplementedError

    def table(self, kind: str, table: Table) -> None:
        raise NotImplementedError

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
            self.table(func.attr + "-table", owner)
        elif func.attr in ("execute", "exec_driver_sql"):
            self.sql(arguments)
        elif isinstance(owner, str):
            return text_method(owner, func.attr, arguments, keywords)
        elif isinstance(owner, dict) and func.attr in ("items", "keys", "values"):
            return list(getattr(owner, func.attr)())
        elif isinstance(owner, list) and func.attr == "append":
            owner.extend(arguments)
        return made(func.attr, arguments, keywords)
