"""Flask-SQLAlchemy 2.5 and 3.x: `db.Model` with automatic table names, bind keys, and SQLAlchemy's names on `db`."""

import re
from types import ModuleType
from typing import Any, Optional

from ..mocks import is_mock, mock


def camel_to_snake_case(name: str) -> str:
    """`HTTPRequestLog` becomes `http_request_log`."""
    name = re.sub(r"((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))", r"_\1", name)
    return name.lower().lstrip("_")


def should_set_tablename(cls: type) -> bool:
    """Whether a model gets an automatic table name: not an abstract one, and not one that names its table itself."""
    from sqlalchemy.orm import DeclarativeMeta, declared_attr

    if cls.__dict__.get("__abstract__", False) or not any(isinstance(b, DeclarativeMeta) for b in cls.__mro__[1:]):
        return False
    owner = next((base for base in cls.__mro__ if "__tablename__" in base.__dict__), None)
    if owner is None:
        return True
    if owner is cls or isinstance(owner.__dict__["__tablename__"], declared_attr):
        return False
    return isinstance(owner, DeclarativeMeta) and not owner.__dict__.get("__abstract__", False)


class NameMetaMixin(type):
    """Metaclass part that names tables."""

    def __init__(cls, name: str, bases: tuple, body: dict, **keywords: Any) -> None:
        if should_set_tablename(cls):
            cls.__tablename__ = camel_to_snake_case(cls.__name__)
        super().__init__(name, bases, body, **keywords)
        if "__tablename__" not in cls.__dict__ and cls.__dict__.get("__table__", cls) is None:
            del cls.__table__

    def __table_cls__(cls, *args: Any, **kwargs: Any) -> Any:
        """A child without a primary key of its own shares its parent's table, as in the library."""
        import sqlalchemy as sa

        schema = kwargs.get("schema")
        known = (f"{schema}.{args[0]}" if schema else args[0]) in cls.metadata.tables
        has_key = any(isinstance(a, sa.PrimaryKeyConstraint) or isinstance(a, sa.Column) and a.primary_key for a in args)
        inherits = any("__table__" in base.__dict__ for base in cls.__mro__[1:-1])
        if known or has_key or not inherits:
            return sa.Table(*args, **kwargs)
        if "__tablename__" in cls.__dict__:
            del cls.__tablename__
        return None


class BindMetaMixin(type):
    """Metaclass part that gives every bind key its own metadata."""

    def __init__(cls, name: str, bases: tuple, body: dict, **keywords: Any) -> None:
        _choose_metadata(cls)
        super().__init__(name, bases, body, **keywords)


def model_metaclass() -> type:
    """What `db.Model` is an instance of."""
    from sqlalchemy.orm import DeclarativeMeta

    return type("DefaultMeta", (NameMetaMixin, BindMetaMixin, DeclarativeMeta), {})


def _choose_metadata(cls: Any) -> None:
    key = getattr(cls, "__bind_key__", None)
    database = getattr(cls, "__fsa__", None)
    if database is not None and "metadata" not in cls.__dict__ and isinstance(key, str):
        parent = getattr(cls, "metadata", None)
        if getattr(parent, "info", {}).get("bind_key") != key:
            cls.metadata = database._metadata(key)


class _Query:
    """Stands for `Query`: subclasses are written, nothing is asked."""


class _Model:
    """Base of `db.Model`, as `flask_sqlalchemy.model.Model`."""

    __fsa__: Any = None
    query_class: Any = _Query
    query: Any = None


