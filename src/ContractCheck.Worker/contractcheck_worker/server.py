"""The worker: reads orders, forks a child for each, passes on what is sound. It runs no code of the repository."""

import gc
import json
import os
import platform
import selectors
from typing import Any, Callable, Optional

from . import PROTOCOL
from .frames import Frame, FrameError, decode, encode
from .orders import ORDERS
from .libraries import bundled
from .process import ChildProcess
from .sandbox import offer, readable

ORDER_LIMIT = 1 << 20
TICK = 0.005
IDLE_TICK = 0.25


def refuse(why: str) -> int:
    """Says hello with the reason why nothing can be extracted."""
    _, replies = _take_standard_streams()
    _reply(replies, b"H", 0, {"protocol": PROTOCOL, "error": why})
    return 1


def serve(folder: str, warm_up: "Callable[[], str]") -> int:
    """Runs until the engine says quit or closes the pipe. Warming up gives the version of SQLAlchemy."""
    orders, replies = _take_standard_streams()
    try:
        hello = {"protocol": PROTOCOL, "python": platform.python_version(), "sqlalchemy": warm_up()}
        offered = offer.look()
        readable.remember_libraries()
    except Exception as error:  # noqa: BLE001 - a broken folder of libraries may raise anything
        _reply(replies, b"H", 0, {"protocol": PROTOCOL, "error": f"{type(error).__name__}: {error}"})
        return 1
    # What is there now stays: children must not copy its pages by looking for garbage in it.
    gc.freeze()
    gc.enable()
    _reply(replies, b"H", 0, {**hello, "sandbox": offered.facts()})
    return Server(orders, replies, bundled(folder), offered).run()


def _take_standard_streams() -> "tuple[int, int]":
    """Frames get descriptors of their own, so that nothing printed by accident can get between them."""
    orders, replies = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.close(null)
    return orders, replies


def _reply(replies: int, kind: bytes, id: int, value: "dict[str, Any]") -> None:
    _write(replies, encode(kind, id, json.dumps(value).encode()))


def _write(replies: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(replies, view) :]


class Server:
    """The loop over the engine's orders and the children's pipes."""

    def __init__(self, orders: int, replies: int, bundled: "frozenset[str]", offered: offer.Offer) -> None:
        self.orders = orders
        self.replies = replies
        self.bundled = bundled
        self.offered = offered
        self.buffer = bytearray()
        self.children: list[ChildProcess] = []
        self.selector = selectors.DefaultSelector()
        self.selector.register(orders, selectors.EVENT_READ)

    def run(self) -> int:
        """Ends with the exit code of the worker; no child outlives it."""
        try:
            while True:
                for key, _ in self.selector.select(self._patience()):
                    if key.fd == self.orders:
                        code = self._take_orders()
                        if code is not None:
                            return code
                    elif not key.data.read(key.fd):
                        self.selector.unregister(key.fd)
                for process in list(self.children):
                    if process.poll():
                        self._finish(process)
        except BrokenPipeError:
            return 0
        finally:
            for process in self.children:
                process.kill()

    def _patience(self) -> Optional[float]:
        if not self.children:
            return None
        return TICK if any(len(p.pipes) < 2 or p.verdict or p.status is not None for p in self.children) else IDLE_TICK

    def _take_orders(self) -> Optional[int]:
        data = os.read(self.orders, 1 << 16)
        if not data:
            return 0
        self.buffer += data
        while True:
            try:
                decoded = decode(self.buffer, ORDER_LIMIT)
            except FrameError:
                return 1
            if decoded is None:
                return None
            frame, size = decoded
            del self.buffer[:size]
            if frame.kind == b"Q":
                return 0
            if frame.kind not in ORDERS:
                return 1
            self._start(frame)

    def _start(self, frame: Frame) -> None:
        try:
            process = ChildProcess(frame.id, ORDERS[frame.kind].read(frame.payload), self.bundled, self.offered)
        except (ValueError, OSError, RecursionError) as error:
            self._fail(frame.id, "internal", str(error), "")
            return
        self.children.append(process)
        for pipe in process.pipes:
            self.selector.register(pipe, selectors.EVENT_READ, process)

    def _finish(self, process: ChildProcess) -> None:
        for pipe in process.pipes:
            self.selector.unregister(pipe)
        outcome = process.outcome()
        self.children.remove(process)
        if outcome.document is not None:
            _write(self.replies, encode(b"R", process.id, outcome.document))
        else:
            self._fail(process.id, outcome.reason, outcome.message, process.log.decode("utf-8", "replace"))

    def _fail(self, id: int, reason: str, message: str, log: str) -> None:
        _reply(self.replies, b"F", id, {"reason": reason, "message": message, "log": log})
