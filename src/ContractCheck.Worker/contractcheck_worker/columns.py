"""Facts of one column."""

import copy
from typing import Any, Optional

from sqlalchemy import types
from sqlalchemy.sql import schema

from .render import expression_text
from .sources import Sources
from .unresolved import UnresolvedType, as_type, is_unknown, unknown_part


def column_facts(
    column: Any, attribute: Optional[str], place: "tuple[Optional[str], Optional[int]]", dialect: Any, sources: Sources
) -> "dict[str, Any]":
    """The column as docs/schema-document.md describes it."""
    text, resolved, python = _type(column, dialect)
    plain = _plain_type(column.type, dialect) if resolved else column.type
    return {
        "name": str(column.name),
        "attribute": attribute,
        "type": text,
        "typeResolved": resolved,
        "python": python,
        "nullable": bool(column.nullable),
        "primaryKey": bool(column.primary_key),
        "serverDefault": server_default(column, dialect, sources),
        "clientDefault": column.default is not None and not isinstance(column.default, schema.Sequence),
        "computed": _computed(column, dialect, sources),
        "identity": _identity(column),
        "enum": _enum(plain),
        "length": _number(plain, "length"),
        "precision": _number(plain, "precision"),
        "scale": _number(plain, "scale"),
        "timezone": bool(plain.timezone) if isinstance(getattr(plain, "timezone", None), bool) else None,
        "comment": None if column.comment is None else str(column.comment),
        "file": place[0],
        "line": place[1],
    }


def _type(column: Any, dialect: Any) -> "tuple[str, bool, Optional[str]]":
    type_ = column.type
    _resolve_inside(type_)
    unknown = unknown_part(type_)
    try:
        text = type_.compile(dialect=dialect)
    except Exception:  # noqa: BLE001 - types of the application run its code here
        text = _with_unknown_numbers(type_, dialect) or _uncompiled(type_)
        if not isinstance(type_, types.Enum):
            return text, False, _class_name(type_)
    if unknown is None:
        return text, not isinstance(type_, types.NullType), _class_name(type_)
    unresolved = unknown if isinstance(unknown, UnresolvedType) else as_type(unknown)
    return text, False, unresolved.origin if isinstance(unresolved, UnresolvedType) else _class_name(type_)


def _resolve_inside(type_: Any) -> None:
    """Puts a type that can be rendered in place of a mock inside, as in `ARRAY(Vector(3))`."""
    for name in ("item_type", "impl"):
        inner = as_type(getattr(type_, "__dict__", {}).get(name))
        if inner is not None:
            type_.__dict__[name] = inner


def _with_unknown_numbers(type_: Any, dialect: Any) -> Optional[str]:
    """SQLAlchemy 1.4 formats lengths as numbers: it gets a number that stands for each unknown one."""
    copied, unknown = copy.copy(type_), {}
    for index, name in enumerate(("length", "precision", "scale")):
        value = getattr(type_, "__dict__", {}).get(name)
        if is_unknown(value):
            number = 987654321000 + index
            unknown[str(number)] = str(value)
            copied.__dict__[name] = number
    if not unknown:
        return None
    try:
        text = copied.compile(dialect=dialect)
    except Exception:  # noqa: BLE001 - as above
        return None
    for number, name in unknown.items():
        text = text.replace(number, name)
    return text


def _uncompiled(type_: Any) -> str:
    if isinstance(type_, types.NullType):
        return "NULL"
    if isinstance(type_, types.Enum):
        return f"VARCHAR({type_.length})"
    try:
        return str(type_)
    except Exception:  # noqa: BLE001 - repr of an application's type may do anything
        return type(type_).__name__


def _class_name(type_: Any) -> Optional[str]:
    if isinstance(type_, UnresolvedType):
        return type_.origin
    if type(type_).__name__ == "Variant":
        # SQLAlchemy 1.4 wraps a type with variants; 2.0 does not.
        type_ = type_.impl
    return f"{type(type_).__module__}.{type(type_).__qualname__}"


def _plain_type(type_: Any, dialect: Any) -> Any:
    """The type beneath decorators and variants, as the dialect sees it."""
    for _ in range(10):
        variant = getattr(type_, "_variant_mapping", {}).get(dialect.name)
        if variant is not None:
            type_ = variant
        elif isinstance(type_, types.TypeDecorator):
            try:
                beneath = type_.load_dialect_impl(dialect)
            except Exception:  # noqa: BLE001 - code of the application
                return type_.impl
            if beneath is type_:
                return type_
            type_ = beneath
        else:
            return type_
    return type_


def server_default(column: Any, dialect: Any, sources: Sources) -> Optional[str]:
    """SQL text of the default that the database applies."""
    default = column.server_default
    if default is None:
        if isinstance(column.default, schema.Sequence) and not column.default.optional:
            return f"nextval('{column.default.name}')"
        return None
    if isinstance(default, (schema.Identity, schema.Computed)):
        return None
    argument = getattr(default, "arg", None)
    if isinstance(argument, str):
        return _quoted(argument)
    return expression_text(argument, dialect, sources.keyword(column, "server_default"))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _computed(column: Any, dialect: Any, sources: Sources) -> "Optional[dict[str, Any]]":
    computed = column.computed
    if computed is None:
        return None
    return {"sql": expression_text(computed.sqltext, dialect, sources.positional(computed, 0, "sqltext")), "persisted": computed.persisted}


def _identity(column: Any) -> "Optional[dict[str, Any]]":
    identity = column.identity
    if identity is not None:
        return {"always": bool(identity.always), "start": identity.start, "increment": identity.increment}
    if not column.primary_key or column.server_default is not None or is_unknown(column.type):
        return None
    if column.default is not None and not (isinstance(column.default, schema.Sequence) and column.default.optional):
        return None
    try:
        automatic = column.table._autoincrement_column is column
    except Exception:  # noqa: BLE001 - SQLAlchemy raises where autoincrement=True does not fit the type
        automatic = False
    return {"always": False, "start": None, "increment": None} if automatic else None


def _enum(type_: Any) -> "Optional[list[str]]":
    if isinstance(type_, types.Enum) and type_.enums is not None:
        return [str(value) for value in type_.enums]
    return None


def _number(type_: Any, name: str) -> Optional[int]:
    value = getattr(type_, name, None)
    if isinstance(type_, types.Enum) or isinstance(value, bool) or not isinstance(value, int):
        return None
    return int(value)
