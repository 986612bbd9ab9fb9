"""The forked child: sets itself up, extracts, writes one frame, ends."""

import ctypes
import os
import resource
import signal
import sys
from typing import NoReturn

from .frames import encode
from .orders import Extract, Look

OUT_OF_MEMORY = 71
FAILED = 70
PR_SET_PDEATHSIG = 1
MADV_POPULATE_WRITE = 23
KEPT_VARIABLES = ("LANG", "LC_ALL", "PYTHONHASHSEED")
RESULT, LOG = 3, 2


def run(order: "Extract | Look", id: int, result: int, log: int, parent: int, bundled: "frozenset[str]") -> NoReturn:
    """Never returns: the child ends here with its exit code."""
    code = FAILED
    try:
        _set_up(order, result, log, parent)
        # lockdown: the sandbox (Landlock, seccomp) is entered here, before the first byte of repository code is read.
        _write(encode(b"R", id, order.carry_out(bundled)))
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    except BaseException:  # noqa: BLE001 - the log says what happened, the exit code that it failed
        import traceback

        traceback.print_exc(limit=20)
        sys.stdout.flush()
    finally:
        # Without exit handlers, threads and buffers that the repository's code may have left.
        os._exit(code)


def _set_up(order: "Extract | Look", result: int, log: int, parent: int) -> None:
    os.setsid()
    _die_with(parent)
    null = os.open(os.devnull, os.O_RDONLY)
    high = [os.dup(fd) for fd in (null, log, result)]
    os.dup2(high[0], 0)
    os.dup2(high[1], 1)
    os.dup2(high[1], LOG)
    os.dup2(high[2], RESULT, inheritable=False)
    _close_above(RESULT)
    sys.stdin = open(0, closefd=False)
    for name in list(os.environ):
        if name not in KEPT_VARIABLES:
            del os.environ[name]
    os.umask(0o077)
    os.chdir(order.folder)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    _limit(resource.RLIMIT_AS, order.limits.memoryBytes)
    _limit(resource.RLIMIT_CPU, int(order.limits.seconds) + 1, 1)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _own_memory()


def _own_memory() -> None:
    """Copies the memory that is shared with the worker at once: nearly half of it changes through reference counts alone, and one page
    fault for each page costs more, on virtual machines several times as much. Kernels before 5.14 cannot; then the faults do it."""
    try:
        madvise = ctypes.CDLL(None).madvise
        with open("/proc/self/maps") as maps:
            regions = [line.split() for line in maps]
    except (AttributeError, OSError):
        return
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for addresses, access, *_, name in (region if len(region) > 5 else [*region, "[heap]"] for region in regions):
        if access == "rw-p" and name == "[heap]":
            start, end = (int(address, 16) for address in addresses.split("-"))
            madvise(start, end - start, MADV_POPULATE_WRITE)


def _close_above(last: int) -> None:
    """Whoever started the worker may have left descriptors of any number open."""
    try:
        if ctypes.CDLL(None).close_range(last + 1, ctypes.c_uint(-1), 0) == 0:
            return
    except (AttributeError, OSError):
        pass
    os.closerange(last + 1, min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 1 << 16))


def _die_with(parent: int) -> None:
    """The kernel kills the child when the worker goes, however it goes."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(FAILED)


def _limit(which: int, value: int, grace: int = 0) -> None:
    hard = resource.getrlimit(which)[1]
    wanted = value if hard == resource.RLIM_INFINITY else min(value, hard - grace)
    resource.setrlimit(which, (wanted, wanted + grace))


def _write(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(RESULT, view) :]
