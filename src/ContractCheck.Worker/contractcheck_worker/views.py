"""Views that the models make of queries: libraries for them are known by the names of their functions, and need not be there."""

from typing import Any, NamedTuple, Optional

from sqlalchemy import Table

from . import state
from .origins import origins

MATERIALIZED = "create_materialized_view"
MAKERS = {("sqlalchemy_utils", "create_view"), ("sqlalchemy_utils", MATERIALIZED), ("sqlalchemy_views", "CreateView")}


class View(NamedTuple):
    """A view: its name, the query, and where it is written."""

    schema: Optional[str]
    name: str
    materialized: bool
    query: Any
    file: str
    line: int

    def facts(self) -> "dict[str, Any]":
        """The view as docs/schema-document.md describes it."""
        return {
            "schema": self.schema, "name": self.name, "materialized": self.materialized, "file": self.file, "line": self.line,
            "columns": _columns(self.query),
        }


def note(origin: str, arguments: "tuple[Any, ...]", options: "dict[str, Any]") -> None:
    """Notes a call of something that is not there, where it makes a view."""
    maker = (origin.partition(".")[0], origin.rpartition(".")[2])
    if maker not in MAKERS or state.current is None:
        return
    place = state.first_party_frame(3)
    name = arguments[0] if arguments else options.get("name")
    query = arguments[1] if len(arguments) > 1 else options.get("selectable")
    if place is None or query is None or not isinstance(name, (str, Table)):
        return
    schema = name.schema if isinstance(name, Table) else options.get("schema")
    state.current.views.append(
        View(schema if isinstance(schema, str) else None, str(getattr(name, "name", name)), maker[1] == MATERIALIZED, query, *place)
    )


def _columns(query: Any) -> "list[dict[str, Any]]":
    """Name of each column of a query, and the columns that it is computed from."""
    try:
        selected = list(getattr(query, "selected_columns", None) or getattr(query, "c", None) or ())
        return [{"name": str(column.key), "columns": origins(column)} for column in selected if getattr(column, "key", None)]
    except Exception:  # noqa: BLE001 - a query with unknown parts may not know its columns
        return []
