"""Recording mocks: instances that stand for whatever a missing library would have given."""

import enum
from types import BuiltinMethodType
from typing import Any, Callable, Optional, Union

from . import views
from .companions.database import member
from .companions.known import attributes

_HIDDEN_PREFIXES = ("__", "_sa_", "_sqla_", "_cc_", "_set_parent", "_compiler_dispatch", "_is_", "_ipython", "_repr_")
_by_origin: "dict[str, Mock]" = {}
_placeholders: "dict[str, type]" = {}
_guesses = 0


class Mock:
    """Knows its dotted origin and, where it is the result of a call, the arguments of that call.

    It is an instance and not a class: a class with a metaclass of its own would meet DeclarativeMeta and die of a conflict.
    """

    __slots__ = ("_cc_origin", "_cc_call", "__dict__", "__weakref__")

    def __init__(self, origin: str, call: "Optional[tuple[tuple, dict]]" = None) -> None:
        object.__setattr__(self, "_cc_origin", origin)
        object.__setattr__(self, "_cc_call", call)

    def __getattr__(self, name: str) -> Any:
        if name.startswith(_HIDDEN_PREFIXES):
            return _dunder(self, name)
        if self._cc_call is None:
            found = member(self._cc_origin, name)
            return mock(f"{self._cc_origin}.{name}") if found is None else found
        child = Mock(f"{self._cc_origin}().{name}")
        self.__dict__[name] = child
        return child

    def __call__(self, *args: Any, **kwargs: Any) -> "Mock":
        views.note(self._cc_origin, args, kwargs)
        return Mock(self._cc_origin, (args, kwargs))

    def __mro_entries__(self, bases: tuple) -> tuple:
        return (placeholder(mock(self._cc_origin.partition("[")[0])),)

    def __getitem__(self, key: Any) -> "Mock":
        if self._cc_call is not None or not isinstance(key, (str, int)):
            return self
        # Two settings are two values: tables of two schemas must not become one.
        return mock(f"{self._cc_origin}[{key!r}]")

    def __setitem__(self, key: Any, value: Any) -> None:
        pass

    def __delitem__(self, key: Any) -> None:
        pass

    def __iter__(self):
        return iter(())

    def __next__(self):
        raise StopIteration

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return guessed(True)

    def __contains__(self, item: Any) -> bool:
        return guessed(False)

    def __eq__(self, other: Any) -> bool:
        return guessed(self is other)

    def __ne__(self, other: Any) -> bool:
        return guessed(self is not other)

    # A version or a limit of a library that is not there is taken to be a new and large one.
    def __lt__(self, other: Any) -> bool:
        return guessed(False)

    def __le__(self, other: Any) -> bool:
        return guessed(False)

    def __gt__(self, other: Any) -> bool:
        return guessed(True)

    def __ge__(self, other: Any) -> bool:
        return guessed(True)

    def __hash__(self) -> int:
        return hash(self._cc_origin)

    def __instancecheck__(self, instance: Any) -> bool:
        return guessed(False)

    def __subclasscheck__(self, subclass: Any) -> bool:
        return guessed(False)

    def __str__(self) -> str:
        return "{" + self._cc_origin + "}"

    def __repr__(self) -> str:
        return written(self)

    def __format__(self, spec: str) -> str:
        return str(self)

    def __fspath__(self) -> str:
        return str(self)

    def __add__(self, other: Any) -> Any:
        return str(self) + other if isinstance(other, str) else self

    def __radd__(self, other: Any) -> Any:
        return other + str(self) if isinstance(other, str) else self

    # In an annotation, None beside a missing type says that there may be no value.
    def __or__(self, other: Any) -> Any:
        return Union[self, other] if other is None or isinstance(other, type) else self

    def __ror__(self, other: Any) -> Any:
        return Union[other, self] if other is None or isinstance(other, type) else self

    # A number must never be made up: the statement fails instead, and its name becomes a mock.
    def __int__(self) -> int:
        raise TypeError(f"{self} is not known")

    __float__ = __index__ = __int__

    def __enter__(self) -> "Mock":
        return self

    def __exit__(self, *exception: Any) -> bool:
        return False

    async def __aenter__(self) -> "Mock":
        return self

    async def __aexit__(self, *exception: Any) -> bool:
        return False

    def __await__(self):
        return self
        yield


def _same(self: Mock, *others: Any) -> Mock:
    return self


