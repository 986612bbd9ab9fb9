"""Reads the operations of an Alembic migration's upgrade() without running it.

Statements are followed in their order: helpers of the same file, loops over literals, batches, module constants, tests of the dialect's
name. Both ways of any other condition count. What stays unknown gives an operation `unread`, never a guess.
"""

from __future__ import annotations

import ast
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

import migration_sql
from migration_sql import UNKNOWN_TEXT, Operation
from migration_steps import Follower
from migration_values import UNKNOWN, Batch, Column, Function, Names, Table


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


class _Reader(Follower):
    def __init__(self, dialect: str) -> None:
        super().__init__(dialect)
        self.operations: List[Operation] = []
        self.nullable: List[Tuple[str, str, bool]] = []

    def sql(self, arguments: List[Any]) -> None:
        for statement in arguments[:1]:
            if isinstance(statement, str):
                for operation in migration_sql.operations(statement):
                    self.add(*operation)

    def table(self, kind: str, table: Table) -> None:
        self.add(kind, table.schema, table.name)

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


def in_order(found: Dict[str, Migration]) -> Iterator[Migration]:
    """Migrations of some files, each behind those that it builds on."""
    left = dict(sorted(found.items()))
    while left:
        own = {migration.revision for migration in left.values()}
        ready = [path for path, migration in left.items() if not own & set(migration.parents)] or list(left)
        for path in ready:
            yield left.pop(path)
