"""SQLModel: classes with `table=True`, whose fields become columns by the rules of the library."""

import sys
import typing
from types import ModuleType
from typing import Any, NamedTuple

from ..mocks import is_mock, mock
from .sqlmodel_types import UNDEFINED, FieldInfo, auto_string, column_type, taken_apart


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

    plain, optional, described = taken_apart(annotation)
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
    column = sa.Column(column_type(plain, info, described) if type_ is None else type_, *arguments, **keywords)
    column.__dict__["_cc_implicit"] = True
    return column


def _copy(column: Any) -> Any:
    return column._copy() if hasattr(column, "_copy") else column


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
