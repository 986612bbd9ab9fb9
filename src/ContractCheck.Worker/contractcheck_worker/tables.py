"""Facts of one table."""

from typing import Any, Iterator, Optional

from . import constraints, mocks
from .columns import column_facts
from .distributions import Distributions
from .sources import Sources
from .state import Extraction


class TableReader:
    """Turns SQLAlchemy's tables into members of the schema document."""

    def __init__(self, extraction: Extraction, mappers: "dict[Any, list[Any]]", distributions: Distributions, dialect: Any) -> None:
        self.extraction = extraction
        self.mappers = mappers
        self.distributions = distributions
        self.dialect = dialect
        self.sources = Sources(extraction.tree)

    def facts(self, table: Any) -> "dict[str, Any]":
        """The table as docs/schema-document.md describes it."""
        mappers = self.mappers.get(table, [])
        classes = self._classes(table, mappers)
        owner = classes[0] if classes else None
        file, line = self._place(table, owner)
        missing = self._missing(table, classes)
        attributes = self._attributes(mappers)
        return {
            "schema": None if table.schema is None else str(table.schema),
            "name": str(table.name),
            "class": f"{owner.__module__}.{owner.__qualname__}" if owner is not None else None,
            "file": file,
            "line": line,
            "complete": not missing,
            "missing": missing,
            "comment": None if table.comment is None else str(table.comment),
            **self._bind(table, owner),
            "primaryKey": [str(c.name) for c in table.primary_key.columns],
            "uniques": constraints.uniques(table, self.dialect),
            "foreignKeys": constraints.foreign_keys(table, self.dialect),
            "indexes": constraints.indexes(table, self.dialect, self.sources),
            "checks": constraints.checks(table, self.dialect, self.sources),
            "columns": [
                column_facts(c, name, self._column_place(c, name, classes, (file, line)), self.dialect, self.sources)
                for c, name in ((c, attributes.get(c)) for c in table.columns)
            ],
        }

    def _bind(self, table: Any, owner: Optional[type]) -> "dict[str, str]":
        """The key of the database that the table is in, where an application has several."""
        key = table.metadata.info.get("bind_key") or getattr(owner, "__bind_key__", None)
        return {"bind": key} if isinstance(key, str) and key else {}

    def _classes(self, table: Any, mappers: "list[Any]") -> "list[type]":
        """Classes of the table: the one that declares it first, then single-table children."""
        classes = {m.class_: len(m.class_.__mro__) for m in mappers}
        declared = self.extraction.table_class.get(table)
        if declared is not None:
            classes.setdefault(declared, 0)
        order = {c: (c is not declared, size, f"{c.__module__}.{c.__qualname__}") for c, size in classes.items()}
        return sorted(classes, key=order.__getitem__)

    def _attributes(self, mappers: "list[Any]") -> "dict[Any, str]":
        found: dict[Any, str] = {}
        for mapper in mappers:
            for column, prop in mapper._columntoproperty.items():
                found.setdefault(column, str(prop.key))
        return found

    def _place(self, table: Any, owner: Optional[type]) -> "tuple[str, int]":
        place = table.__dict__.get("_cc_place") or ("", 1)
        in_class = self.extraction.class_places.get(owner) if owner is not None else None
        if in_class is None or "__table__" in getattr(owner, "__dict__", {}) and self._imperative(owner):
            return place
        return in_class

    def _imperative(self, owner: Any) -> bool:
        """Whether the class was given a `Table(…)` that is written out somewhere."""
        return self.extraction.table_class.get(owner.__dict__["__table__"]) is not owner

    def _column_place(
        self, column: Any, attribute: Optional[str], classes: "list[type]", otherwise: "tuple[str, int]"
    ) -> "tuple[str, int]":
        place = column.__dict__.get("_cc_place")
        if place is not None and not column.__dict__.get("_cc_implicit"):
            return place
        for cls in classes:
            for base in cls.__mro__:
                lines = self.extraction.attribute_lines.get((base.__module__, base.__qualname__))
                line = lines.get(attribute or str(column.name)) if lines else None
                if line is not None and base in self.extraction.class_places:
                    return self.extraction.class_places[base][0], line
        return place or otherwise

    def _missing(self, table: Any, classes: "list[type]") -> "list[dict[str, Any]]":
        found: dict[tuple[str, str], dict[str, Any]] = {}

        def add(missing: Optional[str], reason: str) -> None:
            distribution = self.distributions.of(missing) if missing else None
            found.setdefault((missing or "", reason), {"class": missing, "distribution": distribution, "reason": reason})

        for cls in classes:
            for origin in mocks.missing_classes(cls):
                add(origin, "columns of this base are unknown")
            for base in cls.__mro__:
                for missing, reason in self.extraction.gaps.get(base, ()):
                    add(missing, reason)
                for attribute, maker in _unknown_columns(base):
                    add(maker, f"attribute {attribute} looks like a column that it makes")
        if "{" in f"{table.schema}{table.name}":
            add(None, "the table's name depends on settings that are not known")
        for missing, reason in self.extraction.gaps.get(table, ()):
            add(missing, reason)
        for column in table.columns:
            for reason in column.__dict__.get("_cc_unknown", ()):
                add(None, f"{column.name}: {reason}")
        return [found[key] for key in sorted(found)]


_COLUMN_OPTIONS = {"primary_key", "nullable", "unique", "index", "server_default", "foreign_key", "autoincrement"}


def _unknown_columns(cls: type) -> "Iterator[tuple[str, str]]":
    """Attributes made by a missing library's function that was told what only columns are told."""
    for name, value in cls.__dict__.items():
        if mocks.is_mock(value) and value._cc_call is not None:
            args, options = value._cc_call
            if _COLUMN_OPTIONS & options.keys() or any(hasattr(type(a), "_sqla_type") or hasattr(a, "_colspec") for a in args):
                yield name, value._cc_origin
