"""Around decorators, conditions and `except` clauses of the repository's modules: what is missing must not take what they stand at."""

from typing import Any, Callable

from . import mocks, state
from .mocks import is_mock


def decorator(value: Any) -> Any:
    """Decorators of missing libraries leave what they decorate as it is."""
    if is_mock(value):
        return _unchanged
    if isinstance(value, type) or not callable(value):
        return value

    def apply(decorated: Any) -> Any:
        result = value(decorated)
        return decorated if is_mock(result) else result

    return apply


def late_decorator(expression: "Callable[[], Any]") -> Any:
    """A class stays as it is where its decorator cannot be had, or raises."""

    def apply(decorated: Any) -> Any:
        try:
            return decorator(expression())(decorated)
        except MemoryError:
            raise
        except BaseException as error:  # noqa: BLE001 - the class matters more than what a decorator adds
            code = expression.__code__
            state.current.fail(state.current.relative(code.co_filename) or "", code.co_firstlineno, error)
            return decorated

    return apply


def condition(known: int, value: Any, declares: bool, declares_otherwise: bool) -> bool:
    """A condition in a class body. Where it depends on what is missing, the branch that declares something is taken.

    `known` is the number of guesses before the condition was looked at.
    """
    truth = bool(value)
    return truth if mocks.guesses() == known or declares == declares_otherwise else declares


def caught(kind: Any) -> Any:
    """What an `except` clause names, without what a missing library would have given."""
    if isinstance(kind, tuple):
        return tuple(k for k in kind if isinstance(k, type) and issubclass(k, BaseException))
    return kind if isinstance(kind, type) and issubclass(kind, BaseException) else ()


def _unchanged(decorated: Any) -> Any:
    return decorated
