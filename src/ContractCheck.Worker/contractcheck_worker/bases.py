"""Every class of the repository passes here before it is made: classes whose declarative base is missing get a synthetic one."""

import builtins
import re
import sys
from types import FunctionType
from typing import Any, Iterable, Optional

from . import lazy, mocks, state
from .mocks import Missing, is_mock

_real_build_class = builtins.__build_class__
_ANNOTATION = re.compile(r"^[\w.\[\], |\"']{1,200}$")
_WORD = re.compile(r"[A-Za-z_]\w*")
_declarative: "dict[str, type]" = {}


def build_class(body: FunctionType, name: str, *bases: Any, **keywords: Any) -> Any:
    """The `__build_class__` of the repository's modules."""
    code = body.__code__
    if "__annotations__" in code.co_names:
        _resolve_annotations(body)
    metaclass = keywords.get("metaclass")
    if metaclass is not None and not _is_metaclass(metaclass):
        del keywords["metaclass"]
    if any(map(is_mock, bases)) or mocks.Mock in bases:
        bases, metaclass = _without_mocks(bases)
        if metaclass is not None:
            keywords.setdefault("metaclass", metaclass)
    if "__table_args__" in code.co_names or _may_need_base(code.co_names, bases):
        made = _real_build_class(body, name, *bases, metaclass=_Decide(keywords.pop("metaclass", None)), **keywords)
    else:
        made = _real_build_class(body, name, *bases, **keywords)
    if isinstance(made, type) and state.current is not None:
        _note_place(made, code, code.co_firstlineno)
    return made


def make_class(name: str, bases: "tuple[Any, ...]", body: "dict[str, Any]", **keywords: Any) -> Any:
    """The `type(name, bases, body)` of the repository's modules."""
    caller = sys._getframe(1)
    body = {"__module__": caller.f_globals.get("__name__", ""), **body}
    if not any(map(is_mock, bases)):
        return type(name, bases, body, **keywords)
    plain, metaclass = _without_mocks(tuple(bases))
    decide = _may_need_base(body, plain)
    made = (_Decide(metaclass) if decide else metaclass or type)(name, plain, body, **keywords)
    if state.current is not None:
        _note_place(made, caller.f_code, caller.f_lineno)
    return made


def _resolve_annotations(body: FunctionType) -> None:
    names: set[str] = set()
    for constant in body.__code__.co_consts:
        if isinstance(constant, str) and _ANNOTATION.match(constant):
            names.update(_WORD.findall(constant))
    if names:
        lazy.resolve_names(sys.modules.get(body.__globals__.get("__name__", "")), names)


def _is_metaclass(value: Any) -> bool:
    if isinstance(value, type):
        return issubclass(value, type) or not issubclass(value, Missing)
    return callable(value) and not is_mock(value)


def _without_mocks(bases: "tuple[Any, ...]") -> "tuple[tuple[Any, ...], Optional[type]]":
    """Plain classes in place of the mocks, as a missing helper such as `with_metaclass(Meta, Base)` would give them."""
    result: list[Any] = []
    metaclass = None
    makes_classes = any(isinstance(b, type) and issubclass(b, type) for b in bases)
    for base in bases:
        if base is mocks.Mock:
            result.append(type)
        elif not is_mock(base):
            result.append(base)
        else:
            given = [a for a in (base._cc_call or ((), {}))[0] if isinstance(a, type)]
            if given and issubclass(given[0], type):
                metaclass = given.pop(0)
            # A plain class beside a metaclass would break every class that is made with it.
            result.extend(given or ([] if makes_classes else [_stand_in(base)]))
    return tuple(dict.fromkeys(result)), metaclass


