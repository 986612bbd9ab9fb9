"""The column type that stands for a type of a missing library."""

from typing import Any, Optional

from sqlalchemy import literal_column
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine, UserDefinedType

from .companions import column_types
from .mocks import Missing, described, is_mock, written


class UnresolvedType(UserDefinedType):
    """Keeps the type as the source writes it, and where it comes from."""

    cache_ok = True

    def __init__(self, text: str, origin: str) -> None:
        self.text = text
        self.origin = origin

    def get_col_spec(self, **options: Any) -> str:
        """Part of SQLAlchemy's protocol of user-defined types."""
        return self.text


def as_type(value: Any) -> Optional[TypeEngine]:
    """The type that a mock stands for, where its library is known; else a stand-in for it, or for a class or object that derives from a
    missing class. None for anything else."""
    if is_mock(value):
        return column_types.known(value._cc_origin, value._cc_call) or UnresolvedType(written(value), value._cc_origin)
    cls = value if isinstance(value, type) else type(value)
    if isinstance(cls, type) and issubclass(cls, Missing) and not hasattr(cls, "_sqla_type"):
        return UnresolvedType(written(value), f"{cls.__module__}.{cls.__qualname__}")
    return None


def as_expression(value: Any) -> Any:
    """An SQL expression that stands for a value of a missing library; any other value as it is."""
    if as_type(value) is None or isinstance(value, ClauseElement):
        return value
    element = literal_column("NULL")
    element.__dict__["_cc_unresolved"] = described(value)
    return element


def is_unknown(value: Any) -> bool:
    """Whether a value, or a part of a type, comes from a missing library."""
    return is_mock(value) or isinstance(value, (UnresolvedType, Missing))


def unknown_part(type_: Any, depth: int = 0) -> Optional[Any]:
    """The first part of a type that comes from a missing library."""
    if is_unknown(type_):
        return type_
    if depth < 5:
        for name, value in sorted(getattr(type_, "__dict__", {}).items()):
            if name in ("impl", "item_type", "length", "precision", "scale", "collation", "data_type") or name == "enums":
                for part in value if isinstance(value, (list, tuple)) else (value,):
                    found = unknown_part(part, depth + 1) if not isinstance(part, (str, int)) else None
                    if found is not None:
                        return found
    return None
