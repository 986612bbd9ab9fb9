"""One extraction from beginning to end: scan, load, read the tables."""

import gc
import importlib
import os
import sys
from typing import Any, Optional

import sqlalchemy as sa
from sqlalchemy.orm import mapperlib

from . import ahead, bases, closure, hooks, lazy, mocks, neutral, state
from .document import Unloaded, document
from .distributions import Distributions
from .finder import SnapshotFinder
from .loaded import Loaded
from .mapped import ClassReader
from .modules import Modules
from .orders import Selected
from .roots import World, worlds
from .scan import Declared, Scan, scan
from .tables import TableReader
from .tree import Selection, Tree


def extract(files: Selected, dialect: str, scanned: Optional[str], bundled: "frozenset[str]") -> "dict[str, Any]":
    """The schema document of the models under a folder. Runs the folder's code in this process."""
    root = os.path.realpath(files.root)
    os.chdir(root)
    gc.set_threshold(200_000, 20, 20)
    tree = Tree(root)
    if scanned is None:
        found, compiled = scan(tree, Selection(tree, files.include, files.exclude)), {}
    else:
        found, compiled = ahead.read(scanned, root)
    extraction = state.current = state.Extraction(root, dialect, tree, Modules(tree, found.parsed, compiled))
    extraction.unparsed = found.unparsed
    neutral.install_in_interpreter()
    closure.watch(extraction)
    finder = SnapshotFinder(extraction, bundled, files.packages)
    sys.path.extend(files.packages)
    lazy.finder = finder
    sys.meta_path.insert(0, finder)
    groups = worlds(tree, found, bundled)
    every_root = sorted({root for world in groups for root in world.roots})
    result = Result(extraction)
    for world in groups:
        finder.enter(world, every_root)
        extraction.loading = True
        _load(extraction, world, found)
        extraction.loading = False
        result.read(world, found, _dialect(dialect))
        _forget(extraction, finder)
    return document(extraction, result.tables(), result.classes, result.unloaded, result.inherited)


def _load(extraction: state.Extraction, world: World, found: Scan) -> None:
    for candidate in world.candidates:
        _import(extraction, candidate.name, candidate.file)
    loaded = Loaded(extraction, world)
    for declared in found.declared:
        if declared.file in loaded.module_names and not loaded.has(declared):
            module = loaded.module_of(declared.file)
            if module is not None:
                lazy.resolve_all(module)


def _import(extraction: state.Extraction, name: str, file: str) -> None:
    try:
        lazy.finder.importer = file
        importlib.import_module(name)
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever importing one file raises must not lose the others
        extraction.fail(file, 1, error)


class Result:
    """Tables of all groups of import roots."""

    def __init__(self, extraction: state.Extraction) -> None:
        self.extraction = extraction
        self.distributions = Distributions(extraction.tree)
        self.found: list[dict[str, Any]] = []
        self.classes: list[dict[str, Any]] = []
        self.unloaded: list[Unloaded] = []
        self.inherited: list[Declared] = []

    def read(self, world: World, found: Scan, dialect: Any) -> None:
        """Reads what the group that is loaded now declares."""
        mappers = _mappers()
        reader = TableReader(self.extraction, mappers, self.distributions, dialect)
        for table in self.extraction.tables:
            if table.metadata.tables.get(table.key) is table:
                self.found.append(reader.facts(table))
        self.classes += ClassReader(self.extraction, mappers).classes()
        loaded = Loaded(self.extraction, world)
        failed = _by_file(self.extraction.failed)
        for declared in found.declared:
            if declared.file not in loaded.module_names:
                continue
            if loaded.inherits(declared):
                self.inherited.append(declared)
            elif not loaded.has(declared):
                cls = f"{loaded.module_names[declared.file]}.{declared.cls}" if declared.cls else None
                reason, missing = _reason(loaded.class_of(declared), declared.line, failed.get(declared.file, []))
                self._unloaded(declared, cls, reason, missing)

        self._read_nameless()

    def _read_nameless(self) -> None:
        """Classes whose columns are written here, and whose table would have got its name from a base that is missing."""
        known = {one.cls for one in self.unloaded}
        for cls, (file, line) in self.extraction.class_places.items():
            name = f"{cls.__module__}.{cls.__qualname__}"
            missing = mocks.missing_classes(cls)
            if not missing or cls.__subclasses__() or name in known or getattr(cls, "__table__", None) is not None:
                continue
            if cls.__dict__.get("__abstract__") is not True and bases.has_own_columns(cls):
                reason = f"the name of its table comes from {missing[0]}, which is not available"
                self._unloaded(Declared(None, cls.__qualname__, file, line), name, reason, missing[0])

    def _unloaded(self, declared: Declared, cls: Optional[str], reason: str, missing: Optional[str]) -> None:
        self.unloaded.append(Unloaded(declared, cls, reason, self.distributions.of(missing) if missing else None))

    def tables(self) -> "list[dict[str, Any]]":
        """Every table once. Several databases, and several import roots, may have tables of the same name."""
        chosen = {}
        for table in self.found:
            key = (table["schema"] or "", table["name"], table["file"], table["line"], table["class"] or "")
            if key not in chosen or len(table["columns"]) > len(chosen[key]["columns"]):
                chosen[key] = table
        return [chosen[key] for key in sorted(chosen)]


def _by_file(failed: "list[tuple[str, int, str]]") -> "dict[str, list[tuple[int, str]]]":
    found: dict[str, list[tuple[int, str]]] = {}
    for file, line, error in sorted(failed):
        found.setdefault(file, []).append((line, error))
    return found


def _reason(made: Optional[type], line: int, failed: "list[tuple[int, str]]") -> "tuple[str, Optional[str]]":
    """Why a declared table is not there, with the failed statements of its file in order; and the missing class that is to blame."""
    missing = mocks.missing_classes(made) if made is not None else []
    if missing:
        return f"{missing[0]} decides what is a table, and it is not available", missing[0]
    after = [error for place, error in failed if place >= line]
    return (after or [error for _, error in failed] or ["loading did not produce it"])[0], None


def _mappers() -> "dict[Any, list[Any]]":
    found: dict[Any, list[Any]] = {}
    for registry in mapperlib._all_registries():
        for manager in list(registry._managers):
            if manager.is_mapped and "mapper" in manager.__dict__:
                found.setdefault(manager.mapper.local_table, []).append(manager.mapper)
    return found


def _dialect(name: str) -> Any:
    dialect = sa.engine.url.URL.create(name).get_dialect()()
    return dialect


def _forget(extraction: state.Extraction, finder: SnapshotFinder) -> None:
    """The next group of import roots starts without the modules and tables of this one."""
    extraction.tables.clear()
    extraction.table_class.clear()
    finder.forget_modules()
    for part in (lazy, bases, hooks, mocks):
        part.forget()
