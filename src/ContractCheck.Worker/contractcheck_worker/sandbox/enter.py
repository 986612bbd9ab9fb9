"""Locks this process in, step by step. The order counts: each step needs what a later one takes away."""

import os
import resource
from typing import NamedTuple, Optional

from . import canaries, jail, kernel, landlock, privileges, readable, seccomp
from .offer import CHROOT, LANDLOCK, Offer

PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 4, 38
DESCRIPTORS, THREADS = 128, 128


class SandboxError(Exception):
    """The sandbox cannot be entered, or does not hold. Nothing of the repository may be read then."""


class Files(NamedTuple):
    """The run's private folder, which other users cannot enter, and what a child may read in it and elsewhere."""

    private: Optional[str]
    readable: "tuple[str, ...]"


def give_up_rights(offer: Offer, files: Files) -> None:
    """Gives up user, groups and capabilities, and in a jail the file system. Raises SandboxError."""
    system = readable.paths()
    outside = [path for path in files.readable if files.private is None or not path.startswith(files.private + "/")]
    try:
        change_user = privileges.hand_over(files.private, [*system, *outside])
        if offer.mode == CHROOT:
            if files.private is None or not change_user:
                raise SandboxError("without Landlock the folder of the run must be one that another user can be let into")
            jail.preload()
            jail.prepare(files.private, readable.outermost([*readable.python_paths(), *outside]))
            jail.enter(files.private)
        elif offer.mode != LANDLOCK:
            raise SandboxError(offer.why or "this machine offers none")
        if change_user:
            resource.setrlimit(resource.RLIMIT_NPROC, (THREADS, THREADS))
        privileges.drop(change_user)
    except OSError as error:
        raise SandboxError(f"rights cannot be given up: {error}") from error


def lock_in(offer: Offer, files: Files, parent: int) -> None:
    """Leaves this process nothing but reading some files, computing, and writing to its pipes. Raises SandboxError."""
    try:
        kernel.prctl(PR_SET_DUMPABLE, 0)
        kernel.prctl(PR_SET_NO_NEW_PRIVS, 1)
        for limit, value in ((resource.RLIMIT_NOFILE, DESCRIPTORS), (resource.RLIMIT_MEMLOCK, 0), (_MESSAGES, 0)):
            resource.setrlimit(limit, (value, value))
        if offer.mode == LANDLOCK:
            landlock.restrict(offer.landlock, [*readable.paths(), *files.readable])
        seccomp.install(os.getpid())
    except OSError as error:
        raise SandboxError(f"it cannot be entered: {error}") from error
    out = canaries.escaped(parent, os.getcwd())
    if out is not None:
        raise SandboxError(f"it does not hold: {out} was possible")


# Python has no name for it everywhere.
_MESSAGES = getattr(resource, "RLIMIT_MSGQUEUE", 12)
