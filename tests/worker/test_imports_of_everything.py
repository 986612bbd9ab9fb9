"""`from … import *`, several times in one module."""

from facts import types

MODELS = """\
from sqlalchemy import *
from sqlalchemy.dialects.postgresql import *
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    placed = Column(TIMESTAMP(precision=3))
"""


def test_the_later_one_counts(extract, tmp_path):
    (tmp_path / "models.py").write_text(MODELS)
    assert types(extract(tmp_path), "orders")["placed"] == "TIMESTAMP(3) WITHOUT TIME ZONE"
