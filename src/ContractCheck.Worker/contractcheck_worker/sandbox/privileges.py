"""What root gives up: its user, its groups and every capability."""

import ctypes
import os
import stat
import struct
from typing import Iterable, Optional

from . import kernel
from .calls import NUMBERS

# A user that no machine has, so that no file and no process belongs to it. Below 65534, which containers map.
USER = 62771
PR_CAPBSET_DROP = 24
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
CAPABILITIES = 64
CAPABILITY_VERSION = 0x20080522
SYS_CHROOT, SETGID, SETUID = 18, 6, 7
# Root's group keeps what the owner of the worker needs to delete the folder, also without capabilities.
HANDED_OVER = 0o570


def effective() -> int:
    """This process's effective capabilities as a set of bits; 0 where they are not known."""
    try:
        with open("/proc/self/status") as status:
            return next((int(line.split()[1], 16) for line in status if line.startswith("CapEff:")), 0)
    except (OSError, ValueError):
        return 0


def has(*capabilities: int) -> bool:
    """Whether all of some capabilities are effective."""
    held = effective()
    return all(held >> capability & 1 for capability in capabilities)


def hand_over(private: Optional[str], others: "Iterable[str]") -> bool:
    """Lets `USER` read a private folder. False where that user could not work: the folder is not there, or one of the other paths is
    readable by some users only."""
    if os.geteuid() != 0 or not has(SETGID, SETUID) or not all(_readable_by_all(path) for path in others):
        return False
    if private is not None:
        try:
            os.chown(private, USER, 0)
            os.chmod(private, HANDED_OVER)
        except OSError:
            return False
        return _passable_by_all(os.path.dirname(private))
    return True


def drop(change_user: bool) -> None:
    """Gives up everything. Raises OSError."""
    if os.geteuid() == 0:
        for capability in range(CAPABILITIES):
            try:
                kernel.prctl(PR_CAPBSET_DROP, capability)
            except OSError:
                # Past the kernel's last one; or it may not, and then no_new_privs has to do.
                break
        if change_user:
            os.setgroups([])
            os.setresgid(USER, USER, USER)
            os.setresuid(USER, USER, USER)
    try:
        kernel.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    except OSError:
        # Kernels before 4.3 have none.
        pass
    header = struct.pack("=Ii", CAPABILITY_VERSION, 0)
    kernel.call(NUMBERS[str(kernel.architecture())]["capset"], ctypes.c_char_p(header), ctypes.c_char_p(bytes(24)))


def _readable_by_all(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except OSError:
        # What is not there needs no right.
        return True
    wanted = stat.S_IROTH | (stat.S_IXOTH if stat.S_ISDIR(mode) else 0)
    return mode & wanted == wanted and _passable_by_all(os.path.dirname(os.path.realpath(path)))


def _passable_by_all(folder: str) -> bool:
    while True:
        if not os.stat(folder).st_mode & stat.S_IXOTH:
            return False
        if folder == os.path.dirname(folder):
            return True
        folder = os.path.dirname(folder)