class SQLAlchemy:
    """The extension object that applications call `db`."""

    def __init__(self, app: Any = None, *, metadata: Any = None, model_class: Any = _Model, **options: Any) -> None:
        import sqlalchemy as sa

        self.metadatas: dict[Optional[str], Any] = {}
        if metadata is not None and not is_mock(metadata):
            self.metadatas[None] = metadata
        self.Query = options.get("query_class", _Query)
        self.session = mock("flask_sqlalchemy.SQLAlchemy.session")
        self.engine = mock("flask_sqlalchemy.SQLAlchemy.engine")
        self._metadata(None)
        self.Model = self._make_model(model_class, options.get("disable_autonaming", False))
        self.Table = type("Table", (_TableOf,), {"database": self, "Table": sa.Table})
        self.relationship = sa.orm.relationship

    @property
    def metadata(self) -> Any:
        """The default metadata."""
        return self.metadatas[None]

    def _metadata(self, key: Optional[str]) -> Any:
        import sqlalchemy as sa

        if key not in self.metadatas:
            self.metadatas[key] = sa.MetaData(info={"bind_key": key} if key else None)
            if None in self.metadatas and self.metadatas[None].naming_convention:
                self.metadatas[key].naming_convention = self.metadatas[None].naming_convention
        return self.metadatas[key]

    def _make_model(self, model_class: Any, plain: bool) -> type:
        from sqlalchemy import orm

        metaclass = orm.DeclarativeMeta if plain else model_metaclass()
        if isinstance(model_class, type) and isinstance(model_class, orm.DeclarativeMeta):
            model_class.__fsa__ = self
            self.metadatas[None] = model_class.metadata
            return model_class
        modern = getattr(orm, "DeclarativeBase", None)
        if isinstance(model_class, type) and modern is not None and (modern in model_class.__mro__ or _nometa(model_class)):
            own = model_class.__dict__.get("metadata")
            if own is not None:
                self.metadatas[None] = own
            mixins = [b for b in model_class.__bases__ if b is not modern and b.__name__ != "DeclarativeBaseNoMeta"]
            body = {k: v for k, v in model_class.__dict__.items() if k not in _CLASS_NAMES}
            annotations = getattr(model_class, "type_annotation_map", None)
            options = {"type_annotation_map": annotations} if annotations else {}
            cls = type("Model", (*mixins, _Model), body)
            model: Any = orm.registry(metadata=self.metadata, **options).generate_base(cls=cls, name="Model", metaclass=metaclass)
        else:
            model = orm.declarative_base(cls=model_class, name="Model", metadata=self.metadata, metaclass=metaclass)
        model.__fsa__ = self
        return model

    def __getattr__(self, name: str) -> Any:
        import sqlalchemy as sa

        if name.startswith("__"):
            raise AttributeError(name)
        for module in (sa, sa.orm):
            if hasattr(module, name):
                return getattr(module, name)
        return mock(f"flask_sqlalchemy.SQLAlchemy.{name}")


_CLASS_NAMES = {
    "__dict__", "__weakref__", "__module__", "__doc__", "__qualname__", "metadata", "registry", "_sa_registry",
    "__init__", "__mapper__", "__table__", "type_annotation_map", "__abstract__", "__static_attributes__", "__firstlineno__",
}  # fmt: skip


def _nometa(cls: type) -> bool:
    return any(base.__name__ == "DeclarativeBaseNoMeta" for base in cls.__mro__)


class _TableOf:
    """`db.Table("name", Column(…))` puts the metadata in where it is left out."""

    database: Any = None
    Table: Any = None

    def __new__(cls, name: str, *args: Any, bind_key: Optional[str] = None, **kwargs: Any) -> Any:
        import sqlalchemy as sa

        if not (args and (isinstance(args[0], sa.MetaData) or is_mock(args[0]))):
            key = bind_key or (kwargs.get("info") or {}).get("bind_key")
            args = (cls.database._metadata(key), *args)
        return cls.Table(name, *args, **kwargs)


def fill(module: ModuleType) -> None:
    """Names of `flask_sqlalchemy`."""
    module.SQLAlchemy = SQLAlchemy
    module.BaseQuery = module.Query = _Query
    module.Model = _Model
    module.Pagination = mock("flask_sqlalchemy.Pagination")
    module.__version__ = "3.1.1"
    module.__getattr__ = lambda name: mock(f"flask_sqlalchemy.{name}")


def fill_model(module: ModuleType) -> None:
    """Names of `flask_sqlalchemy.model`."""
    module.Model = _Model
    module.DefaultMeta = model_metaclass()
    module.NameMetaMixin, module.BindMetaMixin = NameMetaMixin, BindMetaMixin
    module.camel_to_snake_case = camel_to_snake_case
    module.should_set_tablename = should_set_tablename
    module.__getattr__ = lambda name: mock(f"flask_sqlalchemy.model.{name}")
