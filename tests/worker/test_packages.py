"""Libraries on the packages path are used as they are."""

from facts import FIXTURES, lines_with, missing, names, places, table, types

PACKAGED = FIXTURES / "packaged"


def test_without_the_libraries_their_columns_are_unknown(extract):
    document = extract(PACKAGED / "repository")
    assert names(document) == ["halves", "notes"]
    assert missing(document, "notes") == [("acme_base.Stamped", "acme_base")]


def test_with_the_libraries_the_columns_are_there(extract):
    document = extract(PACKAGED / "repository", packages=[str(PACKAGED / "libraries")])
    assert names(document) == ["halves", "notes"]
    assert types(document, "notes") == {"stamped": "TIMESTAMP WITH TIME ZONE", "version": "INTEGER", "id": "INTEGER"}
    assert table(document, "notes")["complete"] is True
    line = lines_with("packaged/repository/models.py", "class Note(")[0]
    assert [places(document, "notes")[name] for name in ("", "stamped", "version")] == [line] * 3


def test_a_library_that_another_one_needs_is_named(extract):
    document = extract(PACKAGED / "repository", packages=[str(PACKAGED / "libraries")])
    assert missing(document, "halves") == [("acme_half.models.Other", "acme_half")]
    assert "acme_needed" in {module for one in document["diagnostics"]["mocked"] for module in one["modules"]}
