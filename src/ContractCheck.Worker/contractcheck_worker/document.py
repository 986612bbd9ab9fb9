"""The schema document (docs/schema-document.md)."""

import json
import platform
from typing import Any, NamedTuple, Optional

import sqlalchemy as sa

from .distributions import Distributions
from .scan import Declared
from .state import Extraction


class Unloaded(NamedTuple):
    """A table that loading did not produce: its class by its dotted name, why, and the distribution that would mend it."""

    declared: Declared
    cls: Optional[str]
    reason: str
    distribution: Optional[str]


def document(
    extraction: Extraction, tables: "list[dict[str, Any]]", classes: "list[dict[str, Any]]", unloaded: "list[Unloaded]", inherited: "list[Declared]"
) -> "dict[str, Any]":
    """Puts tables and diagnostics together, everything sorted."""
    return {
        "format": "contractcheck-schema",
        "version": 1,
        "dialect": extraction.dialect,
        "tables": tables,
        "classes": classes,
        "views": [view.facts() for view in sorted(extraction.views, key=_named)],
        "diagnostics": {
            "python": platform.python_version(),
            "sqlalchemy": sa.__version__,
            "unloaded": [
                {"table": d.table, "class": cls, "file": d.file, "line": d.line, "reason": reason, "distribution": distribution}
                for d, cls, reason, distribution in sorted(unloaded, key=_order)
            ],
            "inherited": [{"table": d.table, "class": d.cls, "file": d.file, "line": d.line} for d in sorted(set(inherited), key=_place)],
            "failed": [{"file": f, "line": n, "error": e} for f, n, e in sorted(set(extraction.failed))],
            "unparsed": [{"file": f, "line": n, "error": e} for f, (n, e) in sorted(extraction.unparsed.items())],
            "mocked": _mocked(extraction),
        },
        "closure": {"files": sorted(extraction.files), "absent": sorted(extraction.absent - extraction.tree.files)},
    }


def _named(view: Any) -> "tuple[str, str, str, int]":
    return view.schema or "", view.name, view.file, view.line


def _order(one: Unloaded) -> "tuple[str, int, str, str]":
    return _place(one.declared)


def _place(declared: Declared) -> "tuple[str, int, str, str]":
    return declared.file, declared.line, declared.table or "", declared.cls or ""


def encoded(value: "dict[str, Any]") -> bytes:
    """The document's bytes. Lone surrogates, which a Python string may hold, become question marks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _mocked(extraction: Extraction) -> "list[dict[str, Any]]":
    distributions = Distributions(extraction.tree)
    modules: dict[str, list[str]] = {}
    for module in sorted(extraction.mocked):
        modules.setdefault(distributions.of(module), []).append(module)
    return [{"distribution": name, "modules": modules[name]} for name in sorted(modules)]
