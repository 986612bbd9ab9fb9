"""Where an import comes from: standard library, bundled libraries, the repository, libraries on the packages path, companions; whatever
is left is a mock."""

import importlib
import importlib.machinery
import os
import sys
from types import ModuleType
from typing import Any, Optional

from . import loader, state
from .companions.catalogue import COMPANIONS, filler
from .roots import World, known_library
from .stdlib import NAMES


class SnapshotFinder:
    """Finds the repository's modules. One file is one module, under whatever names it is imported."""

    def __init__(self, extraction: state.Extraction, bundled: "frozenset[str]", packages: "list[str]") -> None:
        self.extraction = extraction
        self.packages = [os.path.realpath(folder) for folder in packages]
        self.itself = known_library(extraction.tree)
        self.packaged = frozenset(name.partition(".")[0] for folder in packages for name in os.listdir(folder)) - {""}
        self.tree = extraction.tree
        self.bundled = bundled
        self.world: World = World()
        self.names: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.search: list[str] = []
        self.importer = ""

    def enter(self, world: World, every_root: "list[str]") -> None:
        """Starts with the modules of another group of import roots."""
        self.world = world
        self.search = list(world.roots) + [r for r in every_root if r not in world.roots]
        for extra in ("", "src", "lib"):
            if extra not in self.search and extra in self.tree.folders:
                self.search.append(extra)
        self.names = {c.file: c.name for c in world.candidates}
        self.places = {c.name: c.file for c in world.candidates}
        self.kinds = {}

    def kind(self, top: str, importer: str) -> str:
        """Where a top-level name comes from: `library`, `repository`, `package`, `companion` or `missing`."""
        found = self.kinds.get(top)
        if found is None:
            if top in NAMES or top in self.bundled:
                found = "library"
            elif top != self.itself and self.folder_of(top, importer) is not None:
                found = "repository"
            else:
                found = "package" if top in self.packaged else "companion" if top in COMPANIONS else "missing"
                if found != "missing" or self._is_far(top):
                    self.kinds[top] = found
                return found
            self.kinds[top] = found
        return found

    def _is_far(self, top: str) -> bool:
        return not any(f.endswith(f"/{top}/__init__.py") or f.endswith(f"/{top}.py") for f in self.tree.python)

    def folder_of(self, top: str, importer: str) -> Optional[str]:
        """The folder that a top-level module of the repository is in, as the importing file would find it."""
        ancestors = [importer.rpartition("/")[0]]
        while ancestors[-1]:
            ancestors.append(ancestors[-1].rpartition("/")[0])
        own = self.names.get(importer)
        nearby = []
        if own:
            depth = own.count(".") + (1 if importer.endswith("/__init__.py") else 0)
            nearby = ancestors[depth : depth + 1]
            if depth and own.partition(".")[0] in self.world.packages:
                # Inside a package, a neighbour's file is no top-level module, even if it is named like a library.
                ancestors = ancestors[depth:]
        partial = None
        for base in dict.fromkeys(nearby + self.search + ancestors):
            path = f"{base}/{top}" if base else top
            if f"{path}/__init__.py" in self.tree.files or f"{path}.py" in self.tree.files:
                return base
            if path in self.tree.folders and partial is None:
                partial = base
            self.extraction.absent.update((f"{path}.py", f"{path}/__init__.py"))
        return partial

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        """Part of the protocol of `sys.meta_path`."""
        head, _, tail = fullname.rpartition(".")
        if fullname in self.places:
            file = self.places[fullname]
            return self._spec(fullname, file, file.endswith("__init__.py"))
        if not head:
            if tail in NAMES or tail in self.bundled:
                return None
            base = None if tail == self.itself else self.folder_of(tail, self.importer)
            if base is None:
                return loader.companion_spec(fullname, filler(tail)) if tail in COMPANIONS and tail not in self.packaged else None
            folders = list(dict.fromkeys([base] + self.search))
        else:
            top = fullname.partition(".")[0]
            if top in NAMES or top in self.bundled:
                return None
            folders = [f for f in map(self._inside, path or ()) if f is not None]
            if not folders and head in COMPANIONS and fullname in COMPANIONS and top not in self.packaged:
                return loader.companion_spec(fullname, filler(fullname))
        return self._in_folders(fullname, tail, folders)

    def _in_folders(self, fullname: str, tail: str, folders: "list[str]") -> Any:
        portions = []
        for folder in folders:
            path = f"{folder}/{tail}" if folder else tail
            for file, package in ((f"{path}/__init__.py", True), (f"{path}.py", False)):
                if file in self.tree.files:
                    return self._spec(fullname, file, package)
                self.extraction.absent.add(file)
            if path in self.tree.folders:
                portions.append(path)
        if not portions:
            return None
        spec = importlib.machinery.ModuleSpec(fullname, loader.NamespaceLoader(), is_package=True)
        spec.submodule_search_locations = [self._absolute(p) for p in portions]
        return spec

    def _spec(self, fullname: str, file: str, package: bool) -> Any:
        canonical = self.names.setdefault(file, fullname)
        if canonical != fullname:
            return importlib.machinery.ModuleSpec(fullname, loader.AliasLoader(canonical), is_package=package)
        self.places[fullname] = file
        path = self._absolute(file)
        spec = importlib.machinery.ModuleSpec(fullname, loader.SnapshotLoader(self, file), origin=path, is_package=package)
        spec.has_location = True
        if package:
            spec.submodule_search_locations = [os.path.dirname(path)]
        return spec

    def has_submodule(self, module: ModuleType, name: str) -> bool:
        """Whether a package of the repository has that submodule."""
        for folder in map(self._inside, getattr(module, "__path__", ())):
            path = f"{folder}/{name}" if folder else name
            if folder is not None and (f"{path}.py" in self.tree.files or path in self.tree.folders):
                return True
        return False

    def forget_modules(self) -> None:
        """Takes the repository's modules out of `sys.modules`."""
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None)
            if isinstance(module, loader.SnapshotModule) or isinstance(file, str) and self.extraction.relative(file):
                del sys.modules[name]
            elif name.partition(".")[0] in COMPANIONS or isinstance(file, str) and self._is_packaged(file):
                del sys.modules[name]

    def _is_packaged(self, file: str) -> bool:
        return any(file.startswith(folder + os.sep) for folder in self.packages)

    def _inside(self, folder: str) -> Optional[str]:
        if folder == self.extraction.root:
            return ""
        return self.extraction.relative(folder)

    def _absolute(self, path: str) -> str:
        return os.path.join(self.extraction.root, *path.split("/"))
