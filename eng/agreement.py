"""Whether the changes that a diff reports and what migrations do tell of the same."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, NamedTuple, Optional

from net_effect import Effect

Change = Dict[str, Any]

ADDED = ("column-added", "column-added-required")
REVALUED = ("enum-value-removed", "enum-value-added", "enum-value-renamed", "enum-value-reordered")
RETYPED = ("type-incompatible", "type-narrowed", "type-widened", "type-unresolved", *REVALUED, "computed-or-identity-changed")
FOUND_BY = {
    "add-column": ADDED,
    "drop-column": ("column-removed",),
    "alter-type": RETYPED,
    "alter-nullable": ("became-not-null", "became-nullable"),
    "alter-default": ("server-default-changed", "computed-or-identity-changed"),
}
CONSTRAINT_KINDS = {
    "foreign": ("foreign-key-added", "foreign-key-removed"),
    "unique": ("unique-added", "unique-removed", "index-changed"),
    "primary": ("primary-key-changed",),
    "check": ("check-changed", *REVALUED),
    "index": ("index-changed", "unique-added", "unique-removed"),
}
ALL_CONSTRAINTS = tuple(kind for kinds in CONSTRAINT_KINDS.values() for kind in kinds)
ON_TABLES = ("create-table", "drop-table", "rename-table", "replace-table")
ON_COLUMNS = ("add-column", "drop-column", "rename-column", "replace-column", "alter-type", "alter-nullable", "alter-default")
ON_CONSTRAINTS = ("add-constraint", "drop-constraint")
OF_TABLES = ("table-added", "table-removed", "table-renamed", "table-schema-moved")
OF_COLUMNS = (*ADDED, "column-removed", "column-renamed", "became-not-null", "became-nullable", "server-default-changed", *RETYPED)


def comparable(changes: List[Change]) -> List[Change]:
    """The changes, with names before by themselves where they are written with their schema."""
    return [{**c, "before": str(c["before"]).rpartition(".")[2]} if c["kind"] in OF_TABLES and c["before"] else c for c in changes]


def counted(effect: Effect) -> bool:
    return effect.kind in ON_TABLES or effect.kind in ON_COLUMNS


def found(effect: Effect, changes: List[Change]) -> bool:
    """Whether the diff tells of the operation."""
    names = (effect.table, effect.old_table, effect.before)
    near = [change for change in changes if of_schema(effect, change)]
    if effect.kind == "drop-table" and any(c["kind"] == "table-renamed" and c["before"] == effect.table for c in near):
        return True
    on_table = [change for change in near if change["table"] in names]
    if effect.kind in ON_TABLES:
        return _table_found(effect, on_table)
    if has(on_table, ("table-removed",) if effect.kind == "drop-column" else ("table-added", "table-removed"), effect.table):
        # The whole table tells of what it has and had.
        return True
    if has(on_table, ("table-removed",), effect.old_table):
        return True
    if effect.kind in ON_CONSTRAINTS:
        kinds = CONSTRAINT_KINDS.get(effect.name or "", ALL_CONSTRAINTS)
        return any(change["kind"] in kinds for change in on_table)
    return _column_found(effect, [change for change in on_table if change["table"] != effect.before or effect.column])


def has(changes: List[Change], kinds: "tuple[str, ...]", table: Optional[str]) -> bool:
    return any(change["kind"] in kinds and change["table"] == table for change in changes)


def _table_found(effect: Effect, changes: List[Change]) -> bool:
    if effect.kind == "replace-table":
        return bool(changes)
    renamed_to = has(changes, ("table-renamed", "table-schema-moved"), effect.table)
    if effect.kind == "create-table":
        return renamed_to or has(changes, ("table-added",), effect.table)
    if effect.kind == "drop-table":
        return has(changes, ("table-removed",), effect.table)
    if renamed_to or (has(changes, ("table-added",), effect.table) and has(changes, ("table-removed",), effect.before)):
        return True
    # Where names move on from table to table, one that is taken again changes instead of coming or going.
    touched = {change["table"] for change in changes}
    return effect.value == "chain" and {effect.table, effect.before} <= touched


def _column_found(effect: Effect, changes: List[Change]) -> bool:
    own = [change for change in changes if change["column"] == effect.column]
    old = [change for change in changes if change["column"] == effect.before]
    if any(change["kind"] == "column-renamed" for change in own) and effect.kind in ("rename-column", "add-column", "replace-column"):
        return True
    if effect.kind == "drop-column":
        return any(is_gone(change, effect.column) for change in changes)
    if effect.kind == "rename-column":
        return any(c["kind"] in ADDED for c in own) and any(c["kind"] == "column-removed" for c in old)
    if effect.kind == "replace-column":
        return bool(own)
    if effect.before not in (None, effect.column) and any(c["kind"] in ADDED for c in own):
        return True
    return any(change["kind"] in FOUND_BY[effect.kind] for change in own)


def is_gone(change: Change, column: Optional[str]) -> bool:
    return column == {"column-removed": change["column"], "column-renamed": change["before"]}.get(change["kind"], "")


def of_schema(effect: Effect, change: Change) -> bool:
    """Migrations and models may leave the schema to the connection."""
    return effect.schema is None or change["schema"] is None or effect.schema == change["schema"]


def mentioned(change: Change, effects: List[Effect]) -> bool:
    """Whether an operation makes the change."""
    near = [effect for effect in effects if of_schema(effect, change)]
    return any(_makes(effect, change) for effect in near) or _renames_in_parts(change, near)


def _makes(effect: Effect, change: Change) -> bool:
    kind, table = change["kind"], change["table"]
    if effect.kind == "enum-value":
        return kind.startswith("enum-value") and effect.name in (change["subject"], None)
    if table not in (effect.table, effect.old_table, effect.before if effect.kind == "rename-table" else effect.table):
        return False
    if effect.kind in ("create-table", "replace-table") and change["column"] or effect.kind == "replace-table" or effect.value == "chain":
        return True
    if kind == "table-added":
        return effect.kind in ("create-table", "rename-table") and table == effect.table
    if kind == "table-removed":
        return effect.kind in ("drop-table", "rename-table") and table == (effect.before or effect.table)
    if kind == "table-renamed":
        return effect.kind == "rename-table" and effect.before == change["before"]
    if kind == "table-schema-moved":
        return effect.kind == "rename-table" and table == effect.table
    if effect.kind in ON_CONSTRAINTS:
        return kind in CONSTRAINT_KINDS.get(effect.name or "", ALL_CONSTRAINTS) or (kind == "became-not-null" and effect.name == "primary")
    return _makes_on_column(effect, change)


def _makes_on_column(effect: Effect, change: Change) -> bool:
    kind, column = change["kind"], change["column"]
    if kind == "column-removed":
        return effect.kind in ("drop-column", "rename-column") and column in (effect.before, effect.column)
    if column is None or effect.column != column:
        return False
    if effect.kind == "replace-column":
        return True
    if kind in ADDED:
        return effect.kind in ("add-column", "rename-column")
    if kind == "column-renamed":
        return effect.kind == "rename-column" and effect.before == change["before"]
    return kind in FOUND_BY.get(effect.kind, ())


COMES_AND_GOES = {"create-table": "drop-table", "drop-table": "create-table", "add-column": "drop-column", "drop-column": "add-column"}


def inverse(effects: List[Effect]) -> Iterator[Effect]:
    """What a migration that is taken back leaves, of names only: what was set before an alteration it does not tell."""
    for effect in effects:
        if effect.kind in COMES_AND_GOES:
            yield effect._replace(kind=COMES_AND_GOES[effect.kind])
        elif effect.kind == "rename-table" and effect.before:
            yield effect._replace(table=effect.before, before=effect.table)
        elif effect.kind == "rename-column":
            yield effect._replace(column=effect.before, before=effect.column)


def _renames_in_parts(change: Change, effects: List[Effect]) -> bool:
    """A rename that migrations make by adding and dropping."""
    if change["kind"] == "table-renamed":
        old, new = ("drop-table", change["before"]), ("create-table", change["table"])
        pairs = {(effect.kind, effect.table) for effect in effects}
    elif change["kind"] == "column-renamed":
        old, new = ("drop-column", change["before"]), ("add-column", change["column"])
        pairs = {(effect.kind, effect.column) for effect in effects if effect.table == change["table"]}
    else:
        return False
    return old in pairs and new in pairs


class Finding(NamedTuple):
    """An operation that no change tells of, or a change that no operation makes."""

    kind: str
    schema: Optional[str]
    table: str
    column: Optional[str]
    detail: str
    why: str
    """What proves that it is not the reading of the models that errs; empty where nothing does."""


class Schema:
    """A document of extract."""

    def __init__(self, document: Dict[str, Any]) -> None:
        self.tables = document["tables"]
        self.unloaded = document["diagnostics"]["unloaded"]

    def named(self, schema: Optional[str], *names: Optional[str]) -> Iterator[Dict[str, Any]]:
        for table in self.tables:
            if table["name"] in names and (schema is None or table["schema"] in (None, schema)):
                yield table

    def column(self, schema: Optional[str], column: Optional[str], *names: Optional[str]) -> Optional[Dict[str, Any]]:
        return next((c for table in self.named(schema, *names) for c in table["columns"] if c["name"] == column), None)
