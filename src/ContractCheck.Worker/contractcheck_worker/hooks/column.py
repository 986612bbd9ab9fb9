"""Hooks in columns: their place, and arguments that are unknown."""

import sys
from typing import Any

from sqlalchemy.sql import schema

from .. import mocks, state
from ..mocks import is_mock
from ..unresolved import as_expression, as_type


def install() -> None:
    """Puts the hooks in."""
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
