"""Loaders for the repository's modules, for second names of the same file, and for companions."""

import importlib
import importlib.machinery
import os
from types import ModuleType
from typing import Any, Callable

from . import lazy, syntax, tolerant


class SnapshotModule(ModuleType):
    """A module of the repository. Names that it imports are resolved when somebody asks for them."""

    def __getattr__(self, name: str) -> Any:
        return lazy.attribute(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        # The import system binds a submodule in its package; an import of the package that waits under the same name runs after that.
        if not isinstance(value, ModuleType) or name not in lazy.waiting_of(self):
            super().__setattr__(name, value)

    def __dir__(self) -> "list[str]":
        lazy.resolve_all(self)
        return sorted(self.__dict__)


class SnapshotLoader:
    """Runs one file of the repository, statement by statement where it fails."""

    def __init__(self, finder: Any, file: str) -> None:
        self.finder = finder
        self.file = file

    def create_module(self, spec: Any) -> ModuleType:
        """Part of the loader protocol."""
        return SnapshotModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Part of the loader protocol."""
        extraction = self.finder.extraction
        extraction.files.add(self.file)
        path = module.__spec__.origin
        try:
            ready = extraction.modules.take(self.file, path)
        except Exception as error:  # noqa: BLE001 - the parser raises several kinds for text that is no Python
            if self.file not in extraction.unparsed:
                extraction.fail(self.file, syntax.line_of(error), error)
            module.__dict__["__builtins__"] = lazy.ModuleBuiltins(module, {})
            module.__dict__["__cc_incomplete__"] = True
            return
        for qualname, lines in ready.known.attribute_lines.items():
            extraction.attribute_lines[module.__name__, qualname] = lines
        lazy.optional_imports[path] = ready.known.optional_imports
        lazy.class_lines[path] = ready.known.class_lines
        module.__dict__["__builtins__"] = lazy.ModuleBuiltins(module, ready.known.imports)
        tolerant.run(ready, path, self.file, module.__dict__)

    def get_source(self, fullname: str) -> str:
        """Part of the loader protocol; tracebacks and `inspect` ask for it."""
        return self.finder.tree.read(self.file).decode("utf-8", "replace")

    def is_package(self, fullname: str) -> bool:
        """Part of the loader protocol."""
        return os.path.basename(self.file) == "__init__.py"

    def get_data(self, path: str) -> bytes:
        """Part of the loader protocol; `pkgutil.get_data` asks for it."""
        with open(path, "rb") as file:
            return file.read()


class NamespaceLoader:
    """A folder without `__init__.py`."""

    def create_module(self, spec: Any) -> ModuleType:
        """Part of the loader protocol."""
        return SnapshotModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Part of the loader protocol."""


class AliasLoader:
    """The same file under a second name is the same module, so that its tables are not declared twice."""

    def __init__(self, canonical: str) -> None:
        self.canonical = canonical

    def create_module(self, spec: Any) -> ModuleType:
        """Part of the loader protocol."""
        module = importlib.import_module(self.canonical)
        self.spec = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Part of the loader protocol."""
        module.__spec__ = self.spec


class CompanionLoader:
    """A small faithful stand-in for a library that defines what a table is."""

    def __init__(self, fill: "Callable[[ModuleType], None]") -> None:
        self.fill = fill

    def create_module(self, spec: Any) -> None:
        """Part of the loader protocol."""

    def exec_module(self, module: ModuleType) -> None:
        """Part of the loader protocol."""
        self.fill(module)


def companion_spec(fullname: str, fill: "Callable[[ModuleType], None]") -> Any:
    """Spec of a companion's module."""
    return importlib.machinery.ModuleSpec(fullname, CompanionLoader(fill), is_package=True)

