"""grow_manifest.py MANIFEST MODELS OUT: a manifest of many models, grown from a real one.

Every model, snapshot and exposure is copied until there are MODELS of them; each copy reads the same sources and its own copies upstream, so
that a change of one source reaches all copies. Names get a suffix in the SQL too, so that no two queries are the same text.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any, Dict, List

COPIED = ("model", "snapshot")


def main(manifest: str, models: int, out: str) -> None:
    """Writes the grown manifest."""
    document = json.loads(Path(manifest).read_text(encoding="utf-8"))
    own = {key: node for key, node in document["nodes"].items() if node["resource_type"] in COPIED}
    copies = -(-models // sum(node["resource_type"] == "model" for node in own.values()))
    names = sorted({name for node in own.values() for name in (node["name"], node["alias"])}, key=len, reverse=True)
    pattern = re.compile(r"(?<![A-Za-z0-9])((?:__dbt__cte__)?)(" + "|".join(map(re.escape, names)) + r")(?![A-Za-z0-9_])")
    for copy in range(1, copies):
        suffix = f"_c{copy}"
        for key, node in own.items():
            document["nodes"][key + suffix] = copied(node, key + suffix, suffix, pattern, set(own))
        for key, exposure in list(document["exposures"].items()):
            if "_c" not in key.rpartition(".")[2]:
                document["exposures"][key + suffix] = {
                    **exposure, "unique_id": key + suffix, "name": exposure["name"] + suffix, "depends_on": renamed(exposure["depends_on"], suffix, set(own)),
                }
    document["parent_map"], document["child_map"] = {}, {}
    Path(out).write_text(json.dumps(document), encoding="utf-8")


def copied(node: "Dict[str, Any]", key: str, suffix: str, pattern: "re.Pattern[str]", own: "set[str]") -> "Dict[str, Any]":
    """A node under another name, with its SQL reading the copies."""
    code = pattern.sub(lambda m: f"{m.group(1)}{m.group(2)}{suffix}", node.get("compiled_code") or "")
    return {
        **node, "unique_id": key, "name": node["name"] + suffix, "alias": node["alias"] + suffix, "compiled_code": code,
        "relation_name": node["relation_name"] and node["relation_name"].replace(f'"{node["alias"]}"', f'"{node["alias"]}{suffix}"'),
        "depends_on": renamed(node["depends_on"], suffix, own),
    }


def renamed(depends_on: "Dict[str, List[str]]", suffix: str, own: "set[str]") -> "Dict[str, List[str]]":
    """What it depends on, of its own copy where there is one."""
    return {**depends_on, "nodes": [node + suffix if node in own else node for node in depends_on.get("nodes", [])]}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
