"""Which of the tables that the source shows loading has produced."""

import sys
from typing import Any, Optional

from .roots import World
from .scan import Declared
from .state import Extraction


class Loaded:
    """What is loaded of one group of import roots, looked up by table name and by file: there may be thousands of either."""

    def __init__(self, extraction: Extraction, world: World) -> None:
        self.tables = extraction.tables
        self.module_names = {c.file: c.name for c in world.candidates}
        self._names: set[str] = set()
        self._seen = 0

    def has(self, declared: Declared) -> bool:
        """Whether there is a table of the declared name, or the declared class has one."""
        if declared.table is not None and declared.table in self._table_names():
            return True
        return declared.cls is not None and getattr(self.class_of(declared), "__table__", None) is not None

    def inherits(self, declared: Declared) -> bool:
        """Whether the declared class lives in the table of a class that it inherits from, whatever name it states."""
        made = self.class_of(declared) if declared.cls is not None else None
        table = getattr(made, "__table__", None)
        return table is not None and any(getattr(base, "__table__", None) is table for base in made.__mro__[1:])

    def _table_names(self) -> "set[str]":
        """Names of the tables so far; loading adds more between two questions."""
        for table in self.tables[self._seen :]:
            if table.metadata.tables.get(table.key) is table:
                self._names.add(str(table.name))
        self._seen = len(self.tables)
        return self._names

    def module_of(self, file: str) -> Any:
        """The module of a candidate, if it was imported."""
        return sys.modules.get(self.module_names.get(file, ""))

    def class_of(self, declared: Declared) -> Optional[type]:
        """The class that a declared table is to belong to, if it was made."""
        value = self.module_of(declared.file)
        for part in (declared.cls or "").split("."):
            value = getattr(value, "__dict__", {}).get(part)
        return value if isinstance(value, type) else None
