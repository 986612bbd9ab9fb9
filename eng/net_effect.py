"""Nets the operations of migrations that go together: a column added, filled and renamed is one column more, under its last name."""

from __future__ import annotations

from typing import Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple

from migration_sql import Operation

Key = Tuple[Optional[str], str]


class Effect(NamedTuple):
    """What migrations do together. Named as after them; what is gone, as before them."""

    kind: str
    schema: Optional[str]
    table: str
    column: Optional[str] = None
    before: Optional[str] = None
    """The old name of what is renamed."""
    name: Optional[str] = None
    value: Optional[str] = None
    """What is set; `chain` where tables hand their names on to each other."""
    old_table: Optional[str] = None
    """The table's name before, where the migrations rename it too."""


class _Column:
    def __init__(self, origin: Optional[str]) -> None:
        self.origin = origin
        self.replaces = False
        self.altered: Dict[str, Operation] = {}


class _Table:
    def __init__(self, origin: Optional[Key]) -> None:
        self.origin = origin
        self.replaces = False
        self.columns: Dict[str, _Column] = {}
        self.gone: List[str] = []
        self.constraints: List[Operation] = []

    def column(self, name: str) -> _Column:
        return self.columns.setdefault(name, _Column(name))


class _Net:
    def __init__(self) -> None:
        self.tables: Dict[Key, _Table] = {}
        self.gone: List[Key] = []
        self.others: List[Operation] = []

    def table(self, key: Key) -> _Table:
        return self.tables.setdefault(key, _Table(key))

    def apply(self, operation: Operation) -> None:
        key = (operation.schema, operation.table)
        if operation.kind in ("unread", "enum-value"):
            self.others.append(operation)
        elif operation.kind == "create-table":
            self.place(key, _Table(None))
        elif operation.kind == "drop-table":
            self.leave(self.tables.pop(key, _Table(key)))
        elif operation.kind == "rename-table":
            new = (operation.value or operation.schema, operation.name or operation.table)
            self.place(new, self.tables.pop(key, _Table(key)))
        elif operation.kind.endswith("-constraint"):
            self.table(key).constraints.append(operation)
        else:
            self.apply_to_column(self.table(key), operation)

    def place(self, key: Key, table: _Table) -> None:
        """A table under a name that may have been another's before."""
        if key in self.gone and table.origin != key:
            self.gone.remove(key)
            self.leave(table)
            table.origin, table.replaces = key, True
        self.tables[key] = table

    def leave(self, table: _Table) -> None:
        if table.origin is not None:
            self.gone.append(table.origin)

    def apply_to_column(self, table: _Table, operation: Operation) -> None:
        name = operation.column or ""
        if operation.kind == "add-column":
            put_column(table, name, _Column(None))
        elif operation.kind == "drop-column":
            leave_column(table, table.columns.pop(name, _Column(name)))
        elif operation.kind == "rename-column":
            put_column(table, operation.name or name, table.columns.pop(name, _Column(name)))
        else:
            table.column(name).altered[operation.kind] = operation

    def effects(self) -> Iterator[Effect]:
        for schema, name in self.gone:
            yield Effect("drop-table", schema, name)
        origins = {table.origin for key, table in self.tables.items() if table.origin != key}
        for key, table in self.tables.items():
            yield from table_effects(key, table, key in origins or table.origin in self.tables)
        for operation in self.others:
            yield Effect(operation.kind, operation.schema, operation.table, name=operation.name)


def put_column(table: _Table, name: str, column: _Column) -> None:
    """A column under a name that may have been another's before."""
    if name in table.gone and column.origin != name:
        table.gone.remove(name)
        leave_column(table, column)
        column.origin, column.replaces = name, True
    table.columns[name] = column


def leave_column(table: _Table, column: _Column) -> None:
    if column.origin is not None:
        table.gone.append(column.origin)


def table_effects(key: Key, table: _Table, is_chain: bool) -> Iterator[Effect]:
    schema, name = key
    if table.origin is None:
        yield Effect("create-table", schema, name)
        return
    if table.replaces:
        yield Effect("replace-table", schema, name)
        return
    old = table.origin[1] if table.origin != key else None
    if old is not None:
        yield Effect("rename-table", schema, name, before=old, value="chain" if is_chain else None)
    for gone in table.gone:
        yield Effect("drop-column", schema, name, gone, old_table=old)
    for column_name, column in table.columns.items():
        yield from column_effects(schema, name, column_name, column, old)
    for operation in table.constraints:
        yield Effect(operation.kind, schema, name, name=operation.name, old_table=old)


def column_effects(schema: Optional[str], table: str, name: str, column: _Column, old: Optional[str]) -> Iterator[Effect]:
    if column.origin is None:
        yield Effect("add-column", schema, table, name, old_table=old)
        return
    if column.replaces:
        yield Effect("replace-column", schema, table, name, old_table=old)
        return
    if column.origin != name:
        yield Effect("rename-column", schema, table, name, before=column.origin, old_table=old)
    for operation in column.altered.values():
        yield Effect(operation.kind, schema, table, name, before=column.origin, value=operation.value, old_table=old)


def net(operations: Iterable[Operation]) -> List[Effect]:
    together = _Net()
    for operation in operations:
        together.apply(operation)
    return list(together.effects())