for _name in ("sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "xor", "lshift", "rshift"):
    setattr(Mock, f"__{_name}__", _same)
    setattr(Mock, f"__r{_name}__", _same)
for _name in ("neg", "pos", "abs", "invert"):
    setattr(Mock, f"__{_name}__", _same)


def _dunder(self: Mock, name: str) -> Any:
    short = self._cc_origin.rpartition(".")[2]
    if name in ("__name__", "__qualname__"):
        return short
    if name in ("__module__", "__package__"):
        return self._cc_origin.rpartition(".")[0]
    if name in ("__version__", "__file__", "__version_info__", "__all__"):
        return [] if name == "__all__" else mock(f"{self._cc_origin}.{name}")
    if name == "__path__":
        return []
    raise AttributeError(name)


def mock(origin: str) -> Mock:
    """The one mock of a dotted name."""
    found = _by_origin.get(origin)
    if found is None:
        found = _by_origin[origin] = Mock(origin)
    return found


def members_of(origin: str) -> "Callable[[str], Mock]":
    """A module's `__getattr__`: what its stand-in does not have is a mock."""

    def found(name: str) -> Mock:
        if name.startswith("__"):
            raise AttributeError(name)
        return mock(f"{origin}.{name}")

    return found


def guessed(answer: bool) -> bool:
    """An answer that nobody knows; `guesses` tells that there was one."""
    global _guesses
    _guesses += 1
    return answer


def guesses() -> int:
    """How many answers were guessed so far."""
    return _guesses


def is_mock(value: Any) -> bool:
    """Whether the value is a mock, whatever it says of its class."""
    return type(value) is Mock


class Missing:
    """Base of the plain classes that stand for missing classes."""

    _cc_arguments: "tuple[tuple, dict]" = ((), {})

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        following = super().__new__
        made = following(cls) if following is object.__new__ else following(cls, *args, **kwargs)
        if args or kwargs:
            try:
                made.__dict__["_cc_arguments"] = (args, kwargs)
            except AttributeError:
                pass
        return made

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __init_subclass__(cls, **kwargs: Any) -> None:
        following = super().__init_subclass__
        following() if isinstance(following, BuiltinMethodType) else following(**kwargs)

    def __class_getitem__(cls, item: Any) -> type:
        return cls

    def __getattr__(self, name: str) -> Any:
        if name.startswith(_HIDDEN_PREFIXES):
            raise AttributeError(name)
        return Mock(f"{type(self).__module__}.{type(self).__qualname__}.{name}")


def placeholder(missing: Mock) -> type:
    """The plain class that stands for a missing class when another inherits from it."""
    origin = missing._cc_origin
    found = _placeholders.get(origin)
    if found is None:
        module, _, name = origin.rpartition(".")
        known = attributes(origin)
        body = {"__module__": module, "_cc_origin": origin, "_cc_known": known is not None, **(known or {})}
        found = type(name or origin, (Missing,), body)
        _placeholders[origin] = found
    return found


def missing_classes(cls: type) -> "list[str]":
    """Dotted names of the missing classes that a class inherits from, of which nobody knows what they add."""
    return [c.__dict__["_cc_origin"] for c in cls.__mro__ if not c.__dict__.get("_cc_known", True)]


def origin_of(cls: type) -> str:
    """Dotted name of the first missing class that a class inherits from."""
    return next(c.__dict__["_cc_origin"] for c in cls.__mro__ if "_cc_origin" in c.__dict__)


def _short(origin: str) -> str:
    parts = origin.split(".")
    for index, part in enumerate(parts):
        if part[:1].isupper():
            return ".".join(parts[index:])
    return parts[-1]


def _whole(origin: str) -> str:
    return origin


def described(value: Any) -> str:
    """As `written`, with the whole dotted origin."""
    return written(value, _whole)


def written(value: Any, name: "Callable[[str], str]" = _short) -> str:
    """A mock, or an instance of a class that derives from a missing one, as the source writes it."""
    if is_mock(value):
        text = name(value._cc_origin)
        return text if value._cc_call is None else text + _arguments(*value._cc_call, name)
    if isinstance(value, Missing):
        return name(f"{type(value).__module__}.{type(value).__qualname__}") + _arguments(*value._cc_arguments, name)
    if isinstance(value, type):
        return value.__name__
    if value is None or type(value) in (str, bytes, int, float, bool):
        return repr(value)
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, (str, bytes, int, float)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        inner = ", ".join(written(v, name) for v in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner})"
    if isinstance(value, (set, frozenset)):
        return "{" + ", ".join(sorted(written(v, name) for v in value)) + "}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(k, name)}: {written(v, name)}" for k, v in value.items()) + "}"
    if hasattr(type(value), "_sqla_type"):
        return repr(value)
    return getattr(value, "__name__", type(value).__name__)


def _arguments(args: tuple, kwargs: dict, name: "Callable[[str], str]") -> str:
    texts = [written(a, name) for a in args] + [f"{k}={written(v, name)}" for k, v in kwargs.items()]
    return "(" + ", ".join(texts) + ")"


def forget() -> None:
    """Drops what earlier loading made, so that every import root starts with clean mocks."""
    _by_origin.clear()
    _placeholders.clear()
