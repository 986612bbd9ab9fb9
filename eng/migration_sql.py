"""Reads operations on tables and columns from the SQL that migrations execute: plain DDL, one clause after another."""

from __future__ import annotations

import re
from typing import Iterator, List, NamedTuple, Optional, Tuple

UNKNOWN_TEXT = "\0"
"""Stands in SQL for what only the run of a migration would tell."""


class Operation(NamedTuple):
    """One thing that a migration does. A table is named as before it, unless it is created."""

    kind: str
    schema: Optional[str]
    table: str
    column: Optional[str] = None
    name: Optional[str] = None
    """The new name of what is renamed; the sort of a constraint; the value of an enumeration."""
    value: Optional[str] = None
    """What is set: True or False of nullability, else source text."""


IDENTIFIER = r'(?:"[^"]+"|`[^`]+`|\[[^\]]+\]|[\w\0]+)'
NAME = rf"((?:{IDENTIFIER}\s*\.\s*|\.)?{IDENTIFIER})"
IF_EXISTS = r"(?:IF\s+(?:NOT\s+)?EXISTS\s+)?"
COLUMN = rf"({IDENTIFIER})"

CREATE_TABLE = re.compile(rf"CREATE\s+(?:UNLOGGED\s+)?TABLE\s+{IF_EXISTS}{NAME}", re.I)
DROP_TABLE = re.compile(rf"DROP\s+TABLE\s+{IF_EXISTS}(.+?)(?:\s+(?:CASCADE|RESTRICT|PURGE).*)?$", re.I | re.S)
ALTER_TABLE = re.compile(rf"ALTER\s+TABLE\s+{IF_EXISTS}(?:ONLY\s+)?{NAME}\s+(.+)$", re.I | re.S)
CREATE_INDEX = re.compile(rf"CREATE\s+(?:UNIQUE\s+)?INDEX\s+(?:CONCURRENTLY\s+)?{IF_EXISTS}(?:{NAME}\s+)?ON\s+(?:ONLY\s+)?{NAME}", re.I)
ADD_VALUE = re.compile(rf"ALTER\s+TYPE\s+{NAME}\s+ADD\s+VALUE\s+{IF_EXISTS}'([^']*)'", re.I)
RENAME_VALUE = re.compile(rf"ALTER\s+TYPE\s+{NAME}\s+RENAME\s+VALUE\s+'[^']*'\s+TO\s+'([^']*)'", re.I)

RENAME_TABLE = re.compile(rf"RENAME\s+TO\s+{NAME}$", re.I)
SET_SCHEMA = re.compile(rf"SET\s+SCHEMA\s+{COLUMN}$", re.I)
RENAME_COLUMN = re.compile(rf"RENAME\s+(?!CONSTRAINT\b)(?:COLUMN\s+)?{COLUMN}\s+TO\s+{COLUMN}$", re.I)
CONSTRAINT = re.compile(r"(?:(ADD|DROP)\s+CONSTRAINT\b|ADD\s+(?=CHECK|UNIQUE|PRIMARY|FOREIGN)|DROP\s+(?=PRIMARY|FOREIGN))(.*)$", re.I | re.S)
ADD_COLUMN = re.compile(rf"ADD\s+(?:COLUMN\s+)?{IF_EXISTS}{COLUMN}\s+\S", re.I)
DROP_COLUMN = re.compile(rf"DROP\s+(?:COLUMN\s+)?{IF_EXISTS}{COLUMN}(?:\s+(?:CASCADE|RESTRICT))?$", re.I)
ALTER_COLUMN = re.compile(rf"ALTER\s+(?:COLUMN\s+)?{COLUMN}\s+(.+)$", re.I | re.S)
ALTERATIONS = (
    (re.compile(r"(?:SET\s+DATA\s+)?TYPE\s+(.+)$", re.I | re.S), "alter-type", None),
    (re.compile(r"SET\s+NOT\s+NULL", re.I), "alter-nullable", "False"),
    (re.compile(r"DROP\s+NOT\s+NULL", re.I), "alter-nullable", "True"),
    (re.compile(r"SET\s+DEFAULT\s+(.+)$", re.I | re.S), "alter-default", None),
    (re.compile(r"DROP\s+DEFAULT|(?:DROP|SET|ADD)\s+(?:IDENTITY|GENERATED|EXPRESSION)", re.I), "alter-default", "None"),
)
SORTS = (("foreign", "foreign"), ("primary", "primary"), ("unique", "unique"), ("check", "check"))


def operations(sql: str) -> Iterator[Operation]:
    """What the statements do, in their order; other statements do nothing."""
    for statement in split(without_comments(sql), ";"):
        yield from _statement(statement)


def without_comments(sql: str) -> str:
    return re.sub(r"--[^\n]*|/\*.*?\*/", " ", sql, flags=re.S)


def split(text: str, separator: str) -> Iterator[str]:
    """The parts between separators that stand outside of brackets and quotes."""
    depth, quote, part = 0, "", ""
    for letter in text:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"`":
            quote = letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
        elif letter == separator and depth == 0:
            yield part.strip()
            part = ""
            continue
        part += letter
    if part.strip():
        yield part.strip()


def _statement(sql: str) -> Iterator[Operation]:
    if match := CREATE_TABLE.match(sql):
        yield Operation("create-table", *names(match[1]))
    elif match := DROP_TABLE.match(sql):
        for name in split(match[1], ","):
            yield Operation("drop-table", *names(name))
    elif match := ALTER_TABLE.match(sql):
        yield from _actions(*names(match[1]), match[2])
    elif match := CREATE_INDEX.match(sql):
        yield Operation("add-constraint", *names(match[2]), name="index")
    elif match := ADD_VALUE.match(sql) or RENAME_VALUE.match(sql):
        yield Operation("enum-value", *names(match[1]), name=match[2])


def _actions(schema: Optional[str], table: str, text: str) -> Iterator[Operation]:
    for action in split(text, ","):
        yield from _action(schema, table, action)


def _action(schema: Optional[str], table: str, text: str) -> Iterator[Operation]:
    if match := RENAME_TABLE.match(text):
        yield Operation("rename-table", schema, table, name=names(match[1])[1])
    elif match := SET_SCHEMA.match(text):
        yield Operation("rename-table", schema, table, name=table, value=bare(match[1]))
    elif match := RENAME_COLUMN.match(text):
        yield Operation("rename-column", schema, table, bare(match[1]), bare(match[2]))
    elif match := CONSTRAINT.match(text):
        kind = "drop-constraint" if text[:4].upper() == "DROP" else "add-constraint"
        yield Operation(kind, schema, table, name=_sort(match[2]))
    elif match := ADD_COLUMN.match(text):
        yield Operation("add-column", schema, table, bare(match[1]))
    elif match := DROP_COLUMN.match(text):
        yield Operation("drop-column", schema, table, bare(match[1]))
    elif match := ALTER_COLUMN.match(text):
        for pattern, kind, value in ALTERATIONS:
            if found := pattern.match(match[2]):
                yield Operation(kind, schema, table, bare(match[1]), value=value or found[1].strip())


def _sort(text: str) -> str:
    return next((sort for word, sort in SORTS if re.search(rf"\b{word}\b", text, re.I)), "any")


def names(text: str) -> Tuple[Optional[str], str]:
    """Schema and table of a name in SQL."""
    parts: List[str] = [bare(part) for part in split(text, ".") if part]
    return (parts[-2] if len(parts) > 1 and UNKNOWN_TEXT not in parts[-2] else None), parts[-1] if parts else UNKNOWN_TEXT


def bare(identifier: str) -> str:
    return identifier.strip().strip('"`[]')
