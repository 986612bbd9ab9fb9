"""Hooks in what columns and tables hold: types, foreign keys, and the expressions of constraints and indexes."""

from typing import Any

from sqlalchemy import orm
from sqlalchemy.sql import schema, sqltypes, type_api

from .. import state
from ..mocks import is_mock
from ..unresolved import as_expression, as_type


def install() -> None:
    """Puts the hooks in."""
    _hook_types()
    _hook_foreign_key()
    for cls in (schema.CheckConstraint, schema.Computed, schema.Index):
        _hook_expressions(cls)


def _hook_types() -> None:
    original = type_api.to_instance

    def to_instance(typeobj: Any, *args: Any, **kwargs: Any) -> Any:
        if state.current is not None:
            unresolved = as_type(typeobj)
            if unresolved is not None:
                return unresolved
        return original(typeobj, *args, **kwargs)

    for module in (type_api, sqltypes, schema):
        if hasattr(module, "to_instance"):
            module.to_instance = to_instance
    resolve = getattr(orm.registry, "_resolve_type", None)
    if resolve is not None:

        def _resolve_type(self: Any, python_type: Any, *args: Any, **kwargs: Any) -> Any:
            unresolved = as_type(python_type)
            if unresolved is None:
                return resolve(self, python_type, *args, **kwargs)
            mapped = self.type_annotation_map.get(python_type)
            return unresolved if mapped is None else to_instance(mapped)

        orm.registry._resolve_type = _resolve_type


def _hook_foreign_key() -> None:
    original_key, original_constraint = schema.ForeignKey.__init__, schema.ForeignKeyConstraint.__init__

    def key_init(self: Any, column: Any, *args: Any, **kwargs: Any) -> None:
        original_key(self, str(column) if is_mock(column) else column, *args, **_plain(kwargs))

    def constraint_init(self: Any, columns: Any, refcolumns: Any, *args: Any, **kwargs: Any) -> None:
        refcolumns = [str(c) if is_mock(c) else c for c in refcolumns]
        original_constraint(self, columns, refcolumns, *args, **_plain(kwargs))

    schema.ForeignKey.__init__ = key_init
    schema.ForeignKeyConstraint.__init__ = constraint_init


def _plain(kwargs: "dict[str, Any]") -> "dict[str, Any]":
    return {name: str(value) if is_mock(value) else value for name, value in kwargs.items()}


def _hook_expressions(cls: Any) -> None:
    """Notes where a constraint, an index or a computed column is written, and lets no mock be its expression."""
    original_init = cls.__init__
    original_copy = getattr(cls, "_copy", None)
    positions = range(1, 1000) if cls is schema.Index else range(1)

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if state.current is not None:
            args = tuple(as_expression(a) if index in positions else a for index, a in enumerate(args))
            if "sqltext" in kwargs:
                kwargs["sqltext"] = as_expression(kwargs["sqltext"])
            self.__dict__["_cc_place"] = state.first_party_frame(2)
        original_init(self, *args, **kwargs)

    def _copy(self: Any, *args: Any, **kwargs: Any) -> Any:
        copied = original_copy(self, *args, **kwargs)
        copied.__dict__["_cc_place"] = self.__dict__.get("_cc_place")
        return copied

    cls.__init__ = __init__
    if original_copy is not None:
        cls._copy = _copy
