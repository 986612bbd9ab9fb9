"""Scans that run ahead of extractions, in a process of their own."""

import os
import shutil

import pytest
from facts import FIXTURES


def scanned(scanner, tmp_path, *roots):
    """The file that a scan of folders is kept in."""
    file = tmp_path / "scan"
    file.write_bytes(scanner.scan(*roots))
    return str(file)


@pytest.mark.parametrize("fixture", sorted(os.listdir(FIXTURES)))
def test_an_extraction_is_the_same_after_a_scan(extract, scanner, fixture, tmp_path):
    root = FIXTURES / fixture
    assert extract(root, scan=scanned(scanner, tmp_path, root)) == extract(root)


def test_revisions_share_what_they_have_in_common(extract, scanner, tmp_path):
    base, head = tmp_path / "base", tmp_path / "head"
    shutil.copytree(FIXTURES / "stars", base)
    shutil.copytree(FIXTURES / "stars", head, copy_function=os.link)
    shutil.rmtree(base)
    shutil.copytree(head, base, copy_function=os.link)
    models = head / "app" / "models.py"
    changed = models.read_text().replace("nullable=False", "nullable=True")
    models.unlink()
    models.write_text(changed)
    one, both = scanner.scan(head), scanner.scan(base, head)
    assert len(both) < 1.7 * len(one)
    (tmp_path / "scan").write_bytes(both)
    nullable = [
        column["nullable"]
        for root in (base, head)
        for column in extract(root, scan=str(tmp_path / "scan"))["tables"][0]["columns"]
        if column["name"] == "name"
    ]
    assert nullable == [False, True]


def test_a_scan_runs_no_code(scanner, tmp_path):
    (tmp_path / "models.py").write_text("from sqlalchemy import Column\nopen('/dev/null', 'x')\nimport os; os._exit(3)\nColumn()\n")
    assert b"os" in scanner.scan(tmp_path)


def test_what_does_not_parse_or_compile_is_left_to_the_extraction(extract, scanner, tmp_path):
    (tmp_path / "models.py").write_text(
        "from sqlalchemy import Column, Integer, MetaData, Table\nimport helper\n\nt = Table('t', MetaData(), Column('a', Integer))\nreturn t\n"
        "u = Table('u', MetaData(), Column('a', Integer), info={'a': helper.a})\n"
    )
    (tmp_path / "helper.py").write_text("a = (\n")
    document = extract(tmp_path, scan=scanned(scanner, tmp_path, tmp_path))
    assert [t["name"] for t in document["tables"]] == ["t", "u"]
    assert [(f["file"], f["line"]) for f in document["diagnostics"]["failed"]] == [("helper.py", 1), ("models.py", 5)]


def test_a_scan_of_nothing_or_of_another_folder_fails(scanner, worker, tmp_path):
    (tmp_path / "a").mkdir()
    scanner.last += 1
    file = scanned(scanner, tmp_path, tmp_path / "a")
    assert worker.failure(tmp_path, scan=file)["reason"] == "exited"
    assert worker.failure(tmp_path, scan=str(tmp_path / "none"))["reason"] == "exited"
