"""Contracts in every format, alone and together, and sheets and property files that mean harm."""

from __future__ import annotations

import re
from typing import Dict

import pytest
from conftest import CONTRACT, MODELS, ROOT, CommandLine, Repository

PASSING = MODELS + "    nickname = Column(String(40))\n"
WIDER = MODELS.replace("String(100)", "String(200)")
NULLABLE = MODELS.replace(", nullable=False", "")
REMOVED = MODELS.replace("    email = Column(String(100), nullable=False)\n", "")

SETTING = 'contracts: ["**/*.odcs.yaml", "**/*.csv", "**/*.datacontract.yaml", "dbt/**/*.yml"]\n'
DOCUMENTED = dict(re.findall(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$", (ROOT / "docs" / "contracts.md").read_text("utf-8"), re.MULTILINE | re.DOTALL))
SHEET = "contracts/mailing.contract.csv"
SPECIFICATION = "contracts/customers.datacontract.yaml"
DBT = "dbt/models/sources.yml"

HOSTILE = {
    "a NUL": b"table,column\nt,a\0\n",
    "an escape": b"table,column\nt,\x1b[31ma\n",
    "too few cells": b"table,column,type\nt,a\n",
    "too many cells": b"table,column\nt,a,b,c\n",
    "a quote that stays open": b'table,column\nt,"a\n' + b"t,b\n" * 1000,
    "a quote in the middle": b'table,column\nt,a"b\n',
    "a million cells": b"table,column\n" + b"," * 1_100_000,
    "a huge header": b"table,column," + b"x" * 3_000_000 + b"\n",
    "a huge cell that is no boolean": b"table,column,required\nt,a," + b"x" * 3_000_000 + b"\n",
    "a formula for a boolean": b"table,column,required\nt,a,=HYPERLINK(1)\n",
    "headers twice": b"table,column,Column\nt,a,b\n",
    "columns twice": b"table,column\nt,a\nt,a\n",
    "an unknown header": b"table,column,colour\nt,a,red\n",
    "only a header": b"table,column\n",
    "nothing": b"",
    "another encoding": "table,column\nt,Größe\n".encode("latin-1"),
    "UTF-16": "table,column\nt,a\n".encode("utf-16"),
    "fifty megabytes": b"table,column\n" + b"t,a\n" * 13_000_000,
    "a sunset that is no day": b"table,column,sunset\nt,a,soon\n",
}


def start(repo: Repository, files: "Dict[str, str | bytes]") -> None:
    """These contracts on main instead of the one that is there."""
    repo.git("checkout", "--quiet", "main")
    repo.git("rm", "--quiet", "contracts/customers.odcs.yaml")
    repo.commit({".contractcheck.yml": SETTING, **files})
    repo.git("branch", "-f", "change")
    repo.git("checkout", "--quiet", "change")


def test_the_documentation_shows_every_format() -> None:
    assert set(DOCUMENTED) == {"contracts/customers.odcs.yaml", SPECIFICATION, SHEET, DBT}


@pytest.mark.parametrize("file", DOCUMENTED)
@pytest.mark.parametrize("models, code", [(PASSING, 0), (REMOVED, 1), (NULLABLE, 1)])
def test_a_contract_of_each_format_judges(cli: CommandLine, repo: Repository, file: str, models: str, code: int) -> None:
    start(repo, {file: DOCUMENTED[file]})
    repo.commit({"shop/models.py": models})
    run = cli("check", "--repo", repo.path)
    assert run.code == code, run.text
    assert code == 0 or file in run.out


@pytest.mark.parametrize("file", [SHEET, SPECIFICATION, DBT])
def test_a_length_is_a_promise(cli: CommandLine, repo: Repository, file: str) -> None:
    start(repo, {file: DOCUMENTED[file]})
    repo.commit({"shop/models.py": WIDER})
    assert cli("check", "--repo", repo.path).code == 1


@pytest.mark.parametrize("file", [SHEET, SPECIFICATION])
def test_names_of_contracts_are_known_without_a_setting(cli: CommandLine, repo: Repository, file: str) -> None:
    start(repo, {file: DOCUMENTED[file], ".contractcheck.yml": ""})
    repo.commit({"shop/models.py": REMOVED})
    run = cli("check", "--repo", repo.path)
    assert run.code == 1 and file in run.out, run.text


def test_other_sheets_and_property_files_are_no_contracts_of_themselves(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"contracts/cities.csv": "city,inhabitants\nBern,140000\n", "dbt/models/schema.yml": "version: 2\nmodels: [{name: m}]\n"})
    assert cli("check", "--repo", repo.path).code == 0


def test_a_finding_names_the_contracts_of_all_formats(cli: CommandLine, repo: Repository) -> None:
    start(repo, dict(DOCUMENTED))
    repo.commit({"shop/models.py": REMOVED})
    run = cli("check", "--repo", repo.path, "--format", "json")
    assert run.code == 1, run.text
    [removal] = [finding for finding in run.json["introduced"] if finding["rule"] == "CC201"]
    assert {promise["contract"] for promise in removal["promises"]} == {"customers", "crm", "mailing", "analytics"}
    assert {promise["file"] for promise in removal["promises"]} == set(DOCUMENTED)


def test_one_id_in_two_formats_is_refused(cli: CommandLine, repo: Repository) -> None:
    start(repo, {"contracts/customers.odcs.yaml": CONTRACT, "contracts/customers.csv": "table,column\ncustomers,email\n"})
    run = cli("check", "--repo", repo.path)
    assert run.code == 2 and "the contract id 'customers' is already used" in run.text, run.text


def test_a_sheet_without_a_version_cannot_announce(cli: CommandLine, repo: Repository) -> None:
    start(repo, {"contracts/people.csv": "table,column\ncustomers,id\ncustomers,email\n"})
    repo.commit({"shop/models.py": REMOVED, "contracts/people.csv": "table,column\ncustomers,id\n"})
    run = cli("check", "--repo", repo.path)
    assert run.code == 1 and "unversioned" in run.out, run.text
    repo.commit({"contracts/people.csv": "table,column,version\ncustomers,id,1.0.0\n"})
    assert cli("check", "--repo", repo.path).code == 0


@pytest.mark.parametrize("text", [
    "\ufefftable;column;required\r\ncustomers;email;x\r\n;;\r\n",
    "sep=\t\ntable\tcolumn\trequired\ncustomers\temail\tTRUE\n",
    'table,column,required,description\ncustomers,email,1,"Where letters\ngo, ""perhaps"""\n',
    "table,column,required,description\ncustomers,email,yes,=cmd|' /C calc'!A0\n",
])
def test_what_spreadsheets_save_is_read(cli: CommandLine, repo: Repository, text: str) -> None:
    start(repo, {"contracts/people.csv": text})
    repo.commit({"shop/models.py": PASSING})
    assert cli("check", "--repo", repo.path).code == 0
    repo.commit({"shop/models.py": NULLABLE})
    run = cli("check", "--repo", repo.path)
    assert run.code == 1 and "contracts/people.csv:" in run.out, run.text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_sheet_is_refused_with_its_place(cli: CommandLine, repo: Repository, name: str) -> None:
    start(repo, {"contracts/people.csv": HOSTILE[name]})
    run = cli("check", "--repo", repo.path, timeout=60)
    assert run.code == 2 and "contracts/people.csv" in run.text, run.text[:2000]
    assert "defect" not in run.text and "\x1b" not in run.err and "\0" not in run.err and len(run.text) < 4000


@pytest.mark.parametrize("file, text, error", [
    (SPECIFICATION, DOCUMENTED[SPECIFICATION].replace("required: true", "requird: true"), f"{SPECIFICATION}:11:27: unknown key 'requird' in a field (did you mean 'required'?)"),
    (DBT, DOCUMENTED[DBT].replace("data_type", "data_typ"), f"{DBT}:10:13: unknown key 'data_typ' in a column (did you mean 'data_type'?)"),
    (DBT, "version: 2\nmodels: [{name: m}]\n", f"{DBT}:1:1: nothing in the dbt file promises anything"),
    (DBT, "version: 2\nseeds: []\n", f"{DBT}:1:1: not a data contract of a known format (first key 'version')"),
    (SHEET, "Table,Colum\n", f"{SHEET}:1:7: unknown header 'Colum' (did you mean 'column'?)"),
])
def test_what_is_misspelt_is_told(cli: CommandLine, repo: Repository, file: str, text: str, error: str) -> None:
    start(repo, {file: text})
    run = cli("check", "--repo", repo.path)
    assert run.code == 2 and error in run.text, run.text
