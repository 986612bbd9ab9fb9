"""Column types of well-known libraries: what the database sees of them, by the arguments that the source gives."""

from typing import Any, Callable, Optional

Made = Callable[..., Any]


def known(origin: str, call: "Optional[tuple[tuple, dict]]") -> Any:
    """The type that a missing class, or a call of it, stands for; None where that is not known."""
    entry = TYPES.get((origin.partition(".")[0], origin.rpartition(".")[2]))
    if entry is None:
        return None
    module, make = entry
    args, options = call or ((), {})
    try:
        made = make(*args, **options)
    except (TypeError, ValueError):
        return None
    type(made).__module__, type(made).__name__ = module, origin.rpartition(".")[2]
    type(made).__qualname__ = type(made).__name__
    return made


def _decorated(common: Any, **dialects: Any) -> Any:
    """A type that is one thing in most databases, and another in those that are named. Its class is its own, to be named."""
    import sqlalchemy as sa

    def load_dialect_impl(self: Any, dialect: Any) -> Any:
        return dialect.type_descriptor(dialects.get(dialect.name, common))

    body = {"impl": type(common), "cache_ok": True, "load_dialect_impl": load_dialect_impl, "__init__": lambda self: None}
    made = type("Decorated", (sa.types.TypeDecorator,), body)()
    made.impl = common
    return made


def _text(text: str, *bases: type, **members: Any) -> Any:
    """A type that SQLAlchemy has no class for."""
    import sqlalchemy as sa

    body = {"cache_ok": True, "get_col_spec": lambda self, **options: text, **members}
    return type("Text", (*bases, sa.types.UserDefinedType), body)()


def _indexed(text: str, spatial_index: Any) -> Any:
    """A type whose columns the library indexes, unless it is told not to."""
    import sqlalchemy as sa
    from sqlalchemy.sql.base import SchemaEventTarget

    def index(column: Any, table: Any) -> None:
        sa.Index(f"idx_{table.name}_{column.name}", column)

    if spatial_index is False:
        return _text(text)
    return _text(text, SchemaEventTarget, _set_parent=lambda self, column, **options: column._on_table_attach(index))


def _sa() -> Any:
    import sqlalchemy

    return sqlalchemy


def _postgresql() -> Any:
    from sqlalchemy.dialects import postgresql

    return postgresql


def _unicode(otherwise: int, option: str = "max_length") -> Made:
    def make(*args: Any, **options: Any) -> Any:
        given = options.get(option, args[-1] if args and option == "length" else otherwise)
        return _decorated(_sa().Unicode(given if isinstance(given, int) else otherwise))

    return make


def _plain(name: str, *arguments: Any) -> Made:
    return lambda *args, **options: _decorated(getattr(_sa(), name)(*arguments))


def _uuid(binary: bool = True, native: bool = True) -> Any:
    sa, own = _sa(), {}
    if native is True:
        from sqlalchemy.dialects import mssql

        own = {"postgresql": _postgresql().UUID(), "mssql": mssql.UNIQUEIDENTIFIER()}
    return _decorated(sa.BINARY(16) if binary is True else sa.CHAR(32), **own)


def _choice(choices: Any, impl: Any = None) -> Any:
    sa = _sa()
    if isinstance(impl, type):
        impl = impl()
    return _decorated(impl if isinstance(impl, sa.types.TypeEngine) else sa.Unicode(255))


def _password(max_length: Any = None, **options: Any) -> Any:
    sa = _sa()
    return _decorated(sa.VARBINARY(max_length if isinstance(max_length, int) else 1024), postgresql=_postgresql().BYTEA(), sqlite=sa.BLOB())


def _json(*args: Any, **options: Any) -> Any:
    sa = _sa()
    return _decorated(sa.UnicodeText(), postgresql=sa.JSON())


def _encrypted(*args: Any, length: Any = None, **options: Any) -> Any:
    return _decorated(_sa().String(length if isinstance(length, int) else None))


