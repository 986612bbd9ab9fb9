"""advanced-alchemy: declarative bases with a primary key, audit columns and automatic table names; SQLAlchemy 2.0 only, as the library."""

import datetime
import re
import uuid
from types import ModuleType
from typing import Any

from ..mocks import members_of
from .known import elsewhere

CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
NAME = re.compile("((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))")


def fill_types(module: ModuleType) -> None:
    """Names of `advanced_alchemy.types`."""
    import sqlalchemy as sa
    from sqlalchemy.dialects import mssql, oracle, postgresql

    class GUID(sa.TypeDecorator):
        """The database's own type of identifiers where it has one, else 16 bytes."""

        impl = sa.BINARY(16)
        cache_ok = True

        def __init__(self, *args: Any, binary: bool = True, **kwargs: Any) -> None:
            self.binary = binary
            super().__init__()

        def load_dialect_impl(self, dialect: Any) -> Any:
            """Part of SQLAlchemy's protocol."""
            own = {"postgresql": postgresql.UUID, "mssql": mssql.UNIQUEIDENTIFIER}.get(dialect.name)
            if own is not None:
                return dialect.type_descriptor(own())
            if dialect.name == "oracle":
                return dialect.type_descriptor(oracle.RAW(16))
            return dialect.type_descriptor(sa.BINARY(16) if self.binary else sa.CHAR(32))

    class DateTimeUTC(sa.TypeDecorator):
        """A moment with its time zone."""

        impl = sa.DateTime(timezone=True)
        cache_ok = True

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(timezone=True)

    module.GUID, module.DateTimeUTC = GUID, DateTimeUTC
    module.JsonB = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    module.BigIntIdentity = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    module.__getattr__ = members_of("advanced_alchemy.types")


def fill_mixins(module: ModuleType) -> None:
    """Names of `advanced_alchemy.mixins`."""
    import sqlalchemy as sa
    from advanced_alchemy import types
    from sqlalchemy.orm import declared_attr

    # SQLAlchemy would read return annotations of these.
    def sentinel(cls: Any):
        return elsewhere(sa.Column("sa_orm_sentinel", sa.Integer, nullable=True))

    def identifier(cls: Any):
        return elsewhere(sa.Column(types.GUID(), primary_key=True, default=uuid.uuid4))

    def nano(cls: Any):
        return elsewhere(sa.Column(sa.String, primary_key=True, default=uuid.uuid4))

    def numbered(cls: Any):
        return elsewhere(sa.Column(types.BigIntIdentity, sa.Sequence(f"{cls.__tablename__}_id_seq", optional=False), primary_key=True))

    def identity(cls: Any):
        return elsewhere(sa.Column(types.BigIntIdentity, primary_key=True, autoincrement=True))

    def moment(cls: Any):
        return elsewhere(sa.Column(types.DateTimeUTC(), nullable=False, default=datetime.datetime.now))

    def slug(cls: Any):
        return elsewhere(sa.Column(sa.String(100), nullable=False))

    def slug_arguments(cls: Any):
        return (sa.UniqueConstraint("slug", name=f"uq_{cls.__tablename__}_slug"),)

    def mixin(name: str, **members: Any) -> None:
        directive = {"__table_args__": declared_attr(members.pop("__table_args__"))} if "__table_args__" in members else {}
        body = {member: declared_attr(made) for member, made in members.items()}
        setattr(module, name, type(name, (), {"__module__": module.__name__, **body, **directive}))

    for name in ("UUIDPrimaryKey", "UUIDv6PrimaryKey", "UUIDv7PrimaryKey"):
        mixin(name, id=identifier, _sentinel=sentinel)
    mixin("NanoIDPrimaryKey", id=nano, _sentinel=sentinel)
    mixin("BigIntPrimaryKey", id=numbered)
    mixin("IdentityPrimaryKey", id=identity)
    mixin("SentinelMixin", _sentinel=sentinel)
    mixin("AuditColumns", created_at=moment, updated_at=lambda cls: moment(cls))
    mixin("SlugKey", slug=slug, __table_args__=slug_arguments)
    module.__getattr__ = members_of("advanced_alchemy.mixins")


def fill_base(module: ModuleType) -> None:
    """Names of `advanced_alchemy.base`."""
    import sqlalchemy as sa
    from advanced_alchemy import mixins, types
    from sqlalchemy import orm

    module.__getattr__ = members_of("advanced_alchemy.base")
    if not hasattr(orm, "DeclarativeBase"):
        return
    known = {uuid.UUID: types.GUID, datetime.datetime: types.DateTimeUTC, datetime.date: sa.Date, dict: types.JsonB}

    def create_registry(custom_annotation_map: Any = None) -> Any:
        return orm.registry(metadata=sa.MetaData(naming_convention=CONVENTION), type_annotation_map={**known, **(custom_annotation_map or {})})

    databases: dict[str, Any] = {}
    default = create_registry()

    class AdvancedDeclarativeBase(orm.DeclarativeBase):
        """Base of all bases."""

        registry = default
        __abstract__ = True
        __bind_key__ = None

        def __init_subclass__(cls, **options: Any) -> None:
            key = getattr(cls, "__bind_key__", None)
            if isinstance(key, str):
                cls.metadata = databases.setdefault(key, sa.MetaData(naming_convention=CONVENTION))
            super().__init_subclass__(**options)

    class CommonTableAttributes:
        """Names tables by their classes."""

        @orm.declared_attr.directive
        def __tablename__(cls) -> str:
            return NAME.sub(r"_\1", cls.__name__).lower()

    module.AdvancedDeclarativeBase, module.CommonTableAttributes = AdvancedDeclarativeBase, CommonTableAttributes
    module.create_registry, module.orm_registry, module.convention = create_registry, default, CONVENTION
    keys = ("UUID", "UUIDv6", "UUIDv7", "NanoID", "BigInt", "Identity")
    for key in keys:
        primary = getattr(mixins, f"{key}PrimaryKey")
        for name, audit in ((f"{key}Base", ()), (f"{key}AuditBase", (mixins.AuditColumns,))):
            bases = (primary, *audit, CommonTableAttributes, AdvancedDeclarativeBase)
            setattr(module, name, type(AdvancedDeclarativeBase)(name, bases, {"__abstract__": True, "__module__": module.__name__}))
        setattr(module, primary.__name__, primary)
    bases = (CommonTableAttributes, AdvancedDeclarativeBase)
    module.DefaultBase = type(AdvancedDeclarativeBase)("DefaultBase", bases, {"__abstract__": True, "__module__": module.__name__})
    module.AuditColumns, module.SlugKey = mixins.AuditColumns, mixins.SlugKey


def fill(module: ModuleType) -> None:
    """Names of `advanced_alchemy` and of the packages that hand its modules on."""
    import importlib

    def found(name: str) -> Any:
        if name in ("base", "mixins", "types"):
            return importlib.import_module(f"advanced_alchemy.{name}")
        return members_of(module.__name__)(name)

    module.__getattr__ = found
