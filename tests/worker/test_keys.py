"""Constraints and indexes wherever models write them."""

from facts import table

MODELS = """\
from sqlalchemy import CheckConstraint, Column, Index, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    __table_args__ = (
        Index("uq_open", "code", unique=True, postgresql_where=Column("open") == 1),
        Index("uq_code", "code", "open", unique=True),
    )

    id = Column(Integer, primary_key=True)
    code = Column(String(8), CheckConstraint("code <> ''", name="ck_code"), index=True, unique=True)
    open = Column(Integer)
"""


def test_a_check_of_a_column_is_one_of_the_table(extract, tmp_path):
    (tmp_path / "models.py").write_text(MODELS)
    assert table(extract(tmp_path), "orders")["checks"] == [{"name": "ck_code", "sql": "code <> ''"}]


def test_an_index_over_some_rows_keeps_nothing_unique(extract, tmp_path):
    (tmp_path / "models.py").write_text(MODELS)
    assert [(i["name"], i["unique"]) for i in table(extract(tmp_path), "orders")["indexes"]] == [
        ("ix_orders_code", True), ("uq_code", True), ("uq_open", False)]