def _stand_in(missing: Any) -> type:
    name = missing._cc_origin.rpartition(".")[2]
    kind = next((k for k in ("StrEnum", "IntEnum") if name.endswith(k)), None)
    if kind is None and not missing._cc_origin.startswith(("aenum.", "enum34.")):
        return mocks.placeholder(missing)
    import enum

    # An enumeration's names and values are all in its own body; the missing base only adds methods.
    class StrEnum(str, enum.Enum):
        pass

    return {"StrEnum": StrEnum, "IntEnum": enum.IntEnum}.get(kind or "", enum.Enum)


def _may_need_base(names: "Iterable[str]", bases: "tuple[Any, ...]") -> bool:
    if not any(isinstance(b, type) and issubclass(b, Missing) for b in bases):
        return False
    if any(isinstance(b, type) and _is_declarative(b) for b in bases):
        return False
    return "__tablename__" in names or "__table__" in names or any(_has_table_name(b) for b in bases)


def _has_table_name(base: Any) -> bool:
    return isinstance(base, type) and any("__tablename__" in c.__dict__ or c.__dict__.get("__table__") is not None for c in base.__mro__)


def _is_declarative(cls: type) -> bool:
    return hasattr(cls, "_sa_registry") or hasattr(cls, "registry") and not is_mock(cls.registry)


class _Decide:
    """A metaclass that looks at the finished class body before it chooses the bases."""

    def __init__(self, metaclass: Any) -> None:
        self.metaclass = metaclass

    def __call__(self, name: str, bases: "tuple[type, ...]", body: "dict[str, Any]", **keywords: Any) -> Any:
        if is_mock(body.get("__table_args__")):
            body["__cc_unread_arguments__"] = f"{mocks.written(body.pop('__table_args__'))} of the table is unknown"
        if body.get("__abstract__") is not True and _needs_base(bases, body):
            bases = (*bases, _synthetic(bases))
        metaclass = self.metaclass or type
        for base in bases:
            if issubclass(type(base), metaclass):
                metaclass = type(base)
        return metaclass(name, bases, body, **keywords)


def _needs_base(bases: "tuple[type, ...]", body: "dict[str, Any]") -> bool:
    names = [name for name in ("__tablename__", "__table__") if body.get(name) is not None]
    return _may_need_base(names, bases) and _has_columns(bases, body)


def _has_columns(bases: "tuple[type, ...]", body: "dict[str, Any]") -> bool:
    if body.get("__table__") is not None or any(_is_column(v) for v in body.values()):
        return True
    return any(_is_column(v) for b in bases for c in b.__mro__ for v in c.__dict__.values()) or "__tablename__" in body


def has_own_columns(cls: type) -> bool:
    """Whether a class or a base of it, of the repository, writes columns."""
    for base in cls.__mro__:
        if base not in state.current.class_places:
            continue
        # Tables and constraints may hang on a class too.
        if any(_is_column(value) and hasattr(value, "nullable") or type(value).__name__ == "MappedColumn" for value in base.__dict__.values()):
            return True
        if any("Mapped[" in str(annotation) for annotation in base.__dict__.get("__annotations__", {}).values()):
            return True
    return False


def _is_column(value: Any) -> bool:
    return hasattr(type(value), "_set_parent") or type(value).__name__ == "MappedColumn"


def _synthetic(bases: "tuple[type, ...]") -> type:
    """One declarative base, and so one registry, per missing base."""
    from sqlalchemy.orm import declarative_base

    origin = mocks.origin_of(next(b for b in bases if issubclass(b, Missing) and b is not Missing))
    found = _declarative.get(origin)
    if found is None:
        found = _declarative[origin] = declarative_base(name="Base")
    return found


def _note_place(cls: type, code: Any, line: int) -> None:
    file = state.current.relative(code.co_filename)
    if file is not None:
        state.current.class_places[cls] = (file, lazy.class_lines.get(code.co_filename, {}).get(line, line))
    for name, reason in list(cls.__dict__.items()):
        if name.startswith("__cc_unread_") and isinstance(reason, str):
            state.current.gap(cls, None, reason)


def forget() -> None:
    """Drops what earlier loading left."""
    _declarative.clear()
