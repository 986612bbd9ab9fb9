"""Tries from the inside whether the sandbox holds. What a rule should forbid is done for real, and must fail."""

import os
import socket
from typing import Callable, Iterator

FAMILIES = ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK")


def escaped(parent: int, writable: str) -> "str | None":
    """What was possible and should not be, or None."""
    for what, attempt in _attempts(parent, writable):
        try:
            attempt()
        except OSError:
            continue
        return what
    return None


def _attempts(parent: int, writable: str) -> "Iterator[tuple[str, Callable[[], object]]]":
    yield "reading /etc/passwd", lambda: _read("/etc/passwd")
    yield "reading the worker's environment", lambda: _read(f"/proc/{parent}/environ")
    yield "reading its own memory map", lambda: _read("/proc/self/maps")
    yield "writing a file", lambda: os.open(os.path.join(writable, ".canary"), os.O_WRONLY | os.O_CREAT, 0o600)
    yield "making a folder", lambda: os.mkdir(os.path.join(writable, ".canary"))
    yield "signalling its group", lambda: os.killpg(0, 0)
    yield "signalling the worker", lambda: os.kill(parent, 0)
    yield "starting a process", _fork
    for name in FAMILIES:
        family = getattr(socket, name, None)
        if family is not None:
            yield f"a socket of {name}", lambda family=family: socket.socket(family, socket.SOCK_DGRAM).close()


def _read(path: str) -> None:
    with open(path, "rb") as file:
        file.read(1)


def _fork() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
