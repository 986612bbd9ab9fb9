"""The engine's orders: to scan revisions, and to extract one."""

import json
from typing import Any, NamedTuple, Optional

from .limits import Limits


class Selected(NamedTuple):
    """A revision's files, which of them may declare tables, and folders of libraries that they may import."""

    root: str
    include: "list[str]"
    exclude: "list[str]"
    packages: "list[str]"

    @classmethod
    def read(cls, value: Any) -> "Selected":
        """Raises ValueError for what is not understood."""
        if not isinstance(value, dict) or not isinstance(value.get("root"), str):
            raise ValueError("an order without a root")
        return cls(value["root"], *(_strings(value.get(name, [])) for name in ("include", "exclude", "packages")))


class Extract(NamedTuple):
    """Payload of a *go* frame."""

    files: Selected
    dialect: str
    scan: Optional[str]
    limits: Limits

    @classmethod
    def read(cls, payload: bytes) -> "Extract":
        """Raises ValueError for a payload that is not understood."""
        value = _object(payload)
        dialect = value.get("dialect", "postgresql")
        if not isinstance(dialect, str) or not dialect.replace("_", "").replace("+", "").isalnum():
            raise ValueError("dialect is not understood")
        scan = value.get("scan")
        if scan is not None and not isinstance(scan, str):
            raise ValueError("scan is not understood")
        return cls(Selected.read(value), dialect, scan, Limits.read(value.get("limits") or {}))

    @property
    def folder(self) -> str:
        """Where the child works."""
        return self.files.root

    def carry_out(self, bundled: "frozenset[str]") -> bytes:
        """The schema document. Runs code of the repository."""
        from .document import encoded
        from .extract import extract

        return encoded(extract(self.files, self.dialect, self.scan, bundled))


class Look(NamedTuple):
    """Payload of a *scan* frame."""

    revisions: "list[Selected]"
    limits: Limits

    @classmethod
    def read(cls, payload: bytes) -> "Look":
        """Raises ValueError for a payload that is not understood."""
        value = _object(payload)
        revisions = value.get("revisions")
        if not isinstance(revisions, list) or not revisions:
            raise ValueError("a scan of nothing")
        return cls([Selected.read(revision) for revision in revisions], Limits.read(value.get("limits") or {}))

    @property
    def folder(self) -> str:
        """Where the child works."""
        return self.revisions[0].root

    def carry_out(self, bundled: "frozenset[str]") -> bytes:
        """The scans of all revisions, for *go* frames to name. Runs no code of the repository."""
        from .ahead import scan_ahead

        return scan_ahead(self.revisions, bundled)


ORDERS = {b"G": Extract, b"S": Look}


def _object(payload: bytes) -> "dict[str, Any]":
    value = json.loads(payload)
    if not isinstance(value, dict):
        raise ValueError("an order is an object")
    return value


def _strings(value: Any) -> "list[str]":
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("a list of strings is expected")
    return value
