"""Hooks in the mapping of classes: what fails there costs no table."""

import sys
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import decl_base

from .. import mocks, state
from ..mocks import is_mock

_modern = hasattr(orm, "DeclarativeBase")


def install() -> None:
    """Puts the hooks in."""
    _hook_mapping()
    _hook_declarative_base()
    _hook_select()


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
