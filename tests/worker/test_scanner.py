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


SHOWN = """\
from sqlalchemy import Column, Integer, MetaData, Table
from .base import Base


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    total: Mapped[int] = mapped_column(
        Integer
    )
    if DEBUG:
        note = Column("remark", Integer)

    @declared_attr
    def owner(cls):
        return Column(Integer)

    def method(self):
        hidden = Column(Integer)


link = Table(
    "link", MetaData(),
    Column("order_id", Integer),
)


def make():
    class Local(Base):
        __tablename__ = "local"
        inner = Column(Integer)
"""


def test_a_scan_tells_what_the_source_shows(scanner, tmp_path):
    (tmp_path / "models.py").write_text(SHOWN)
    shown = scanner.scan_parts(tmp_path)[0]["revisions"]
    assert [(t["name"], t["class"], t["line"]) for t in shown[0]["tables"]] == [("orders", "Order", 5), ("link", None, 22)]
    names = {(n["name"], n["first"], n["last"]) for n in shown[0]["names"]}
    assert names >= {("id", 7, 7), ("total", 8, 10), ("note", 12, 12), ("remark", 12, 12), ("owner", 14, 16), ("link", 22, 25), ("order_id", 24, 24)}
    assert {name for name, _, _ in names} & {"hidden", "inner", "method"} == set()


@pytest.mark.parametrize("fixture", sorted(os.listdir(FIXTURES)))
def test_every_table_that_the_source_shows_is_accounted_for(extract, scanner, fixture):
    """Else the engine would call it hidden."""
    document = extract(FIXTURES / fixture)
    names = {t["name"] for t in document["tables"]}
    classes = [t["class"] or "" for t in document["tables"]]
    explained = {(u["file"], u["line"]) for kind in ("unloaded", "inherited") for u in document["diagnostics"][kind]}
    for table in scanner.scan_parts(FIXTURES / fixture)[0]["revisions"][0]["tables"]:
        loaded = table["name"] in names or table["class"] and any(("." + c).endswith("." + table["class"]) for c in classes)
        assert loaded or (table["file"], table["line"]) in explained, table
