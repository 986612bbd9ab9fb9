"""Python types as SQLModel's columns see them."""

import datetime
import decimal
import enum
import ipaddress
import pathlib
import typing
import uuid
from typing import Any, Iterator, Optional, Union

from ..mocks import is_mock
from ..unresolved import UnresolvedType, as_type

UNDEFINED: Any = object()
try:
    from types import UnionType  # type: ignore[attr-defined]
except ImportError:  # Python 3.9
    UnionType = Union
TEXT_LIKE = (str, pathlib.Path, ipaddress.IPv4Address, ipaddress.IPv4Network, ipaddress.IPv6Address, ipaddress.IPv6Network)
# Types of pydantic that are another type with a condition.
CONSTRAINED = {
    "AwareDatetime": datetime.datetime, "EmailStr": str, "FutureDate": datetime.date, "FutureDatetime": datetime.datetime,
    "NaiveDatetime": datetime.datetime, "NegativeFloat": float, "NegativeInt": int, "NonNegativeFloat": float, "NonNegativeInt": int,
    "NonPositiveFloat": float, "NonPositiveInt": int, "PastDate": datetime.date, "PastDatetime": datetime.datetime,
    "PositiveFloat": float, "PositiveInt": int, "StrictBool": bool, "StrictBytes": bytes, "StrictFloat": float, "StrictInt": int,
    "StrictStr": str, "UUID1": uuid.UUID, "UUID3": uuid.UUID, "UUID4": uuid.UUID, "UUID5": uuid.UUID, "conbytes": bytes,
    "condate": datetime.date, "condecimal": decimal.Decimal, "confloat": float, "conint": int, "constr": str,
}  # fmt: skip


class FieldInfo:
    """What `Field` was told."""

    def __init__(self, default: Any, options: "dict[str, Any]") -> None:
        self.default = UNDEFINED if default is Ellipsis else default
        self.options = options

    def get(self, name: str, otherwise: Any = None) -> Any:
        """An option, unless it was left out or given as undefined."""
        value = self.options.get(name, UNDEFINED)
        return otherwise if value is UNDEFINED else value


def taken_apart(annotation: Any) -> "tuple[Any, bool, list[Any]]":
    """The type without its optional and annotated parts, whether it may be None, and what `Annotated` adds."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        plain, optional, described = taken_apart(annotation.__origin__)
        return plain, optional, [*annotation.__metadata__, *described]
    if origin in (Union, UnionType):
        parts = [part for part in typing.get_args(annotation) if part is not type(None)]
        plain, optional, described = taken_apart(parts[0])
        return plain if len(parts) == 1 else annotation, optional or len(parts) < len(typing.get_args(annotation)), described
    if origin is typing.Literal:
        return type(typing.get_args(annotation)[0]), None in typing.get_args(annotation), []
    if isinstance(annotation, typing.TypeVar):
        return taken_apart(annotation.__bound__)
    if type(annotation).__name__ == "TypeAliasType":
        return taken_apart(annotation.__value__)
    return annotation if origin is None else origin, False, []


def column_type(plain: Any, info: FieldInfo, described: "list[Any]") -> Any:
    """The column type of a Python type."""
    import sqlalchemy as sa

    if is_mock(plain) and plain._cc_origin.startswith("pydantic."):
        arguments = plain._cc_call[1] if plain._cc_call else {}
        info = FieldInfo(info.default, {**arguments, **info.options})
        plain = CONSTRAINED.get(plain._cc_origin.rpartition(".")[2], plain)
    unresolved = as_type(plain)
    if unresolved is not None:
        return unresolved
    if not isinstance(plain, type):
        return UnresolvedType(plain if isinstance(plain, str) else getattr(plain, "__name__", str(plain)), "annotation")
    if issubclass(plain, enum.Enum):
        return sa.Enum(plain)
    if issubclass(plain, TEXT_LIKE):
        return auto_string()(length=_constraint("max_length", info, described))
    if issubclass(plain, decimal.Decimal):
        return sa.Numeric(precision=_constraint("max_digits", info, described), scale=_constraint("decimal_places", info, described))
    for python, made in (
        (float, sa.Float), (bool, sa.Boolean), (int, sa.Integer), (datetime.datetime, sa.DateTime), (datetime.date, sa.Date),
        (datetime.timedelta, sa.Interval), (datetime.time, sa.Time), (bytes, sa.LargeBinary),
    ):  # fmt: skip
        if issubclass(plain, python):
            return made()
    if issubclass(plain, uuid.UUID):
        return sa.Uuid() if hasattr(sa, "Uuid") else _guid()
    return UnresolvedType(plain.__name__, f"{plain.__module__}.{plain.__qualname__}")


def _constraint(name: str, info: FieldInfo, described: "list[Any]") -> Any:
    """A limit of the field, or of what `Annotated` adds to it."""
    for value in _constraints(name, info, described):
        if isinstance(value, int) and not isinstance(value, bool):
            return value
    return None


def _constraints(name: str, info: FieldInfo, described: "list[Any]") -> "Iterator[Any]":
    yield info.get(name)
    for part in described:
        if isinstance(part, FieldInfo):
            yield part.get(name)
        elif is_mock(part) and part._cc_call is not None:
            arguments, options = part._cc_call
            yield options.get(name)
            if part._cc_origin.rpartition(".")[2] == "MaxLen" and name == "max_length":
                yield arguments[0] if arguments else None


_auto_string: Optional[type] = None


def auto_string() -> Any:
    """`AutoString`: a VARCHAR, of 255 characters where the dialect wants a length."""
    global _auto_string
    if _auto_string is None:
        import sqlalchemy as sa

        class AutoString(sa.types.TypeDecorator):
            """As in the library."""

            impl = sa.String
            cache_ok = True
            mysql_default_length = 255

            def load_dialect_impl(self, dialect: Any) -> Any:
                """Part of SQLAlchemy's protocol."""
                if self.impl.length is None and dialect.name == "mysql":
                    return dialect.type_descriptor(sa.String(self.mysql_default_length))
                return super().load_dialect_impl(dialect)

        _auto_string = AutoString
    return _auto_string


def _guid() -> Any:
    """The library's type of identifiers before SQLAlchemy 2.0."""
    import sqlalchemy as sa
    from sqlalchemy.dialects.postgresql import UUID

    return sa.CHAR(32).with_variant(UUID(), "postgresql")