def _of_postgresql(name: str) -> Made:
    return lambda *args, **options: _decorated(getattr(_postgresql(), name)())


def _vector(name: str) -> Made:
    def make(dim: Any = None, **options: Any) -> Any:
        size = options.get("length", dim)
        if size is not None and not isinstance(size, int):
            raise ValueError("a size that is not known")
        return _text(name if size is None else f"{name}({size})")

    return make


def _geometry(name: str) -> Made:
    def make(geometry_type: Any = "GEOMETRY", srid: Any = -1, dimension: Any = None, spatial_index: Any = True, **options: Any) -> Any:
        if geometry_type is not None and not isinstance(geometry_type, str) or not isinstance(srid, int):
            raise ValueError("a geometry that is not known")
        return _indexed(f"{name}({geometry_type.upper()},{srid})" if geometry_type else name, spatial_index)

    return make


_UTILS: "dict[str, tuple[str, Made]]" = {
    "ArrowType": ("arrow", _plain("DateTime")),
    "ChoiceType": ("choice", _choice),
    "ColorType": ("color", _unicode(20)),
    "CountryType": ("country", _plain("String", 2)),
    "CurrencyType": ("currency", _plain("String", 3)),
    "DateRangeType": ("range", _of_postgresql("DATERANGE")),
    "DateTimeRangeType": ("range", _of_postgresql("TSRANGE")),
    "EmailType": ("email", _unicode(255, "length")),
    "EncryptedType": ("encrypted.encrypted_type", _plain("LargeBinary")),
    "EnrichedDateTimeType": ("enriched_datetime.enriched_datetime_type", _plain("DateTime")),
    "IPAddressType": ("ip_address", _unicode(50)),
    "Int8RangeType": ("range", _of_postgresql("INT8RANGE")),
    "IntRangeType": ("range", _of_postgresql("INT4RANGE")),
    "JSONType": ("json", _json),
    "LocaleType": ("locale", _plain("Unicode", 10)),
    "LtreeType": ("ltree", lambda: _text("LTREE")),
    "NumericRangeType": ("range", _of_postgresql("NUMRANGE")),
    "PasswordType": ("password", _password),
    "PhoneNumberType": ("phone_number", _unicode(20)),
    "ScalarListType": ("scalar_list", _plain("UnicodeText")),
    "StringEncryptedType": ("encrypted.encrypted_type", _encrypted),
    "TSVectorType": ("ts_vector", _of_postgresql("TSVECTOR")),
    "TimezoneType": ("timezone", _plain("Unicode", 50)),
    "URLType": ("url", _plain("UnicodeText")),
    "UUIDType": ("uuid", _uuid),
}

TYPES: "dict[tuple[str, str], tuple[str, Made]]" = {
    **{("sqlalchemy_utils", name): (f"sqlalchemy_utils.types.{module}", make) for name, (module, make) in _UTILS.items()},
    ("pgvector", "Vector"): ("pgvector.sqlalchemy.vector", _vector("VECTOR")),
    ("pgvector", "VECTOR"): ("pgvector.sqlalchemy.vector", _vector("VECTOR")),
    ("pgvector", "HALFVEC"): ("pgvector.sqlalchemy.halfvec", _vector("HALFVEC")),
    ("pgvector", "SPARSEVEC"): ("pgvector.sqlalchemy.sparsevec", _vector("SPARSEVEC")),
    ("pgvector", "BIT"): ("pgvector.sqlalchemy.bit", _vector("BIT")),
    ("geoalchemy2", "Geometry"): ("geoalchemy2.types", _geometry("geometry")),
    ("geoalchemy2", "Geography"): ("geoalchemy2.types", _geometry("geography")),
    ("geoalchemy2", "Raster"): ("geoalchemy2.types", lambda spatial_index=True, **options: _indexed("raster", spatial_index)),
}
