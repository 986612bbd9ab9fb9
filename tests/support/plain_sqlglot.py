"""Column lineage of a dbt project as plain sqlglot sees it: each model by itself, the results then joined along the project's graph.

python3 plain_sqlglot.py MANIFEST CATALOG prints {"source_table.column": ["model.column", …]}. It is a yardstick, and knows nothing of the program.
"""

from __future__ import annotations

import json
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Set, Tuple

import sqlglot
from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node, lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope
from sqlglot.schema import MappingSchema

EPHEMERAL = "__dbt__cte__"
Origin = Tuple[str, str]


class Project(NamedTuple):
    """What is read of a manifest and its catalog."""

    dialect: Dialect
    nodes: Dict[str, Dict[str, Any]]
    sources: Dict[str, Dict[str, Any]]
    columns: Dict[str, List[str]]
    relations: Dict[Tuple[str, ...], str]


def read(manifest_path: Path, catalog_path: Path) -> Project:
    """The project, with the key of the node behind every relation that its SQL can name."""
    manifest, catalog = json.loads(manifest_path.read_text()), json.loads(catalog_path.read_text())
    dialect = Dialect.get_or_raise(manifest["metadata"]["adapter_type"])
    nodes = {key: n for key, n in manifest["nodes"].items() if n["resource_type"] in ("model", "snapshot")}
    seeds = {key: n for key, n in manifest["nodes"].items() if n["resource_type"] == "seed"}
    found = {**catalog["nodes"], **catalog["sources"]}
    columns = {key: [normal(c, dialect) for c in found[key]["columns"]] for key in (*seeds, *manifest["sources"]) if key in found}
    relations = {(EPHEMERAL + n["name"],): key for key, n in nodes.items()}
    # A source can be the relation of a seed: sources come later, and win.
    for key, node in {**seeds, **nodes, **manifest["sources"]}.items():
        if node.get("relation_name"):
            relations[parts(exp.to_table(node["relation_name"], dialect=dialect), dialect)] = key
    return Project(dialect, nodes, manifest["sources"], columns, relations)


def normal(name: str, dialect: Dialect) -> str:
    """A stored name as sqlglot spells it after it has normalized the SQL."""
    return dialect.normalize_identifier(exp.to_identifier(name, quoted=True)).name


def parts(table: exp.Table, dialect: Dialect) -> Tuple[str, ...]:
    return tuple(dialect.normalize_identifier(part.copy()).name for part in table.parts if isinstance(part, exp.Identifier))


def parse(code: str, project: Project) -> exp.Expression:
    """The SQL without inlined ephemeral models, and with the node's key in the place of every relation's name."""
    tree = sqlglot.parse_one(code, dialect=project.dialect)
    for cte in list(tree.find_all(exp.CTE)):
        if cte.alias.startswith(EPHEMERAL):
            clause = cte.parent
            cte.pop()
            if clause is not None and not clause.expressions:
                clause.pop()
    for table in list(tree.find_all(exp.Table)):
        key = project.relations.get(parts(table, project.dialect))
        if key:
            if not table.alias:
                table.set("alias", exp.TableAlias(this=table.this.copy()))
            table.set("this", exp.to_identifier(key, quoted=True))
            table.set("db", None)
            table.set("catalog", None)
    return tree


def resolve(key: str, project: Project) -> "Dict[str, Set[Origin]]":
    """The columns of a model, each with the columns of other nodes that sqlglot derives it from."""
    known = {name: {column: "unknown" for column in columns} for name, columns in project.columns.items()}
    schema = MappingSchema(known, dialect=project.dialect, normalize=False)
    tree = qualify(parse(project.nodes[key]["compiled_code"], project), dialect=project.dialect, schema=schema,
                   validate_qualify_columns=False, identify=False)
    scope = build_scope(tree)
    if scope is None:
        raise SqlglotError("not a query")
    found: Dict[str, Set[Origin]] = {}
    for name in tree.named_selects:
        root = lineage(exp.column(exp.to_identifier(name, quoted=True)), tree, dialect=project.dialect, scope=scope, trim_selects=False)
        found[name] = set(leaves(root, project, f"{key}, column {name}"))
    return found


def leaves(root: Node, project: Project, where: str) -> Iterator[Origin]:
    """The columns at which a lineage ends; what ends elsewhere is told of."""
    for node in root.walk():
        if node.downstream or not isinstance(node.expression, (exp.Table, exp.Placeholder, exp.Star)):
            continue
        table, column = node.expression.name, exp.to_column(node.name).name
        if table not in project.columns or column not in project.columns[table]:
            print(f"{where}: {node.name} of {node.expression.sql()} is unknown", file=sys.stderr)
        else:
            yield table, column


def compose(project: Project) -> "Dict[str, Set[str]]":
    """Every column of every source, with all columns that derive from it at any distance."""
    graph = {key: [k for k in node["depends_on"]["nodes"] if k in project.nodes] for key, node in project.nodes.items()}
    origins: Dict[Origin, Set[Origin]] = {(key, c): {(key, c)} for key in project.sources for c in project.columns.get(key, [])}
    derived: Dict[str, Set[str]] = {label(origin, project): set() for origin in origins}
    for key in TopologicalSorter(graph).static_order():
        try:
            found = resolve(key, project)
        except SqlglotError as error:
            print(f"{key}: {error}", file=sys.stderr)
            found = {}
        project.columns[key] = list(found)
        for column, direct in found.items():
            origins[key, column] = {o for d in direct for o in origins.get(d, ())}
            for origin in origins[key, column]:
                derived[label(origin, project)].add(label((key, column), project))
    return derived


def label(column: Origin, project: Project) -> str:
    """The column as the result names it."""
    key, name = column
    if key in project.sources:
        return f"{project.sources[key]['identifier'].lower()}.{name.lower()}"
    version = project.nodes[key].get("version")
    return f"{project.nodes[key]['name']}{'' if version is None else f'.v{version}'}.{name.lower()}"


def main(arguments: Optional[List[str]] = None) -> None:
    manifest, catalog = (Path(argument) for argument in (sys.argv[1:] if arguments is None else arguments))
    derived = compose(read(manifest, catalog))
    print(json.dumps({column: sorted(derived[column]) for column in sorted(derived)}, indent=2))


if __name__ == "__main__":
    main()
