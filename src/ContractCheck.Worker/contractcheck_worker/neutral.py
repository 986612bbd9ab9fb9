"""What an application does at import besides declaring models has no effect."""

import atexit
import hashlib
import os
import random
import signal
import sys
import threading
import time
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, orm
from sqlalchemy.sql import schema

from . import state
from .mocks import Mock, guessed, is_mock


def install_in_sqlalchemy() -> None:
    """No engines, no database, no reflection. Safe before the fork: nothing here touches the interpreter itself."""
    engine = sys.modules["sqlalchemy.engine"]
    for module in (sa, engine, sys.modules.get("sqlalchemy.engine.create"), sys.modules.get("sqlalchemy.future")):
        for name in ("create_engine", "engine_from_config", "create_pool_from_url"):
            if module is not None and hasattr(module, name):
                setattr(module, name, _maker(f"sqlalchemy.{name}"))
    for owner, names in (
        (schema.MetaData, ("create_all", "drop_all", "reflect")),
        (schema.Table, ("create", "drop")),
        (schema.Index, ("create", "drop")),
    ):
        for name in names:
            setattr(owner, name, _nothing)
    _hook_events()
    _hook_inspect()
    orm.configure_mappers = _nothing


def install_in_interpreter() -> None:
    """For the child only: threads, signals, exit handlers, sleep, folders and the environment."""
    threading.Thread.start = _nothing
    atexit.register = lambda function, *args, **kwargs: function
    signal.signal = signal.setitimer = signal.alarm = _nothing
    time.sleep = _nothing
    os.mkdir = os.makedirs = _nothing
    uuid.uuid1 = uuid.uuid4 = _steady_uuid
    random.seed(0)
    os.environ.__class__.__getitem__ = _environment_item(os.environ.__class__.__getitem__)
    sys.argv = [""]
    sys.setrecursionlimit(3000)


def _maker(origin: str) -> Any:
    def make(*args: Any, **kwargs: Any) -> Mock:
        return Mock(origin, (args, kwargs))

    make.__name__ = origin.rpartition(".")[2]
    return make


def _nothing(*args: Any, **kwargs: Any) -> None:
    """Does nothing."""


def _hook_events() -> None:
    """Listening to something of a missing library, or to an engine, is of no interest."""
    for name in ("listen", "listens_for", "contains", "remove"):
        original = getattr(event, name)

        def listen(target: Any, *args: Any, _original: Any = original, _decorates: bool = name == "listens_for", **kw: Any) -> Any:
            if is_mock(target):
                return (lambda function: function) if _decorates else None
            return _original(target, *args, **kw)

        setattr(event, name, listen)
        setattr(sys.modules["sqlalchemy.event.api"], name, listen)


def _hook_inspect() -> None:
    from sqlalchemy import inspection

    original = inspection.inspect

    def inspect(subject: Any, raiseerr: bool = True) -> Any:
        return Mock("sqlalchemy.inspect", ((subject,), {})) if is_mock(subject) else original(subject, raiseerr)

    sa.inspect = inspect


_uuids = 0


def _steady_uuid(*args: Any, **kwargs: Any) -> uuid.UUID:
    """One that no other equals, whose first half is the same whenever the same code asks: names of types are made of it."""
    global _uuids
    _uuids += 1
    asking = []
    frame = sys._getframe(1)
    while frame is not None:
        file = state.current.relative(frame.f_code.co_filename) if state.current is not None else None
        if file is not None:
            asking.append(f"{file} {frame.f_code.co_name}")
        frame = frame.f_back
    first = hashlib.sha256("\n".join(asking).encode("utf-8", "replace")).digest()[:8]
    return uuid.UUID(bytes=first + _uuids.to_bytes(8, "big"), version=4)


def _environment_item(original: Any) -> Any:
    def __getitem__(self: Any, key: str) -> str:
        try:
            return original(self, key)
        except KeyError:
            guessed(False)
            caller = sys._getframe(1).f_code.co_filename
            if state.current is not None and caller.startswith(state.current.prefix) and isinstance(key, str):
                return "{" + key + "}"
            raise

    return __getitem__
