"""Names of the standard library's modules."""

import os
import sys
import sysconfig


def _names() -> "frozenset[str]":
    if sys.version_info >= (3, 10):
        return sys.stdlib_module_names
    folder = sysconfig.get_path("stdlib")
    names = {entry.partition(".")[0] for entry in os.listdir(folder)} - {"site-packages", "dist-packages"}
    extensions = os.path.join(folder, "lib-dynload")
    if os.path.isdir(extensions):
        names |= {entry.partition(".")[0] for entry in os.listdir(extensions)}
    return frozenset(names | set(sys.builtin_module_names))


NAMES = _names() | {"__main__"}
