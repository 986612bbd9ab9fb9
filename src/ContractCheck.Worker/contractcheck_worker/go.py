"""The engine's order to extract one revision."""

import json
from typing import Any, NamedTuple

from .limits import Limits


class Go(NamedTuple):
    """Payload of a *go* frame."""

    root: str
    dialect: str
    include: "list[str]"
    exclude: "list[str]"
    limits: Limits

    @classmethod
    def read(cls, payload: bytes) -> "Go":
        """Raises ValueError for a payload that is not understood."""
        value = json.loads(payload)
        if not isinstance(value, dict) or not isinstance(value.get("root"), str):
            raise ValueError("go without a root")
        lists = [_strings(value.get(name, [])) for name in ("include", "exclude")]
        dialect = value.get("dialect", "postgresql")
        if not isinstance(dialect, str) or not dialect.replace("_", "").replace("+", "").isalnum():
            raise ValueError("dialect is not understood")
        return cls(value["root"], dialect, lists[0], lists[1], Limits.read(value.get("limits") or {}))


def _strings(value: Any) -> "list[str]":
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("a list of strings is expected")
    return value
