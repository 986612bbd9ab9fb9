"""The schema document (docs/schema-document.md)."""

import json
import platform
from typing import Any

import sqlalchemy as sa

from .distributions import Distributions
from .scan import Declared
from .state import Extraction


def document(extraction: Extraction, tables: "list[dict[str, Any]]", unloaded: "list[tuple[Declared, str, str]]") -> "dict[str, Any]":
    """Puts tables and diagnostics together, everything sorted."""
    return {
        "format": "contractcheck-schema",
        "version": 1,
        "dialect": extraction.dialect,
        "tables": tables,
        "diagnostics": {
            "python": platform.python_version(),
            "sqlalchemy": sa.__version__,
            "unloaded": [
                {"table": d.table, "class": cls, "file": d.file, "line": d.line, "reason": reason}
                for d, cls, reason in sorted(unloaded, key=lambda u: (u[0].file, u[0].line, u[0].table or "", u[0].cls or ""))
            ],
            "failed": [{"file": f, "line": n, "error": e} for f, n, e in sorted(set(extraction.failed))],
            "unparsed": [{"file": f, "line": n, "error": e} for f, (n, e) in sorted(extraction.unparsed.items())],
            "mocked": _mocked(extraction),
        },
        "closure": {"files": sorted(extraction.files), "absent": sorted(extraction.absent - extraction.tree.files)},
    }


def encoded(value: "dict[str, Any]") -> bytes:
    """The document's bytes. Lone surrogates, which a Python string may hold, become question marks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _mocked(extraction: Extraction) -> "list[dict[str, Any]]":
    distributions = Distributions(extraction.tree)
    modules: dict[str, list[str]] = {}
    for module in sorted(extraction.mocked):
        modules.setdefault(distributions.of(module), []).append(module)
    return [{"distribution": name, "modules": modules[name]} for name in sorted(modules)]
