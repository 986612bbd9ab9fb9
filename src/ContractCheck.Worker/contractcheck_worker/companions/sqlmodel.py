"""SQLModel: classes with `table=True`, whose fields become columns by the rules of the library."""

import datetime
import decimal
import enum
import ipaddress
import pathlib
import sys
import typing
import uuid
from types import ModuleType
from typing import Any, Iterator, NamedTuple, Optional, Union

from ..mocks import is_mock, mock
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


def field(default: Any = UNDEFINED, **options: Any) -> Any:
    """`sqlmodel.Field`."""
    return FieldInfo(default, options)


class RelationshipInfo:
    """What `Relationship` was told: it makes no column."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.options = options


def model_metaclass() -> type:
    """What `SQLModel` is an instance of."""
    from sqlalchemy.orm import DeclarativeMeta

    class SQLModelMetaclass(DeclarativeMeta):
        """Maps classes with `table=True`; all others only hand their fields on."""

        def __new__(mcs, name: str, bases: tuple, body: dict, **options: Any) -> Any:
            return type.__new__(mcs, name, bases, body)

        def __init__(cls, name: str, bases: tuple, body: dict, **options: Any) -> None:
            cls.__sqlmodel_fields__ = _take_fields(cls)
            registry = options.get("registry", UNDEFINED)
            if registry is not UNDEFINED and not is_mock(registry):
                cls._sa_registry = registry
                cls.metadata = registry.metadata
                cls.__abstract__ = True
            if _is_table(body, options) and not any(getattr(base, "__table__", None) is not None for base in cls.__mro__[1:]):
                for attribute, one in _fields(cls).items():
                    annotation = _evaluated(one.annotation, one.owner)
                    if typing.ClassVar not in (annotation, typing.get_origin(annotation)):
                        setattr(cls, attribute, _column(annotation, one.value))
                cls.__abstract__ = False
                super().__init__(name, bases, body)
            else:
                type.__init__(cls, name, bases, body)

    return SQLModelMetaclass


def _is_table(body: "dict[str, Any]", options: "dict[str, Any]") -> bool:
    """Said as an argument of the class, or in its configuration of either pydantic."""
    config = body.get("model_config")
    if options.get("table") is True or isinstance(config, dict) and config.get("table") is True:
        return True
    return getattr(body.get("Config"), "table", None) is True


class Annotated(NamedTuple):
    """A field as a class writes it."""

    owner: type
    annotation: Any
    value: Any


def _take_fields(cls: Any) -> "dict[str, Annotated]":
    """The class's own annotated fields. Neither they nor their values are left to SQLAlchemy, which would read them by other rules."""
    found = {}
    annotations = _annotations(cls)
    for name, annotation in annotations.items():
        if name.startswith("_") or name == "model_config":
            continue
        found[name] = Annotated(cls, annotation, cls.__dict__.get(name, UNDEFINED))
        if name in cls.__dict__:
            delattr(cls, name)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, (FieldInfo, RelationshipInfo)):
            delattr(cls, name)
    cls.__annotations__ = {name: annotation for name, annotation in annotations.items() if name not in found}
    return found


def _fields(cls: Any) -> "dict[str, Annotated]":
    """All fields by name, those of the bases first."""
    found: dict[str, Annotated] = {}
    for base in reversed(cls.__mro__):
        own = base.__dict__.get("__sqlmodel_fields__")
        if own is None and base.__module__ not in ("typing", "builtins", "abc"):
            annotated = {name: a for name, a in _annotations(base).items() if not name.startswith("_")}
            own = {name: Annotated(base, annotation, base.__dict__.get(name, UNDEFINED)) for name, annotation in annotated.items()}
        for name, one in (own or {}).items():
            found.pop(name, None) if isinstance(one.value, RelationshipInfo) else found.update({name: one})
    return found


def _annotations(cls: Any) -> "dict[str, Any]":
    """A class's own annotations, not those of its bases."""
    if sys.version_info >= (3, 14):
        import annotationlib

        return annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)
    return cls.__dict__.get("__annotations__", {})


