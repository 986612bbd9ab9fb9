"""Short names for parts of a document."""

import pathlib

FIXTURES = pathlib.Path(__file__).parent / "fixtures"


def names(document):
    """Table names, with the schema where there is one."""
    return [".".join(filter(None, (t["schema"], t["name"]))) for t in document["tables"]]


def table(document, name):
    """The one table of that name."""
    found = [t for t in document["tables"] if t["name"] == name]
    assert len(found) == 1, names(document)
    return found[0]


def column(document, of, name):
    """A column by table and name."""
    return next(c for c in table(document, of)["columns"] if c["name"] == name)


def types(document, of):
    """Column types by name."""
    return {c["name"]: c["type"] for c in table(document, of)["columns"]}


def places(document, of):
    """Lines of the table and its columns, by name; of the table under the empty name."""
    found = table(document, of)
    return {"": found["line"], **{c["name"]: c["line"] for c in found["columns"]}}


def missing(document, of):
    """Missing classes of a table with their distributions."""
    return [(m["class"], m["distribution"]) for m in table(document, of)["missing"]]


def lines_with(fixture, *texts):
    """Lines of a fixture file that contain the texts, in the order of the texts."""
    source = (FIXTURES / fixture).read_text(encoding="utf-8").splitlines()
    return [next(n for n, line in enumerate(source, 1) if text in line) for text in texts]
