"""What a child may read besides the revision: Python, the bundled libraries, and what they need of the system."""

import os
import sys

SYSTEM = ("/etc/ld.so.cache", "/etc/mime.types", "/usr/share/zoneinfo")
_shared_libraries: "list[str]" = []


def remember_libraries() -> None:
    """Notes the folders of the shared libraries that this process has loaded; Python's extension modules want others from there."""
    try:
        with open("/proc/self/maps") as maps:
            files = {line.split(None, 5)[5].rstrip("\n") for line in maps if line.count("/")}
    except OSError:
        return
    folders = {os.path.dirname(file) for file in files if ".so" in os.path.basename(file) and file.startswith("/")}
    _shared_libraries[:] = sorted(folder for folder in folders if folder.count("/") > 1 or folder == "/lib")


def python_paths() -> "list[str]":
    """Python's own files and those of the bundled libraries."""
    return sorted({path for path in sys.path if path.startswith("/") and os.path.exists(path)})


def paths() -> "list[str]":
    """All of them, without those that lie below another one."""
    return outermost([*python_paths(), *_shared_libraries, *SYSTEM])


def outermost(given: "list[str]") -> "list[str]":
    """Paths without those that lie below another one."""
    kept: list[str] = []
    for path in sorted(set(given)):
        if not any(path.startswith(above.rstrip("/") + "/") for above in kept):
            kept.append(path)
    return kept
