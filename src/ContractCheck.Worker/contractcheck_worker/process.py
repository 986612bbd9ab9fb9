"""One child as the worker sees it: its pipes, its limits, and what its end means."""

import os
import signal
import time
from typing import NamedTuple, Optional

from . import child
from .frames import HEADER, FrameError, decode
from .orders import Order
from .sandbox.offer import Offer

CHUNK = 1 << 20
LOG_TAIL = 4000


class Outcome(NamedTuple):
    """A document, or the reason why there is none."""

    document: Optional[bytes]
    reason: str = ""
    message: str = ""


class ChildProcess:
    """A running extraction. Nothing that the child says of itself counts, only its one frame and how it ended."""

    def __init__(self, id: int, order: Order, bundled: "frozenset[str]", offer: Offer) -> None:
        self.id = id
        self.limits = order.limits
        self.deadline = time.monotonic() + order.limits.seconds
        self.result = bytearray()
        self.log = bytearray()
        self.log_size = 0
        self.status: Optional[int] = None
        self.ended_at = 0.0
        self.verdict: Optional[Outcome] = None
        parent = os.getpid()
        result_read, result_write = os.pipe()
        log_read, log_write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            child.run(order, id, result_write, log_write, parent, bundled, offer)
        os.close(result_write)
        os.close(log_write)
        self.pipes = {result_read: self._take_result, log_read: self._take_log}
        for pipe in self.pipes:
            os.set_blocking(pipe, False)

    def read(self, pipe: int) -> bool:
        """Takes what a pipe has. False at its end."""
        try:
            data = os.read(pipe, CHUNK)
        except BlockingIOError:
            return True
        if not data:
            self._close(pipe)
            return False
        self.pipes[pipe](data)
        return True

    def _take_result(self, data: bytes) -> None:
        self.result += data
        if len(self.result) > self.limits.resultBytes + HEADER.size:
            self._end("result-too-large", f"more than {self.limits.resultBytes} bytes")

    def _take_log(self, data: bytes) -> None:
        self.log_size += len(data)
        self.log += data
        del self.log[:-LOG_TAIL]
        if self.log_size > self.limits.logBytes:
            self._end("log-too-large", f"more than {self.limits.logBytes} bytes were printed")

    def _end(self, reason: str, message: str) -> None:
        if self.verdict is None:
            self.verdict = Outcome(None, reason, message)
        self.kill()

    def kill(self) -> None:
        """Ends the child and everything in its process group."""
        for send in (os.killpg, os.kill):
            try:
                send(self.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue

    def poll(self) -> bool:
        """Looks whether the child ended or ran out of time. True when all is known."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
                self.ended_at = time.monotonic()
                self._kill_group()
            elif time.monotonic() > self.deadline:
                self._end("timeout", f"longer than {self.limits.seconds:g} seconds")
        if self.status is None:
            return False
        # Somebody who escaped the process group may hold a pipe open: that is no end of the result.
        return not self.pipes or self.verdict is not None or time.monotonic() > self.ended_at + 1

    def _kill_group(self) -> None:
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass

    def outcome(self) -> Outcome:
        """What the child came to; only after `poll` said that all is known."""
        open_pipes = len(self.pipes)
        for pipe in list(self.pipes):
            self._close(pipe)
        if self.verdict is not None:
            return self.verdict
        status = self.status or 0
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            if number == signal.SIGXCPU:
                return Outcome(None, "timeout", "processor time ran out")
            return Outcome(None, "killed", _signal_name(number))
        code = os.WEXITSTATUS(status)
        if code == child.OUT_OF_MEMORY:
            return Outcome(None, "memory", f"more than {self.limits.memoryBytes} bytes")
        if code == child.UNPROTECTED:
            return Outcome(None, "sandbox", self.log.decode("utf-8", "replace").strip())
        if code != 0 or not self.result:
            return Outcome(None, "exited", f"exit code {code} without a document" if code == 0 else f"exit code {code}")
        if open_pipes:
            return Outcome(None, "malformed", "the pipe was not closed")
        return self._document()

    def _document(self) -> Outcome:
        try:
            decoded = decode(self.result, self.limits.resultBytes)
        except FrameError as error:
            return Outcome(None, "malformed", str(error))
        if decoded is None:
            return Outcome(None, "malformed", "the frame is cut off")
        frame, size = decoded
        if size != len(self.result):
            return Outcome(None, "malformed", "more than one frame")
        if frame.kind != b"R" or frame.id != self.id:
            return Outcome(None, "malformed", "a frame of another kind or extraction")
        return Outcome(frame.payload)

    def _close(self, pipe: int) -> None:
        del self.pipes[pipe]
        os.close(pipe)


def _signal_name(number: int) -> str:
    """Most real-time signals have no name of their own."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
