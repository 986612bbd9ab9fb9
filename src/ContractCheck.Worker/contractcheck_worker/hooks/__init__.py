"""Hooks in SQLAlchemy: they note where tables and columns are written, and let nothing of a missing library into a table."""

from . import column, expression, mapping, table


def install() -> None:
    """Puts the hooks in. They do nothing outside an extraction."""
    column.install()
    table.install()
    expression.install()
    mapping.install()


def forget() -> None:
    """Drops what earlier loading left."""
    table.forget()
