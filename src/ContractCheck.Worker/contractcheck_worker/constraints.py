"""Facts of a table's keys, constraints and indexes."""

from typing import Any, Optional

from sqlalchemy.sql import schema

from .render import expression_text
from .sources import Sources


def uniques(table: Any, dialect: Any) -> "list[dict[str, Any]]":
    """Unique constraints, those of unique columns included."""
    found = [
        {"name": _name(c, dialect), "columns": [str(k.name) for k in c.columns]}
        for c in table.constraints
        if isinstance(c, schema.UniqueConstraint)
    ]
    return sorted(found, key=lambda u: (u["columns"], u["name"] or ""))


def foreign_keys(table: Any, dialect: Any) -> "list[dict[str, Any]]":
    """Foreign keys; their targets need not be loaded."""
    found = []
    for constraint in table.foreign_key_constraints:
        columns, targets, place = [], [], (None, None)
        for element in constraint.elements:
            schema_name, table_name, target = _target(element)
            place = (schema_name, table_name)
            columns.append(str(element.parent.name))
            targets.append(target if target is not None else str(element.parent.name))
        found.append(
            {
                "name": _name(constraint, dialect),
                "columns": columns,
                "targetSchema": place[0],
                "targetTable": place[1],
                "targetColumns": targets,
                "onDelete": _text(constraint.ondelete),
                "onUpdate": _text(constraint.onupdate),
            }
        )
    return sorted(found, key=lambda k: (k["columns"], k["targetTable"], k["targetColumns"], k["name"] or ""))


def _target(element: Any) -> "tuple[Optional[str], str, Optional[str]]":
    column = getattr(element, "_table_column", None)
    if column is not None and getattr(column, "table", None) is not None:
        target = column.table
        return _text(target.schema), str(target.name), str(column.name)
    schema_name, table_name, key = element._column_tokens
    if schema_name is None and element.parent is not None:
        schema_name = getattr(element.parent.table.metadata, "schema", None)
    return _text(schema_name), str(table_name), _column_name(element, schema_name, table_name, key)


def _column_name(element: Any, schema_name: Any, table_name: Any, key: Optional[str]) -> Optional[str]:
    """The column's name in the database: a foreign key may give the key that the models know it by."""
    metadata = element.parent.table.metadata
    target = metadata.tables.get(f"{schema_name}.{table_name}" if schema_name else str(table_name))
    if target is not None and key is not None and key in target.columns:
        return str(target.columns[key].name)
    return None if key is None else str(key)


def indexes(table: Any, dialect: Any, sources: Sources) -> "list[dict[str, Any]]":
    """Indexes; an expression is given as SQL text."""
    found = [
        {
            "name": _name(index, dialect),
            "columns": [_index_part(index, position, dialect, sources) for position in range(len(index.expressions))],
            "unique": bool(index.unique) and not _is_partial(index),
        }
        for index in table.indexes
    ]
    return sorted(found, key=lambda i: (i["name"] or "", i["columns"]))


def _is_partial(index: Any) -> bool:
    """Whether only some rows are in it: it keeps nothing unique then."""
    return any(options.get("where") is not None for options in (index.dialect_options[name] for name in ("postgresql", "sqlite", "mssql")) if options)


def _index_part(index: Any, position: int, dialect: Any, sources: Sources) -> str:
    expression = index.expressions[position]
    if isinstance(expression, schema.Column):
        return str(expression.name)
    return expression_text(expression, dialect, sources.positional(index, position + 1))


def checks(table: Any, dialect: Any, sources: Sources) -> "list[dict[str, Any]]":
    """Check constraints that the models write; those that a type brings along are part of the type."""
    found = [
        {"name": _name(c, dialect), "sql": expression_text(c.sqltext, dialect, sources.positional(c, 0, "sqltext"))}
        for c in [*table.constraints, *(c for column in table.columns for c in column.constraints)]
        if isinstance(c, schema.CheckConstraint) and not getattr(c, "_type_bound", False)
    ]
    return sorted(found, key=lambda c: (c["name"] or "", c["sql"]))


def _name(item: Any, dialect: Any) -> Optional[str]:
    """The name with the metadata's naming convention applied."""
    preparer = dialect.identifier_preparer
    try:
        if isinstance(item, schema.Index):
            name = preparer.format_index(item)
        else:
            name = preparer.format_constraint(item)
    except Exception:  # noqa: BLE001 - a convention may ask for what the models do not give
        name = item.name if isinstance(item.name, str) else None
    if not name:
        return None
    return _unquoted(str(name))


def _unquoted(name: str) -> str:
    return name[1:-1].replace('""', '"') if name[:1] == '"' == name[-1:] and len(name) > 1 else name


def _text(value: Any) -> Optional[str]:
    return None if value is None else str(value)