def _evaluated(annotation: Any, owner: Any) -> Any:
    """The annotation's value; text that has none stays text."""
    if isinstance(annotation, typing.ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        try:
            return eval(annotation, getattr(sys.modules.get(owner.__module__), "__dict__", {}), dict(owner.__dict__))
        except Exception:  # noqa: BLE001 - a name for the type checker only
            return annotation
    return annotation


def _column(annotation: Any, value: Any) -> Any:
    """The column of a field, as the library's `get_column_from_field` makes it."""
    import sqlalchemy as sa

    plain, optional, described = _taken_apart(annotation)
    info = next((d for d in (value, *described) if isinstance(d, FieldInfo)), FieldInfo(value, {}))
    default = info.default if value is UNDEFINED or isinstance(value, FieldInfo) else value
    written = info.get("sa_column")
    if written is not None:
        return written if isinstance(written, sa.Column) and written.table is None else _copy(written)
    primary_key = info.get("primary_key", False)
    keywords: dict[str, Any] = {
        "primary_key": primary_key,
        "nullable": info.get("nullable", not primary_key and optional),
        "index": info.get("index", False),
        "unique": info.get("unique", False),
    }
    made = info.get("default_factory")
    if made is not None or default is not UNDEFINED:
        keywords["default"] = default if made is None else made
    target = info.get("foreign_key")
    arguments = [] if target is None else [sa.ForeignKey(target, ondelete=info.get("ondelete"))]
    arguments += list(info.get("sa_column_args") or ())
    keywords.update(info.get("sa_column_kwargs") or {})
    type_ = info.get("sa_type")
    column = sa.Column(_type(plain, info, described) if type_ is None else type_, *arguments, **keywords)
    column.__dict__["_cc_implicit"] = True
    return column


def _copy(column: Any) -> Any:
    return column._copy() if hasattr(column, "_copy") else column


def _taken_apart(annotation: Any) -> "tuple[Any, bool, list[Any]]":
    """The type without its optional and annotated parts, whether it may be None, and what `Annotated` adds."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        plain, optional, described = _taken_apart(annotation.__origin__)
        return plain, optional, [*annotation.__metadata__, *described]
    if origin in (Union, UnionType):
        parts = [part for part in typing.get_args(annotation) if part is not type(None)]
        plain, optional, described = _taken_apart(parts[0])
        return plain if len(parts) == 1 else annotation, optional or len(parts) < len(typing.get_args(annotation)), described
    if origin is typing.Literal:
        return type(typing.get_args(annotation)[0]), None in typing.get_args(annotation), []
    if isinstance(annotation, typing.TypeVar):
        return _taken_apart(annotation.__bound__)
    if type(annotation).__name__ == "TypeAliasType":
        return _taken_apart(annotation.__value__)
    return annotation if origin is None else origin, False, []


def _type(plain: Any, info: FieldInfo, described: "list[Any]") -> Any:
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


def fill(module: ModuleType) -> None:
    """Names of `sqlmodel`. All that it hands on from SQLAlchemy is found there."""
    from sqlalchemy.orm import declared_attr, registry

    metaclass = model_metaclass()
    default = registry()

    def __tablename__(cls: Any) -> str:
        return cls.__name__.lower()

    body = {
        "__module__": "sqlmodel.main",
        "__tablename__": declared_attr(__tablename__),
        "__allow_unmapped__": True,
        "__init_subclass__": classmethod(lambda cls, **options: None),
        "__class_getitem__": classmethod(lambda cls, item: cls),
        "__init__": lambda self, **values: None,
    }
    module.SQLModel = metaclass("SQLModel", (), body, registry=default)
    module.SQLModelMetaclass = metaclass
    module.Field, module.FieldInfo = field, FieldInfo
    module.Relationship, module.RelationshipInfo = RelationshipInfo, RelationshipInfo
    module.default_registry = default
    module.AutoString = auto_string()
    module.__getattr__ = lambda name: _handed_on(f"sqlmodel.{name}", name)


def fill_part(module: ModuleType) -> None:
    """Names of a submodule: what `sqlmodel` has, and what SQLAlchemy has under that name."""
    import sqlmodel

    def found(name: str) -> Any:
        return sqlmodel.__dict__[name] if name in sqlmodel.__dict__ else _handed_on(f"{module.__name__}.{name}", name)

    module.__getattr__ = found


def _handed_on(origin: str, name: str) -> Any:
    import sqlalchemy as sa

    if name.startswith("__"):
        raise AttributeError(name)
    for source in (sa, sa.orm):
        if hasattr(source, name):
            return getattr(source, name)
    return mock(origin)
