"""Landlock: no file can be opened but those below some paths, and those only for reading."""

import ctypes
import os
import struct
from typing import Iterable

from . import kernel
from .calls import NUMBERS

VERSION_QUERY = 1
PATH_BENEATH = 1
READ_FILE, READ_DIR = 1 << 2, 1 << 3
# Rights that version 1 of the kernel's interface knows, and what later versions add (3 is REFER, 4 TRUNCATE, …).
FIRST_RIGHTS = (1 << 13) - 1
LATER_RIGHTS = ((2, 1 << 13), (3, 1 << 14), (5, 1 << 15))
NETWORK_RIGHTS, NETWORK_SINCE = 0b11, 4
SCOPES, SCOPES_SINCE = 0b11, 6


def version() -> int:
    """Version of the kernel's interface; 0 where there is none, or where a container's profile keeps it away."""
    architecture = kernel.architecture()
    if architecture is None:
        return 0
    try:
        return kernel.call(NUMBERS[architecture]["landlock_create_ruleset"], None, 0, VERSION_QUERY)
    except (AttributeError, OSError):
        return 0


def ruleset(version: int) -> bytes:
    """What is forbidden unless a rule allows it: everything that the version knows. The kernel's struct landlock_ruleset_attr."""
    rights = FIRST_RIGHTS
    for since, right in LATER_RIGHTS:
        rights |= right if version >= since else 0
    members = [rights]
    if version >= NETWORK_SINCE:
        members.append(NETWORK_RIGHTS)
    if version >= SCOPES_SINCE:
        members.append(SCOPES)
    return struct.pack(f"={len(members)}Q", *members)


def restrict(version: int, readable: "Iterable[str]") -> None:
    """Restricts this process for good. Needs no_new_privs. Raises OSError."""
    numbers = NUMBERS[str(kernel.architecture())]
    attributes = ruleset(version)
    rules = kernel.call(numbers["landlock_create_ruleset"], ctypes.c_char_p(attributes), len(attributes), 0)
    try:
        for path in readable:
            _allow(numbers["landlock_add_rule"], rules, path)
        kernel.call(numbers["landlock_restrict_self"], rules, 0)
    finally:
        os.close(rules)


def _allow(number: int, rules: int, path: str) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return
    try:
        folder = os.path.isdir(path)
        # Packed: no padding after the descriptor.
        rule = struct.pack("=Qi", READ_FILE | READ_DIR if folder else READ_FILE, place)
        kernel.call(number, rules, PATH_BENEATH, ctypes.c_char_p(rule), 0)
    finally:
        os.close(place)
