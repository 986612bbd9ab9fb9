"""Models in files of their own that show no column and no table: what they inherit makes them models."""

import pytest
from facts import names, types


def write(root, **files):
    for name, text in files.items():
        (root / f"{name}.py").write_text(text, encoding="utf-8")
    return root


BASE = """
from sqlalchemy import Column, Integer
from sqlalchemy.orm import DeclarativeBase, declared_attr

class Base(DeclarativeBase):
    pass

class Kind(Base):
    __abstract__ = True
    __tablename__ = "kinds"
    id = Column(Integer, primary_key=True)

class Named(Base):
    __abstract__ = True

    @declared_attr.directive
    def __tablename__(cls):
        return cls.__name__.lower()

    id = Column(Integer, primary_key=True)
"""


@pytest.mark.needs_2_0
def test_a_child_that_names_its_schema_only(extract, tmp_path):
    first = "from base import Kind\n\nclass First(Kind):\n    __table_args__ = {'schema': 'one'}\n"
    second = "from base import Kind\n\nclass Second(Kind):\n    __table_args__ = {'schema': 'two'}\n"
    assert names(extract(write(tmp_path, base=BASE, first=first, second=second))) == ["one.kinds", "two.kinds"]


@pytest.mark.needs_2_0
def test_a_child_with_annotations_only(extract, tmp_path):
    child = "from base import Named\nfrom sqlalchemy.orm import Mapped\n\nclass Person(Named):\n    name: Mapped[str]\n"
    assert types(extract(write(tmp_path, base=BASE, child=child)), "person") == {"id": "INTEGER", "name": "VARCHAR"}


@pytest.mark.needs_2_0
def test_a_child_of_a_base_that_names_tables(extract, tmp_path):
    child = "from base import Named\n\nclass Person(Named):\n    pass\n"
    grandchild = "import child\n\nclass Place(child.Branch):\n    pass\n"
    branch = child + "\nclass Branch(Named):\n    __abstract__ = True\n"
    assert names(extract(write(tmp_path, base=BASE, child=branch, grandchild=grandchild))) == ["person", "place"]


@pytest.mark.needs_2_0
def test_a_library_s_class_of_the_same_name_is_no_base(extract, tmp_path):
    other = "from elsewhere import Named\nopen('made', 'w')\n\nclass Person(Named):\n    pass\n"
    document = extract(write(tmp_path, base=BASE, other=other))
    assert names(document) == [] and document["diagnostics"]["failed"] == []


RANDOM = """
import random, uuid
from uuid import uuid4
from sqlalchemy import Column, Enum, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()
made = {uuid4() for number in range(100)}

def state():
    return Enum("a", name="state_" + str(uuid.uuid4())[:6])

class Door(Base):
    __tablename__ = "doors"
    id = Column(Integer, primary_key=True)
    #
    state = Column(state())
    number = Column(Enum("a", name="n%d" % random.randrange(10**9)))
    many = Column(Enum("a", name=str(len(made))))
"""


def test_names_made_by_chance_are_the_same_every_time(extract, tmp_path):
    before, after = tmp_path / "before", tmp_path / "after"
    for folder, text in ((before, RANDOM), (after, RANDOM.replace("    #\n", "    first = Column(state())\n"))):
        folder.mkdir()
        (folder / "models.py").write_text(text, encoding="utf-8")
    old, new = (types(extract(folder), "doors") for folder in (before, after))
    assert old == {name: new[name] for name in old}
    assert (old["many"], set(new) - set(old)) == ('"100"', {"first"})
