"""Limits of one extraction."""

from typing import Any, NamedTuple


class Limits(NamedTuple):
    """As the engine's *go* gives them; see docs/worker-protocol.md."""

    seconds: float = 120.0
    resultBytes: int = 64 * 1024 * 1024
    logBytes: int = 1024 * 1024
    memoryBytes: int = 4 * 1024 * 1024 * 1024

    @classmethod
    def read(cls, given: "dict[str, Any]") -> "Limits":
        """Limits with the defaults filled in. Raises ValueError for a limit that is no positive number."""
        values = {}
        for name, value in given.items():
            if name not in cls._fields or isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
                raise ValueError(f"limit {name} is not understood")
            values[name] = value if name == "seconds" else int(value)
        return cls(**values)
