"""What this machine offers for a sandbox."""

import os
import platform
import sys
from typing import Any, NamedTuple, Optional

from . import kernel, landlock, privileges, seccomp

LANDLOCK, CHROOT = "landlock", "chroot"


class Offer(NamedTuple):
    """How files can be kept away: by Landlock, by a chroot jail, or by neither and why."""

    mode: Optional[str]
    landlock: int
    seccomp: bool
    why: Optional[str]

    def facts(self) -> "dict[str, Any]":
        """As the worker's hello tells them."""
        return {
            "mode": self.mode,
            "landlock": self.landlock,
            "seccomp": self.seccomp,
            "kernel": f"{platform.system()} {platform.release()} {platform.machine()}",
            "why": self.why,
        }


def look() -> Offer:
    """Asks the kernel. Nothing is changed."""
    if sys.platform != "linux":
        return Offer(None, 0, False, f"{platform.system()} has neither Landlock nor seccomp")
    if kernel.architecture() is None:
        return Offer(None, 0, False, f"the system calls of {os.uname().machine} are not known")
    version, filters = landlock.version(), seccomp.available()
    if not filters:
        return Offer(None, version, False, "the kernel takes no seccomp filters")
    if version > 0:
        return Offer(LANDLOCK, version, True, None)
    if os.geteuid() == 0 and privileges.has(privileges.SYS_CHROOT, privileges.SETGID, privileges.SETUID):
        return Offer(CHROOT, 0, True, None)
    return Offer(None, 0, True, "the kernel has no Landlock, or the container keeps it away, and there is no right to use a chroot instead")
