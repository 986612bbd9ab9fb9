"""Files that this interpreter cannot parse as a whole: of a newer Python, of an old one, or damaged."""

import ast

import pytest
from contractcheck_worker import syntax
from facts import FIXTURES, column, lines_with, names, table, types


def test_what_only_a_newer_python_reads_costs_no_table(extract):
    document = extract(FIXTURES / "newer")
    assert names(document) == ["books", "shelves"]
    assert types(document, "shelves") == {"name": "VARCHAR(50)", "id": "INTEGER"}
    assert all(t["complete"] for t in document["tables"])
    assert column(document, "books", "shelf_id")["type"] == "INTEGER"
    assert document["diagnostics"]["unparsed"] == []


def test_a_statement_that_nobody_can_read_is_left_out_and_named(extract):
    document = extract(FIXTURES / "unreadable")
    assert names(document) == ["part", "whole"]
    assert table(document, "whole")["complete"] is True
    part = table(document, "part")
    assert set(types(document, "part")) == {"id", "size"}
    bad, lost = lines_with("unreadable/models.py", "name = = Column", "class Lost")
    assert [m["reason"] for m in part["missing"]] == [f"the statement at line {bad} could not be read"]
    assert [(u["table"], u["class"], u["line"]) for u in document["diagnostics"]["unloaded"]] == [("lost", "models.Lost", lost)]
    assert [f["line"] for f in document["diagnostics"]["failed"]] == [bad, lost]


@pytest.mark.parametrize("text", ["\x00", "(" * 10_000, ")", "def", "'''", "x = '\n" * 200])
def test_text_that_is_no_python_ends_soon(text):
    try:
        assert isinstance(syntax.parse(text.encode()), ast.Module)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        pass


@pytest.mark.parametrize(
    "line, version",
    [("except A, B:", "3.14"), ("type X = int", "3.12"), ("def f[T](x): pass", "3.12"), ("x = f'{y['a']}'", "3.12"), ("match x:", "3.10")],
)
def test_the_version_that_reads_it_is_named(line, version):
    error = SyntaxError("invalid syntax")
    error.lineno = 1
    assert f"Python {version} or newer" in syntax._explained(error, [line]).msg
