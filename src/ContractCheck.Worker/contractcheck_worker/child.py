"""The forked child: sets itself up, locks itself in, extracts, writes one frame, ends."""

import os
import resource
import signal
import sys
from typing import NoReturn

from .frames import encode
from .orders import Order
from .sandbox import jail, kernel
from .sandbox.enter import Files, SandboxError, give_up_rights, lock_in
from .sandbox.offer import CHROOT, Offer

UNPROTECTED = 72
OUT_OF_MEMORY = 71
FAILED = 70
KEPT_VARIABLES = ("LANG", "LC_ALL", "PYTHONHASHSEED")
# Models ask for a home when they are imported; whoever runs the check must not make a difference. Debian's name for a home that is none.
GIVEN_VARIABLES = {"HOME": "/nonexistent", "LOGNAME": "nobody", "USER": "nobody"}
RESULT, LOG = 3, 2


def run(order: Order, id: int, result: int, log: int, parent: int, bundled: "frozenset[str]", offer: Offer) -> NoReturn:
    """Never returns: the child ends here with its exit code."""
    code = FAILED
    try:
        _own_descriptors(result, log)
        kernel.own_memory()
        files = Files(order.confinement.private, order.readable)
        if order.confinement.sandboxed:
            give_up_rights(offer, files)
            if offer.mode == CHROOT and files.private is not None:
                private = files.private
                order = order.moved(lambda path: jail.inside(private, path))
        _set_up(order, parent)
        if order.confinement.sandboxed:
            lock_in(offer, files, parent)
        # From here on the repository's code may run.
        _write(encode(b"R", id, order.carry_out(bundled)))
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    except SandboxError as error:
        code = UNPROTECTED
        print(error, file=sys.stderr, flush=True)
    except BaseException:  # noqa: BLE001 - the log says what happened, the exit code that it failed
        import traceback

        traceback.print_exc(limit=20)
        sys.stdout.flush()
    finally:
        # Without exit handlers, threads and buffers that the repository's code may have left.
        os._exit(code)


def _own_descriptors(result: int, log: int) -> None:
    """Nothing is open but an empty input, the log and the result."""
    os.setsid()
    null = os.open(os.devnull, os.O_RDONLY)
    high = [os.dup(fd) for fd in (null, log, result)]
    os.dup2(high[0], 0)
    os.dup2(high[1], 1)
    os.dup2(high[1], LOG)
    os.dup2(high[2], RESULT, inheritable=False)
    kernel.close_above(RESULT)
    sys.stdin = open(0, closefd=False)


def _set_up(order: Order, parent: int) -> None:
    # After a change of user, which takes it back.
    kernel.die_with(parent)
    for name in list(os.environ):
        if name not in KEPT_VARIABLES:
            del os.environ[name]
    os.environ.update(GIVEN_VARIABLES)
    os.umask(0o077)
    os.chdir(order.folder)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    order.prepare()
    _limit(resource.RLIMIT_AS, order.limits.memoryBytes)
    _limit(resource.RLIMIT_CPU, int(order.limits.seconds) + 1, 1)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)


def _limit(which: int, value: int, grace: int = 0) -> None:
    hard = resource.getrlimit(which)[1]
    wanted = value if hard == resource.RLIM_INFINITY else min(value, hard - grace)
    resource.setrlimit(which, (wanted, wanted + grace))


def _write(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(RESULT, view) :]
