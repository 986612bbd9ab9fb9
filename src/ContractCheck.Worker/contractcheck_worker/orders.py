"""The engine's orders: to scan revisions, to extract one, and to parse queries."""

import json
import os
from typing import Any, Callable, NamedTuple, Optional, Union

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

    def moved(self, move: "Callable[[str], str]") -> "Selected":
        """The same files where the revision's folder is called otherwise."""
        return self._replace(root=move(self.root))


class Confinement(NamedTuple):
    """Whether the child locks itself in, and the run's private folder, which holds the revisions."""

    sandboxed: bool
    private: Optional[str]

    @classmethod
    def read(cls, value: "dict[str, Any]") -> "Confinement":
        """Raises ValueError for what is not understood. Nothing but a plain false leaves a child without sandbox."""
        sandboxed, private = value.get("sandbox", True), value.get("private")
        if not isinstance(sandboxed, bool) or not (private is None or isinstance(private, str) and private.startswith("/")):
            raise ValueError("sandbox is not understood")
        return cls(sandboxed, private)


class Extract(NamedTuple):
    """Payload of a *go* frame."""

    files: Selected
    dialect: str
    scan: Optional[str]
    limits: Limits
    confinement: Confinement

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
        return cls(Selected.read(value), dialect, scan, Limits.read(value.get("limits") or {}), Confinement.read(value))

    @property
    def folder(self) -> str:
        """Where the child works."""
        return self.files.root

    @property
    def readable(self) -> "tuple[str, ...]":
        """What the child may read besides Python."""
        return (self.files.root, *self.files.packages, *([] if self.scan is None else [self.scan]))

    def moved(self, move: "Callable[[str], str]") -> "Extract":
        """The same order where paths are called otherwise."""
        return self._replace(files=self.files.moved(move), scan=None if self.scan is None else move(self.scan))

    def prepare(self) -> None:
        """Nothing needs to be done before the sandbox is entered."""

    def carry_out(self, bundled: "frozenset[str]") -> bytes:
        """The schema document. Runs code of the repository."""
        from .document import encoded
        from .extract import extract

        return encoded(extract(self.files, self.dialect, self.scan, bundled))


class Look(NamedTuple):
    """Payload of a *scan* frame."""

    revisions: "list[Selected]"
    limits: Limits
    confinement: Confinement

    @classmethod
    def read(cls, payload: bytes) -> "Look":
        """Raises ValueError for a payload that is not understood."""
        value = _object(payload)
        revisions = value.get("revisions")
        if not isinstance(revisions, list) or not revisions:
            raise ValueError("a scan of nothing")
        return cls([Selected.read(revision) for revision in revisions], Limits.read(value.get("limits") or {}), Confinement.read(value))

    @property
    def folder(self) -> str:
        """Where the child works."""
        return self.revisions[0].root

    @property
    def readable(self) -> "tuple[str, ...]":
        """What the child may read besides Python."""
        return tuple(path for revision in self.revisions for path in (revision.root, *revision.packages))

    def moved(self, move: "Callable[[str], str]") -> "Look":
        """The same order where paths are called otherwise."""
        return self._replace(revisions=[revision.moved(move) for revision in self.revisions])

    def prepare(self) -> None:
        """Nothing needs to be done before the sandbox is entered."""

    def carry_out(self, bundled: "frozenset[str]") -> bytes:
        """The scans of all revisions, for *go* frames to name. Runs no code of the repository."""
        from .ahead import scan_ahead

        return scan_ahead(self.revisions, bundled)


class Parse(NamedTuple):
    """Payload of a *parse* frame."""

    file: str
    limits: Limits
    confinement: Confinement

    @classmethod
    def read(cls, payload: bytes) -> "Parse":
        """Raises ValueError for a payload that is not understood."""
        value = _object(payload)
        file = value.get("file")
        if not isinstance(file, str) or not file.startswith("/"):
            raise ValueError("an order without a file")
        return cls(file, Limits.read(value.get("limits") or {}), Confinement.read(value))

    @property
    def folder(self) -> str:
        """Where the child works."""
        return os.path.dirname(self.file)

    @property
    def readable(self) -> "tuple[str, ...]":
        """What the child may read besides Python."""
        return (self.file,)

    def moved(self, move: "Callable[[str], str]") -> "Parse":
        """The same order where paths are called otherwise."""
        return self._replace(file=move(self.file))

    def prepare(self) -> None:
        """What must be done before the sandbox forbids it."""
        from .queries.parse import WATCH

        WATCH.arm()

    def carry_out(self, bundled: "frozenset[str]") -> bytes:
        """The trees of the queries. Runs no code of the repository; the queries are a stranger's."""
        from .queries.parse import parse_all

        return parse_all(self.file)


Order = Union[Extract, Look, Parse]
ORDERS = {b"G": Extract, b"S": Look, b"P": Parse}


def _object(payload: bytes) -> "dict[str, Any]":
    value = json.loads(payload)
    if not isinstance(value, dict):
        raise ValueError("an order is an object")
    return value


def _strings(value: Any) -> "list[str]":
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("a list of strings is expected")
    return value
