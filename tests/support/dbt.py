"""Small manifests of dbt, as dbt 1.8 and later write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List, Optional

PROJECT = "shop"


class Manifest:
    """A manifest that grows node by node."""

    def __init__(self, adapter: str = "postgres", version: int = 12, project: str = PROJECT) -> None:
        self.project = project
        self.document: "Dict[str, Any]" = {
            "metadata": {
                "dbt_schema_version": f"https://schemas.getdbt.com/dbt/manifest/v{version}.json", "adapter_type": adapter, "project_name": project,
            },
            "nodes": {}, "sources": {}, "exposures": {}, "metrics": {}, "semantic_models": {}, "saved_queries": {}, "groups": {},
        }

    def source(self, table: str, schema: str = "raw", columns: "Optional[List[str]]" = None, **members: Any) -> str:
        """A source; gives its relation."""
        key = f"source.{self.project}.raw.{table}"
        self.document["sources"][key] = {
            "resource_type": "source", "name": table, "source_name": "raw", "package_name": self.project, "database": "db", "schema": schema,
            "identifier": table, "relation_name": f'"db"."{schema}"."{table}"', "columns": {c: {"name": c} for c in columns or []}, **members,
        }
        return f'"db"."{schema}"."{table}"'

    def model(self, ident: str, sql: "Optional[str]", *needs: str, kind: str = "model", materialized: str = "table", **members: Any) -> str:
        """A model that needs others by the last part of their ids; gives its relation."""
        name = str(members.pop("name", ident))
        key = f"{kind}.{self.project}.{ident}"
        config = {"materialized": materialized, **members.pop("config", {})}
        self.document["nodes"][key] = {
            "resource_type": kind, "name": name, "alias": name, "package_name": self.project, "database": "db", "schema": "marts",
            "relation_name": None if materialized == "ephemeral" else f'"db"."marts"."{name}"', "compiled_code": sql, "raw_code": sql, "language": "sql",
            "config": config, "depends_on": {"nodes": [self.find(n) for n in needs]}, "columns": {}, **members,
        }
        return f'"db"."marts"."{name}"'

    def use(self, kind: str, name: str, *needs: str, **members: Any) -> None:
        """An exposure, metric, semantic model or saved query."""
        plural = {"exposure": "exposures", "metric": "metrics", "semantic_model": "semantic_models", "saved_query": "saved_queries"}[kind]
        self.document[plural][f"{kind}.{self.project}.{name}"] = {
            "resource_type": kind, "name": name, "package_name": self.project, "depends_on": {"nodes": [self.find(n) for n in needs]}, **members,
        }

    def find(self, name: str) -> str:
        """The id that ends in a name."""
        ids = [key for part in self.document.values() if isinstance(part, dict) for key in part if key.endswith(f".{name}")]
        return ids[0]

    def write(self, path: Path) -> Path:
        """Writes it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.document), encoding="utf-8")
        return path
