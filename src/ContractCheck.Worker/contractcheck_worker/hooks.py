"""Hooks in SQLAlchemy: they note where tables and columns are written, and let nothing of a missing library into a table."""

import sys
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import decl_base
from sqlalchemy.sql import schema, sqltypes, type_api

from . import mocks, state
from .mocks import is_mock
from .unresolved import as_expression, as_type

REFLECTION = ("autoload", "autoload_with", "autoload_replace", "include_columns", "resolve_fks")
_metadata_of: "dict[str, Any]" = {}


def install() -> None:
    """Puts the hooks in. They do nothing outside an extraction."""
    _hook_column()
    _hook_table()
    _hook_types()
    _hook_foreign_key()
    for cls in (schema.CheckConstraint, schema.Computed, schema.Index):
        _hook_expressions(cls)
    _hook_mapping()
    _hook_declarative_base()
    _hook_select()


def _hook_column() -> None:
    original_init = schema.Column.__init__
    original_copy = schema.Column._copy

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if state.current is None:
            return original_init(self, *args, **kwargs)
        args = _column_arguments(self, args)
        for name, value in list(kwargs.items()):
            if is_mock(value) or name in ("type_", "server_default") and as_type(value):
                _replace_keyword(self, kwargs, name, value)
        place, implicit = _column_place()
        self.__dict__["_cc_place"] = place
        self.__dict__["_cc_implicit"] = implicit
        original_init(self, *args, **kwargs)

    def _copy(self: Any, **kwargs: Any) -> Any:
        copied = original_copy(self, **kwargs)
        for name in ("_cc_place", "_cc_implicit", "_cc_unknown"):
            if name in self.__dict__:
                copied.__dict__[name] = self.__dict__[name]
        return copied

    schema.Column.__init__ = __init__
    schema.Column._copy = _copy


def _column_place() -> "tuple[Any, bool]":
    prefix = state.current.prefix
    frame = sys._getframe(2)
    implicit = False
    while frame is not None:
        filename = frame.f_code.co_filename
        if filename.startswith(prefix):
            return (state.current.relative(filename), frame.f_lineno), implicit
        if filename.endswith("decl_base.py"):
            implicit = True
        if frame.f_code.co_name == "<module>":
            # Of a library: it lies where the class that inherits it does.
            return None, True
        frame = frame.f_back
    return None, implicit


def _column_arguments(column: Any, args: tuple) -> tuple:
    if not any(map(as_type, args)):
        return args
    known_type = any(hasattr(a, "_sqla_type") for a in args)
    result = []
    for index, value in enumerate(args):
        unresolved = as_type(value)
        if unresolved is None:
            result.append(value)
        elif index == 0 and known_type or index == 0 and len(args) > 1 and as_type(args[1]):
            result.append(str(value))
        elif not known_type:
            known_type = True
            result.append(unresolved)
        else:
            column.__dict__.setdefault("_cc_unknown", []).append(f"argument {mocks.written(value)} of the column is unknown")
    return tuple(result)


def _replace_keyword(column: Any, kwargs: "dict[str, Any]", name: str, value: Any) -> None:
    if name == "type_":
        kwargs[name] = as_type(value)
    elif name in ("name", "key", "comment", "doc"):
        kwargs[name] = str(value)
    elif name == "server_default":
        kwargs[name] = as_expression(value)
    elif name in ("default", "onupdate", "insert_default"):
        kwargs[name] = _unknown_default
    else:
        del kwargs[name]
        if name not in ("nullable", "primary_key", "unique", "index", "autoincrement"):
            return
        column.__dict__.setdefault("_cc_unknown", []).append(f"{name}={mocks.written(value)} of the column is unknown")


def _unknown_default() -> None:
    """Stands for a default that a missing library would give."""


def _hook_table() -> None:
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


def _hook_mapping() -> None:
    """A class whose mapping fails keeps its table: the table is what counts, and its class is known."""
    config = decl_base._ClassScanMapperConfig
    original = config._early_mapping

    def _early_mapping(self: Any, mapper_kw: Any) -> None:
        extraction = state.current
        table = getattr(self, "local_table", None)
        if extraction is not None and table is not None:
            extraction.table_class.setdefault(table, self.cls)
        try:
            if extraction is not None:
                _give_key(self, table, mapper_kw)
            original(self, mapper_kw)
        except MemoryError:
            raise
        except Exception as error:
            place = state.first_party_frame(2)
            if extraction is None or place is None or table is None:
                raise
            extraction.fail(place[0], place[1], error)

    config._early_mapping = _early_mapping


def _give_key(config: Any, table: Any, mapper_kw: Any) -> None:
    """Without the columns of a missing base there may be no primary key; a made-up one keeps the class usable."""
    if table is None or config.inherits is not None or "primary_key" in mapper_kw or not mocks.missing_classes(config.cls):
        return
    columns = getattr(table, "columns", None)
    if not columns or any(c.primary_key for c in columns):
        return
    declared = config.mapper_args_fn

    def with_key() -> "dict[str, Any]":
        arguments = dict(declared() if declared else {})
        arguments.setdefault("primary_key", list(columns))
        return arguments

    config.mapper_args_fn = with_key


def _hook_declarative_base() -> None:
    original = orm.registry.generate_base
    original_registry = orm.registry.__init__

    def generate_base(self: Any, *args: Any, **kwargs: Any) -> Any:
        cls = kwargs.get("cls", object)
        if is_mock(cls):
            kwargs["cls"] = mocks.placeholder(cls)
        elif isinstance(cls, tuple):
            kwargs["cls"] = tuple(mocks.placeholder(c) if is_mock(c) else c for c in cls)
        return original(self, *args, **{name: value for name, value in kwargs.items() if not is_mock(value)})

    def registry_init(self: Any, *args: Any, **kwargs: Any) -> None:
        original_registry(self, *args, **{name: value for name, value in kwargs.items() if not is_mock(value)})

    orm.registry.generate_base = generate_base
    orm.registry.__init__ = registry_init


def _hook_select() -> None:
    """`select([a, b])`, which 2.0 refuses, must not cost the class that says so in a column property."""
    for module in (sa, sys.modules.get("sqlalchemy.sql"), sys.modules.get("sqlalchemy.sql.expression")):
        original = getattr(module, "select", None)
        if original is not None and not hasattr(original, "_cc_original"):

            def select(*columns: Any, _original: Any = original, **options: Any) -> Any:
                if state.current is not None and len(columns) == 1 and isinstance(columns[0], list) and _modern:
                    columns = tuple(columns[0])
                return _original(*columns, **options)

            select._cc_original = original
            module.select = select


_modern = hasattr(orm, "DeclarativeBase")


def forget() -> None:
    """Drops what earlier loading left."""
    _metadata_of.clear()
