"""Mapped classes: what their attributes are, and which columns they are computed from (docs/schema-document.md)."""

from types import FunctionType
from typing import Any, Iterator, Optional

from sqlalchemy import Table
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import ColumnProperty, RelationshipProperty

from .mocks import is_mock
from .origins import origins
from .state import Extraction


class ClassReader:
    """Turns mappers into members of the schema document. Runs no code of the classes."""

    def __init__(self, extraction: Extraction, mappers: "dict[Any, list[Any]]") -> None:
        self.extraction = extraction
        self.mappers = [mapper for some in mappers.values() for mapper in some]
        self.by_name: dict[str, list[type]] = {}
        for mapper in self.mappers:
            self.by_name.setdefault(mapper.class_.__name__, []).append(mapper.class_)

    def classes(self) -> "list[dict[str, Any]]":
        """All classes that lie in the repository, sorted by name."""
        found = [self._facts(mapper) for mapper in self.mappers if mapper.class_ in self.extraction.class_places]
        return sorted(found, key=lambda one: (one["class"], one["file"], one["line"]))

    def _facts(self, mapper: Any) -> "dict[str, Any]":
        file, line = self.extraction.class_places[mapper.class_]
        table = mapper.local_table
        attributes = [fact for name, prop in mapper._props.items() for fact in self._attribute(str(name), prop)]
        names = {one["name"]: one for one in attributes}
        attributes += list(_hybrids(mapper.class_, names))
        return {
            "class": _name(mapper.class_),
            "table": _table(table) if isinstance(table, Table) else None,
            "file": file,
            "line": line,
            "attributes": sorted(attributes, key=lambda one: one["name"]),
        }

    def _attribute(self, name: str, prop: Any) -> "Iterator[dict[str, Any]]":
        if isinstance(prop, RelationshipProperty):
            target = self._target(prop)
            yield {
                "name": name, "kind": "relationship", "columns": [], "target": None if target is None else _name(target),
                "secondary": self._secondary(_secondary_of(prop)),
            }
        elif isinstance(prop, ColumnProperty) and prop.columns and not name.startswith("_sa_"):
            column = prop.columns[0]
            is_column = isinstance(getattr(column, "table", None), Table) and getattr(column, "name", None) is not None
            yield {"name": name, "kind": "column" if is_column else "expression", "columns": origins(column), "target": None, "secondary": None}

    def _target(self, prop: Any) -> Optional[type]:
        """The class at the other end, found by name: SQLAlchemy would run the application's functions to know it."""
        argument = getattr(prop, "argument", None)
        if isinstance(argument, type):
            return argument if argument in {m.class_ for m in self.mappers} else None
        if isinstance(argument, FunctionType):
            argument = next(iter(argument.__code__.co_names), None)
        if not isinstance(argument, str) or is_mock(argument):
            return None
        path, _, last = argument.strip("\"' ").rpartition(".")
        found = [cls for cls in self.by_name.get(last, []) if not path or f"{cls.__module__}.".endswith(f"{path}.")]
        return found[0] if len(found) == 1 else None

    def _secondary(self, secondary: Any) -> "Optional[dict[str, Any]]":
        if is_mock(secondary):
            return None
        if isinstance(secondary, FunctionType):
            name = next(iter(secondary.__code__.co_names), None)
            secondary = secondary.__globals__.get(name) if name else None
        if isinstance(secondary, str):
            named = [t for t in self.extraction.tables if secondary in (t.key, t.name)]
            secondary = named[0] if named else None
        return _table(secondary) if isinstance(secondary, Table) else None


def _secondary_of(prop: Any) -> Any:
    """As it was given: 2.0 keeps arguments aside until mappers are configured."""
    given = getattr(getattr(prop, "_init_args", None), "secondary", None)
    return getattr(prop, "secondary", None) if given is None else getattr(given, "argument", None)


def _hybrids(cls: type, names: "dict[str, dict[str, Any]]") -> "Iterator[dict[str, Any]]":
    """Hybrids with the columns of the attributes that their code names."""
    found = {
        name: value
        for base in reversed(cls.__mro__)
        for name, value in base.__dict__.items()
        if isinstance(value, hybrid_property) and name not in names
    }
    for name in found:
        columns = {_key(column): column for column in _columns(name, found, names, set())}
        yield {"name": name, "kind": "hybrid", "columns": [columns[key] for key in sorted(columns)], "target": None, "secondary": None}


def _columns(name: str, hybrids: "dict[str, Any]", names: "dict[str, dict[str, Any]]", seen: "set[str]") -> "Iterator[dict[str, Any]]":
    if name in names:
        yield from names[name]["columns"]
    elif name in hybrids and name not in seen:
        seen.add(name)
        for function in (hybrids[name].fget, getattr(hybrids[name], "expr", None)):
            for used in _names_in(getattr(function, "__code__", None)):
                yield from _columns(used, hybrids, names, seen)


def _names_in(code: Any) -> "Iterator[str]":
    """Names that code uses, those of functions within included."""
    if code is not None:
        yield from code.co_names
        for constant in code.co_consts:
            if hasattr(constant, "co_names"):
                yield from _names_in(constant)


def _key(column: "dict[str, Any]") -> "tuple[str, str, str]":
    return column["schema"] or "", column["table"], column["column"]


def _name(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"


def _table(table: Any) -> "dict[str, Any]":
    return {"schema": None if table.schema is None else str(table.schema), "name": str(table.name)}
