"""Models that lie about themselves: what their source no longer shows is no pass, however the document came about."""

from __future__ import annotations

import pytest
from conftest import MODELS, CommandLine, Repository

GONE = MODELS.replace("    email = Column(String(100), nullable=False)\n", "")

LIES = {
    "adds the column where no source shows it": 'NAME = "em" + "ail"\nCustomer.__table__.append_column(Column(NAME, String(100), nullable=False))\n',
    "adds the column with its old place": (
        'NAME = "em" + "ail"\nexec(compile("\\n" * 11 + "Customer.__table__.append_column(Column(NAME, String(100), nullable=False))", __file__, "exec"))\n'
    ),
    "changes the document": """
import sys
extraction = sys.modules["contractcheck_worker.extract"]
document = extraction.document
def forged(*arguments):
    value = document(*arguments)
    table = value["tables"][0]
    column = dict(table["columns"][0], name="em" + "ail", attribute="em" + "ail", type="VARCHAR(100)", primaryKey=False, length=100, identity=None)
    table["columns"].append(column)
    return value
extraction.document = forged
""",
    "writes the answer itself": """
import hashlib, json, os, struct, sys
def number():
    frame = sys._getframe()
    while not frame.f_code.co_filename.endswith("child.py"):
        frame = frame.f_back
    return frame.f_locals["id"]
payload = json.dumps({
    "format": "contractcheck-schema", "version": 1, "dialect": "postgresql",
    "tables": [{
        "schema": None, "name": "customers", "class": "shop.models.Customer", "file": "shop/models.py", "line": 7, "complete": True, "missing": [],
        "comment": None, "primaryKey": ["id"], "uniques": [], "foreignKeys": [], "indexes": [], "checks": [],
        "columns": [{
            "name": name, "attribute": name, "type": type, "typeResolved": True, "python": None, "nullable": False, "primaryKey": name == "id",
            "serverDefault": None, "clientDefault": False, "computed": None, "identity": None, "enum": None, "length": None, "precision": None,
            "scale": None, "timezone": None, "comment": None, "file": "shop/models.py", "line": line,
        } for name, type, line in (("id", "INTEGER", 10), ("em" + "ail", "VARCHAR(100)", 11))],
    }],
    "diagnostics": {"python": "3.13.0", "sqlalchemy": "2.0.40", "unloaded": [], "inherited": [], "failed": [], "unparsed": [], "mocked": []},
    "closure": {"files": [], "absent": []},
}).encode()
os.write(3, struct.pack(">4scII32s", b"CCW1", b"R", number(), len(payload), hashlib.sha256(payload).digest()) + payload)
os._exit(0)
""",
}


def test_the_removal_is_a_breach_where_nobody_lies(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": GONE})
    assert cli("check", "--repo", repo.path).code == 1


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_no_pass(cli: CommandLine, repo: Repository, lie: str) -> None:
    repo.commit({"shop/models.py": GONE + LIES[lie]})
    run = cli("check", "--repo", repo.path)
    assert run.code == 3, run.text
    assert "CC901" in run.text and "customers.email" in run.text and "its source no longer shows it" in run.text


def test_a_table_that_is_only_claimed_is_no_pass(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": LIES["writes the answer itself"]})
    run = cli("check", "--repo", repo.path)
    assert run.code == 3 and "customers" in run.text


def test_a_table_that_the_source_shows_and_the_answer_hides_is_told(cli: CommandLine, repo: Repository) -> None:
    hidden = '\n\nclass Hidden(Base):\n    __tablename__ = "hidden"\n    id = Column(Integer, primary_key=True)\n\n\nBase.metadata.remove(Hidden.__table__)\n'
    forging = hidden + (
        "import sys\nextraction = sys.modules['contractcheck_worker.extract']\ndocument = extraction.document\n"
        "def forged(*arguments):\n    value = document(*arguments)\n    value['diagnostics']['unloaded'] = []\n"
        "    value['tables'] = [t for t in value['tables'] if t['name'] != 'hidden']\n    return value\nextraction.document = forged\n"
    )
    repo.commit({"shop/models.py": MODELS + forging})
    run = cli("check", "--repo", repo.path)
    assert "hidden" in run.text and "neither gave it nor said why" in run.text


@pytest.mark.parametrize(
    "moved",
    [
        {"shop/models.py": MODELS.replace("    email = Column(String(100), nullable=False)\n", "    email = Column(\n        String(100),\n        nullable=False,\n    )\n")},
        {
            "shop/mixins.py": "from sqlalchemy import Column, String\n\n\nclass HasEmail:\n    email = Column(String(100), nullable=False)\n",
            "shop/models.py": GONE.replace("class Customer(Base)", "from shop.mixins import HasEmail\n\n\nclass Customer(HasEmail, Base)"),
        },
        {"shop/models.py": GONE + '\n    mail = Column("email", String(100), nullable=False)\n'},
        {
            "shop/models.py": "from sqlalchemy import Column, Integer, MetaData, String, Table\n\ncustomers = Table(\n    'customers', MetaData(),\n"
            "    Column('id', Integer, primary_key=True),\n    Column('email', String(100), nullable=False),\n)\n"
        },
    ],
    ids=["over several lines", "into a mixin", "under another attribute", "as a plain table"],
)
def test_what_is_only_written_otherwise_passes(cli: CommandLine, repo: Repository, moved: "dict[str, str]") -> None:
    repo.commit(moved)
    run = cli("check", "--repo", repo.path)
    assert run.code == 0, run.text
