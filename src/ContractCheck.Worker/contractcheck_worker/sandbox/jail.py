"""The chroot jail, for root in a container whose kernel has no Landlock: the run's private folder becomes the whole file system.

Python and the libraries are copied into it once per run. What a child can then open is that copy and the revisions' files.
"""

import fcntl
import os
import shutil
from typing import Iterable

LOCK, READY = ".jail", ".jail-ready"
LEFT_OUT = shutil.ignore_patterns("__pycache__", "test", "tests", "idlelib", "tkinter", "turtledemo", "ensurepip", "lib2to3", "site-packages", "dist-packages", "config-*")
# Their shared libraries stay loaded; in the jail there would be none.
WANTED = ("_bz2", "_ctypes", "_curses", "_dbm", "_decimal", "_hashlib", "_lzma", "_sqlite3", "_ssl", "_uuid", "_zoneinfo", "readline", "zlib")


def preload() -> None:
    """Loads the extension modules of the standard library that need shared libraries of the system."""
    import importlib

    for name in WANTED:
        try:
            importlib.import_module(name)
        except ImportError:
            # This Python is built without it, and then models cannot have it anywhere.
            continue


def prepare(private: str, paths: "Iterable[str]") -> None:
    """Copies what children read into the private folder, where it is not there yet. Several processes may ask at once."""
    with open(os.path.join(private, LOCK), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready = os.path.join(private, READY)
        if os.path.exists(ready):
            return
        for path in paths:
            if os.path.isdir(path):
                shutil.copytree(path, private + path, ignore=LEFT_OUT, dirs_exist_ok=True)
            elif os.path.isfile(path):
                os.makedirs(os.path.dirname(private + path), exist_ok=True)
                shutil.copyfile(path, private + path)
        open(ready, "w").close()


def inside(private: str, path: str) -> str:
    """A path as it is called in the jail."""
    return path[len(private) :] if path.startswith(private + "/") else path


def enter(private: str) -> None:
    """Makes the folder the root of this process. Raises OSError."""
    os.chroot(private)
    os.chdir("/")
