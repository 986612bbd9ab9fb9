"""six, as far as it makes classes: enumerations and models whose metaclass is given through it would lose their members otherwise."""

from types import ModuleType
from typing import Any, Callable

from ..mocks import members_of


def fill(module: ModuleType) -> None:
    """Names of `six`."""
    module.PY2, module.PY3, module.PY34 = False, True, True
    module.string_types, module.integer_types, module.class_types = (str,), (int,), (type,)
    module.text_type, module.binary_type, module.MAXSIZE = str, bytes, 2**63 - 1
    module.with_metaclass, module.add_metaclass = with_metaclass, add_metaclass
    module.python_2_unicode_compatible = lambda cls: cls
    module.u = module.ensure_str = module.ensure_text = lambda text, *_, **__: text
    module.b = lambda text: text.encode("latin-1")
    module.next, module.callable, module.Iterator = next, callable, object
    for name in ("keys", "values", "items"):
        setattr(module, f"iter{name}", _iterate(name))
        setattr(module, f"view{name}", _view(name))
    module.__getattr__ = members_of("six")


def fill_moves(module: ModuleType) -> None:
    """Names of `six.moves`: builtins, and mocks of modules that models do not need."""
    for name, found in (("range", range), ("xrange", range), ("map", map), ("filter", filter), ("zip", zip)):
        setattr(module, name, found)
    module.__getattr__ = members_of("six.moves")


def with_metaclass(meta: Any, *bases: type) -> type:
    """A base that the class loses again when the metaclass makes it."""

    class Making(type):
        def __new__(cls, name: str, this_bases: Any, body: Any) -> Any:
            return meta(name, bases, body)

        @classmethod
        def __prepare__(cls, name: str, this_bases: Any) -> Any:
            return meta.__prepare__(name, bases)

    return type.__new__(Making, "temporary_class", (), {})


def add_metaclass(metaclass: Any) -> "Callable[[type], type]":
    """Makes the class anew with the metaclass."""

    def made(cls: type) -> type:
        slots = cls.__dict__.get("__slots__", ())
        left_out = {"__dict__", "__weakref__", *((slots,) if isinstance(slots, str) else slots)}
        body = {name: value for name, value in cls.__dict__.items() if name not in left_out}
        found: type = metaclass(cls.__name__, cls.__bases__, {**body, "__qualname__": cls.__qualname__})
        return found

    return made


def _iterate(name: str) -> "Callable[..., Any]":
    return lambda mapping, **options: iter(getattr(mapping, name)(**options))


def _view(name: str) -> "Callable[..., Any]":
    return lambda mapping: getattr(mapping, name)()
