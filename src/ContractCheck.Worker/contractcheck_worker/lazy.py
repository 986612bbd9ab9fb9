"""Imports of the repository's modules run when their name is first wanted.

A module's globals get a `__builtins__` mapping of their own. CPython asks its `__missing__` for a name that is neither global
nor built in, and that is where an import that waits is resolved.
"""

import builtins
import importlib
import sys
from types import ModuleType
from typing import Any, Generic, Optional, TypeVar

from . import bases, guards, mocks, state
from .mocks import is_mock, mock
from .syntax import GENERIC, TYPE_VARIABLE, UNREAD
from .transform import STAR, Import
from .unresolved import UnresolvedType

optional_imports: "dict[str, dict[int, bool]]" = {}
class_lines: "dict[str, dict[int, int]]" = {}
finder: Any = None
_real_import = builtins.__import__
_resolving: "set[tuple[str, str]]" = set()


class ModuleBuiltins(dict):
    """The built-in names as one module of the repository sees them."""

    def __init__(self, module: ModuleType, waiting: "dict[str, list[Import]]") -> None:
        super().__init__(builtins.__dict__)
        self.module = module
        self.waiting = waiting
        self.missing_stars: list[str] = []
        self["__import__"] = import_
        self["__build_class__"] = bases.build_class
        self["__cc_make_class__"] = bases.make_class
        self["__cc_decorator__"] = guards.decorator
        self["__cc_late_decorator__"] = guards.late_decorator
        self["__cc_guesses__"] = mocks.guesses
        self["__cc_condition__"] = guards.condition
        self["__cc_caught__"] = guards.caught
        self["__cc_mock__"] = mock
        self["__cc_written__"] = UnresolvedType
        self[UNREAD] = self.unread
        self[TYPE_VARIABLE] = TypeVar
        self[GENERIC] = Generic
        for name in waiting:
            self.pop(name, None)

    def __missing__(self, name: str) -> Any:
        if name in self.waiting:
            return resolve(self.module, self.waiting, name)
        _run_stars(self.module)
        if name in self.module.__dict__:
            return self.module.__dict__[name]
        if self.missing_stars and not name.startswith("_"):
            return self.module.__dict__.setdefault(name, mock(f"{self.missing_stars[-1]}.{name}"))
        raise KeyError(name)

    def unread(self, name: str, line: int, reason: str, *declared: Any) -> Any:
        """Stands where the parser left a statement out."""
        state.current.fail(_file_of(self.module.__dict__), line, SyntaxError(reason))
        return mock(f"{self.module.__name__}.{name}")


def waiting_of(module: Any) -> "dict[str, list[Import]]":
    """Imports of a module that have not run."""
    names = getattr(module, "__dict__", {}).get("__builtins__")
    return names.waiting if isinstance(names, ModuleBuiltins) else {}


def resolve(module: ModuleType, waiting: "dict[str, list[Import]]", name: str) -> Any:
    """Runs the import that binds a name in a module."""
    if name == STAR:
        return _run_stars(module)
    key = (module.__name__, name)
    if key in _resolving:
        # `from . import settings` in a package asks the package for the name before it looks for a submodule.
        if finder is not None and finder.has_submodule(module, name):
            return importlib.import_module(f"{module.__name__}.{name}")
        return mock(f"{module.__name__}.{name}")
    _resolving.add(key)
    try:
        for entry in waiting[name]:
            value = _run(module, entry)
    finally:
        _resolving.discard(key)
    waiting.pop(name, None)
    module.__dict__.setdefault(name, value)
    return module.__dict__[name]


def resolve_all(module: ModuleType) -> None:
    """Runs every import of a module that waits."""
    waiting = waiting_of(module)
    for name in list(waiting):
        if name in waiting and name not in module.__dict__:
            resolve(module, waiting, name)


def resolve_names(module: Any, names: "set[str]") -> None:
    """Runs the imports that bind these names: SQLAlchemy reads string annotations from the module's dictionary."""
    waiting = waiting_of(module)
    for name in sorted(names & waiting.keys()):
        if name not in module.__dict__:
            resolve(module, waiting, name)
    if STAR in waiting and any(name not in module.__dict__ and not hasattr(builtins, name) for name in names):
        _run_stars(module)


def _run_stars(module: ModuleType) -> None:
    """Runs the imports of everything in a module; what a missing library would have given cannot be listed."""
    entries = waiting_of(module).pop(STAR, ())
    if not entries:
        return
    names = module.__dict__
    waiting: ModuleBuiltins = names["__builtins__"]
    key = (module.__name__, STAR)
    _resolving.add(key)
    given: set[str] = set()
    try:
        for entry in entries:
            found = _run(module, entry)
            if is_mock(found):
                waiting.missing_stars.append(found._cc_origin)
                continue
            for name in _public(found):
                # A later import of everything goes before an earlier one, not before what the module itself has bound.
                if name not in waiting.waiting and (name not in names or name in given or _is_submodule(module, name)):
                    names[name] = getattr(found, name)
                    given.add(name)
    finally:
        _resolving.discard(key)


def _public(module: Any) -> "list[str]":
    listed = getattr(module, "__all__", None)
    if isinstance(listed, (list, tuple)):
        return [name for name in listed if isinstance(name, str) and hasattr(module, name)]
    return [name for name in vars(module) if not name.startswith("_")]


