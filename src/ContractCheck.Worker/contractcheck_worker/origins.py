"""The columns of tables that an SQL expression is computed from."""

from typing import Any, Iterator

import sqlalchemy as sa
from sqlalchemy.sql import visitors


def origins(expression: Any) -> "list[dict[str, Any]]":
    """Schema, table and name of each column in it, sorted. What cannot be walked has none."""
    found = set()
    try:
        for column in _columns(expression, 0):
            table = column.table
            found.add((None if table.schema is None else str(table.schema), str(table.name), str(column.name)))
    except Exception:  # noqa: BLE001 - expressions of an application may do anything when they are walked
        return []
    return [{"schema": s, "table": t, "column": c} for s, t, c in sorted(found, key=lambda one: (one[0] or "", *one[1:]))]


def _columns(expression: Any, depth: int) -> "Iterator[sa.Column[Any]]":
    for element in visitors.iterate(expression):
        if isinstance(element, sa.Column) and isinstance(element.table, sa.Table):
            yield element
        elif depth < 5 and getattr(element, "base_columns", None) and element not in element.base_columns:
            # A column of a query within: what it was selected from.
            for base in element.base_columns:
                yield from _columns(base, depth + 1)
