"""Compares a schema document with the facts of a real import. Also a script: `truth.py DOCUMENT TRUTH.json.gz`."""

import gzip
import json
import sys
from typing import Any, Iterator


def read_truth(path: str) -> "dict[str, Any]":
    """A truth file."""
    with gzip.open(path) as file:
        return json.load(file)


def differences(document: "dict[str, Any]", truth: "dict[str, Any]") -> "list[str]":
    """One line per fact that differs, by table."""
    found, expected = _by_name(document["tables"]), _by_name(truth["tables"])
    lines = [f"{_name(key)}: table is missing" for key in expected.keys() - found.keys()]
    lines += [f"{_name(key)}: phantom table" for key in found.keys() - expected.keys()]
    for key in expected.keys() & found.keys():
        if len(found[key]) != len(expected[key]):
            lines.append(f"{_name(key)}: {len(found[key])} tables of this name, not {len(expected[key])}")
        for table in expected[key]:
            closest = min(([*_table(t, table)] for t in found[key]), key=len)
            lines += [f"{_name(key)}: {line}" for line in closest]
    return sorted(lines)


def _by_name(tables: "list[dict[str, Any]]") -> "dict[tuple[str | None, str], list[dict[str, Any]]]":
    """Two databases of one application may have tables of the same name."""
    named: dict = {}
    for table in tables:
        named.setdefault((table["schema"], table["name"]), []).append(table)
    return named


def _name(key: "tuple[str | None, str]") -> str:
    return ".".join(part for part in key if part)


def _table(found: "dict[str, Any]", expected: "dict[str, Any]") -> "Iterator[str]":
    columns = {c["name"]: c for c in found["columns"]}
    wanted = {c["name"]: c for c in expected["columns"]}
    # Columns of libraries whose classes are known need no accounting for: they are here, and compared like all others.
    unknown = {name for name, c in wanted.items() if c["foreign"] and name not in columns}
    if unknown and found["complete"]:
        yield f"complete, but {sorted(unknown)} come from a library"
    for base in expected["foreignBases"] if unknown else ():
        top = base.partition(".")[0]
        if not any((m["class"] or "").partition(".")[0] == top and m["distribution"] for m in found["missing"]):
            yield f"missing base {base} is not named"
    for name in wanted.keys() - columns.keys() - unknown:
        yield f"column {name} is missing"
    for name in columns.keys() - wanted.keys():
        yield f"phantom column {name}"
    if [c for c in expected["primaryKey"] if c not in unknown] != found["primaryKey"]:
        yield f"primary key {found['primaryKey']} is not {expected['primaryKey']}"
    uniques = sorted(sorted(u["columns"]) for u in found["uniques"])
    truly = sorted(sorted(u) for u in expected["uniques"] if not set(u) & unknown)
    if uniques != truly:
        yield f"uniques {uniques} are not {truly}"
    for name in columns.keys() & wanted.keys():
        for line in _column(columns[name], wanted[name], found):
            yield f"{name}: {line}"


def _column(found: "dict[str, Any]", expected: "dict[str, Any]", table: "dict[str, Any]") -> "Iterator[str]":
    facts = {
        "nullable": found["nullable"],
        "primaryKey": found["primaryKey"],
        "serverDefault": found["serverDefault"] is not None or found["computed"] is not None,
        "enum": found["enum"],
        "foreignKeys": sorted(_targets(found["name"], table)),
    }
    if found["typeResolved"]:
        facts |= {"type": found["type"], "python": found["python"]}
    for name, value in facts.items():
        wanted = sorted(expected[name]) if name == "foreignKeys" else expected[name]
        if value != wanted:
            yield f"{name} {value!r} is not {wanted!r}"


def _targets(column: str, table: "dict[str, Any]") -> "Iterator[str]":
    for key in table["foreignKeys"]:
        for name, target in zip(key["columns"], key["targetColumns"]):
            if name == column:
                schema = key["targetSchema"] + "." if key["targetSchema"] else ""
                yield f"{schema}{key['targetTable']}.{target}"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as stream:
        report = differences(json.load(stream), read_truth(sys.argv[2]))
    print("\n".join(report) or "equal")
    sys.exit(bool(report))