def _is_submodule(package: ModuleType, name: str) -> bool:
    """Whether a name only stands for a submodule because that was imported: a table may be named like the file that it is in."""
    value = package.__dict__[name]
    return isinstance(value, ModuleType) and value.__name__ == f"{package.__name__}.{name}"


def _run(module: ModuleType, entry: Import) -> Any:
    names = module.__dict__
    wanted = (entry.name,) if entry.name not in ("", "*top") else None
    try:
        found = import_(entry.module, names, names, wanted, entry.level, entry.line)
        if entry.name in (STAR, "*top"):
            return found
        if entry.name == "":
            for part in entry.module.split(".")[1:]:
                found = getattr(found, part)
            return found
        if isinstance(found, ModuleType) and hasattr(found, "__path__") and not hasattr(found, entry.name):
            return missing_module(f"{found.__name__}.{entry.name}", wanted)
        return getattr(found, entry.name)
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001 - what an import raises must not end the module that wants it
        file = names.get("__file__")
        place = state.current.relative(file) if isinstance(file, str) else None
        state.current.fail(place or "", entry.line, error)
        base = _absolute(entry.module, names, entry.level)
        return mock(base if entry.name in ("", STAR) else base.partition(".")[0] if entry.name == "*top" else f"{base}.{entry.name}")


def import_(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0, line: int = 0) -> Any:
    """The `__import__` of the repository's modules."""
    names = globals or {}
    absolute = _absolute(name, names, level)
    importer = _file_of(names)
    top = absolute.partition(".")[0]
    kind = finder.kind(top, importer)
    if kind == "missing":
        if _optional(names, line, True):
            raise ModuleNotFoundError(f"No module named {absolute!r}", name=absolute)
        return missing_module(absolute, fromlist)
    previous, finder.importer = finder.importer, importer
    try:
        module = _real_import(name, names, locals, fromlist, level)
    except ModuleNotFoundError as error:
        absent = error.name or ""
        if kind == "package" and not (absolute + ".").startswith(absent + "."):
            # The library is there, and a library that it needs is not.
            state.current.mocked.add(absent)
            return missing_module(absolute, fromlist)
        if kind == "library" and top in finder.bundled or not (absolute + ".").startswith(absent + "."):
            raise
        if _optional(names, line, False) if kind != "library" else _optional(names, line, True):
            raise
        return missing_module(absolute, fromlist)
    finally:
        finder.importer = previous
    if fromlist and kind == "repository":
        _fill_fromlist(module, fromlist)
    return module


def _fill_fromlist(module: ModuleType, fromlist: Any) -> None:
    if "*" in fromlist:
        public = module.__dict__.get("__all__")
        if isinstance(public, (list, tuple)):
            resolve_names(module, {n for n in public if isinstance(n, str)})
        else:
            resolve_all(module)


def missing_module(absolute: str, fromlist: Any) -> Any:
    """The mock of a module that is not there; without a from-list, of its top-level package."""
    state.current.mocked.add(absolute)
    return mock(absolute if fromlist else absolute.partition(".")[0])


def attribute(module: ModuleType, name: str) -> Any:
    """An attribute that a module of the repository does not have yet."""
    waiting = waiting_of(module)
    if name in waiting:
        return resolve(module, waiting, name)
    if any(entry.module.rpartition(".")[2] == name for entry in waiting.get(STAR, ())):
        _run_stars(module)
        if name in module.__dict__:
            return module.__dict__[name]
    if name.startswith("__") or finder is None or state.current is None:
        raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
    if finder.has_submodule(module, name):
        return importlib.import_module(f"{module.__name__}.{name}")
    own = module.__dict__.get("__builtins__")
    if isinstance(own, ModuleBuiltins):
        try:
            return own.__missing__(name)
        except KeyError:
            pass
    spec = module.__dict__.get("__spec__")
    unfinished = getattr(spec, "_initializing", False) or (module.__name__, STAR) in _resolving
    if unfinished or module.__dict__.get("__cc_incomplete__"):
        return mock(f"{module.__name__}.{name}")
    raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")


def _absolute(name: str, names: "dict[str, Any]", level: int) -> str:
    if level == 0:
        return name
    package = names.get("__package__")
    if package is None:
        package = names.get("__name__", "")
        if "__path__" not in names:
            package = package.rpartition(".")[0]
    parts = package.split(".")
    base = ".".join(parts[: len(parts) - level + 1])
    return f"{base}.{name}" if name and base else base or name


def _file_of(names: "dict[str, Any]") -> str:
    file = names.get("__file__")
    return (isinstance(file, str) and state.current.relative(file)) or ""


def _optional(names: "dict[str, Any]", line: int, only_with_fallback: bool) -> bool:
    file = names.get("__file__")
    lines: Optional[dict[int, bool]] = optional_imports.get(file) if isinstance(file, str) else None
    if not lines or line:
        return False
    fallback = lines.get(sys._getframe(2).f_lineno)
    return fallback is not None and (fallback or not only_with_fallback)


def forget() -> None:
    """Drops what earlier loading left."""
    optional_imports.clear()
    class_lines.clear()
    _resolving.clear()
    mocks.forget()
