"""A missing library's object that hands SQLAlchemy's own names on, as the extension objects that applications call `db` do."""

from typing import Any, Optional

NAMES = ("db", "database", "sa", "sqla")
FUNCTIONS = ("backref", "column_property", "deferred", "func", "literal", "relationship", "synonym", "text")


def member(origin: str, name: str) -> Optional[Any]:
    """What the attribute of a missing object is, where the object's name says what it hands on; None where nobody knows.

    Its `Model` stays unknown: it may have columns of its own.
    """
    last = origin.rpartition(".")[2].lower()
    if last not in NAMES and not last.endswith("_db"):
        return None
    import sqlalchemy as sa
    from sqlalchemy.sql.schema import SchemaItem

    if name == "Table":
        return _table_of(origin)
    if name in FUNCTIONS:
        return getattr(sa, name, None) or getattr(sa.orm, name, None)
    found = getattr(sa, name, None)
    return found if isinstance(found, type) and issubclass(found, (SchemaItem, sa.types.TypeEngine)) else None


def _table_of(origin: str) -> Any:
    """Tables of one such object share one metadata, which it puts in where it is left out."""
    import sqlalchemy as sa

    from ..mocks import Mock, mock

    def table(name: Any, *args: Any, **options: Any) -> Any:
        if not (args and isinstance(args[0], (sa.MetaData, Mock))):
            args = (mock(f"{origin}.metadata"), *args)
        return sa.Table(name, *args, **options)

    return table
