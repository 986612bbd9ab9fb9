"""System calls that Python's standard library has no function for."""

import ctypes
import os
import resource
import signal
import sys
from typing import Any

PR_SET_PDEATHSIG = 1
MADV_POPULATE_WRITE = 23
# By the machine's name as uname gives it.
ARCHITECTURES = {"x86_64": "x86-64", "amd64": "x86-64", "aarch64": "arm64", "arm64": "arm64"}


def architecture() -> "str | None":
    """The machine's architecture where the sandbox knows its system calls, else None."""
    return ARCHITECTURES.get(os.uname().machine) if sys.platform == "linux" and sys.maxsize > 1 << 32 else None


def libc() -> Any:
    """The C library of this process. Raises OSError or AttributeError where there is none that is known."""
    return _LIBC if _LIBC is not None else ctypes.CDLL(None, use_errno=True)


def call(number: int, *arguments: Any) -> int:
    """A system call by its number. Raises OSError."""
    return _checked(libc().syscall(ctypes.c_long(number), *(_long(a) for a in arguments)))


def prctl(option: int, *arguments: Any) -> int:
    """The call of that name. Raises OSError."""
    padded = (*arguments, *([0] * (4 - len(arguments))))
    return _checked(libc().prctl(option, *(_long(a) for a in padded)))


def die_with(parent: int) -> None:
    """The kernel kills this process when its parent goes, however it goes. A change of user takes that back."""
    if sys.platform == "linux":
        prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))
    if os.getppid() != parent:
        raise ProcessLookupError("the worker is gone")


def close_above(last: int) -> None:
    """Closes descriptors. Whoever started the worker may have left some of any number open."""
    try:
        if libc().close_range(ctypes.c_uint(last + 1), ctypes.c_uint(-1), 0) == 0:
            return
    except (AttributeError, OSError):
        pass
    os.closerange(last + 1, min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 1 << 16))


def own_memory() -> None:
    """Copies the memory that is shared with the worker at once: nearly half of it changes through reference counts alone, and one page
    fault for each page costs more, on virtual machines several times as much. Kernels before 5.14 cannot; then the faults do it."""
    try:
        madvise = libc().madvise
        with open("/proc/self/maps") as maps:
            regions = [line.split() for line in maps]
    except (AttributeError, OSError):
        return
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for addresses, access, *_, name in (region if len(region) > 5 else [*region, "[heap]"] for region in regions):
        if access == "rw-p" and name == "[heap]":
            start, end = (int(address, 16) for address in addresses.split("-"))
            madvise(start, end - start, MADV_POPULATE_WRITE)


def _long(value: Any) -> Any:
    return ctypes.c_long(value) if isinstance(value, int) else value


def _checked(result: int) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result


def _load() -> Any:
    try:
        library = ctypes.CDLL(None, use_errno=True)
        library.syscall.restype = ctypes.c_long
    except (AttributeError, OSError, TypeError):
        return None
    return library


_LIBC = _load()
