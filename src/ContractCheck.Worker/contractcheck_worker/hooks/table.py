"""Hooks in tables: their place, and columns and arguments that are unknown."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import schema

from .. import mocks, state
from ..mocks import is_mock

REFLECTION = ("autoload", "autoload_with", "autoload_replace", "include_columns", "resolve_fks")
_metadata_of: "dict[str, Any]" = {}


def install() -> None:
    """Puts the hooks in."""
    original_new = schema.Table.__new__

    def __new__(cls: Any, *args: Any, **kwargs: Any) -> Any:
        extraction = state.current
        if extraction is None or not args:
            return original_new(cls, *args, **kwargs)
        unknown: list[str] = []
        args = _without_unknown_columns(_table_arguments(args, unknown), unknown)
        if any(name in kwargs for name in REFLECTION[:2]):
            unknown.append("columns are read from the database when the application starts")
        for name, value in list(kwargs.items()):
            if name in REFLECTION:
                del kwargs[name]
            elif is_mock(value):
                if name == "schema" or name == "comment":
                    kwargs[name] = str(value)
                else:
                    del kwargs[name]
        table = original_new(cls, *args, **kwargs)
        if "_cc_place" not in table.__dict__:
            place = state.first_party_frame(2)
            table.__dict__["_cc_place"] = place
            if place is not None:
                extraction.tables.append(table)
        for reason in unknown:
            extraction.gap(table, None, reason)
        return table

    schema.Table.__new__ = staticmethod(__new__)


def _table_arguments(args: tuple, unknown: "list[str]") -> tuple:
    result: list[Any] = []
    for index, value in enumerate(args):
        if not is_mock(value):
            result.append(value)
        elif index == 0:
            result.append(str(value))
        elif index == 1:
            result.append(_metadata_of.setdefault(value._cc_origin, sa.MetaData()))
        else:
            unknown.append(f"{mocks.written(value)} of the table is unknown")
    return tuple(result)


def _without_unknown_columns(args: tuple, unknown: "list[str]") -> tuple:
    """Constraints and indexes may name columns that a missing base would have added."""
    names = {key for a in args if isinstance(a, schema.Column) for key in (a.key, a.name)}
    result = []
    for value in args:
        pending = getattr(value, "_pending_colargs", None) if isinstance(value, schema.ColumnCollectionMixin) else None
        absent = [c for c in pending or () if is_mock(c) or isinstance(c, str) and c not in names]
        if absent and not isinstance(value, schema.CheckConstraint) and args[0] not in getattr(args[1], "tables", ()):
            what = f"{type(value).__name__} {value.name or ''}".strip()
            unknown.append(f"{what} names columns that are unknown: {', '.join(map(str, absent))}")
        else:
            result.append(value)
    return tuple(result)


def forget() -> None:
    """Drops what earlier loading left."""
    _metadata_of.clear()
