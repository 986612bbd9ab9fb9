"""`contractcheck contract`: what two versions differ in, and contracts brought in line with the models."""

from __future__ import annotations

import json

import jsonschema
import pytest
from conftest import CONTRACT, MODELS, ROOT, CommandLine, Repository

EMAIL = "    email = Column(String(100), nullable=False)\n"
COMMENTED = CONTRACT.replace("      - name: email\n", "      # Where we write to.\n      - name: email   # lower case\n")


def test_diff_grades_and_names_the_version(cli: CommandLine, repo: Repository) -> None:
    old = repo.write("old.odcs.yaml", CONTRACT)
    new = repo.write("new.odcs.yaml", CONTRACT.replace("        logicalType: string\n        required: true\n", "        logicalType: string\n        description: mail\n"))
    run = cli("contract", "diff", old, new)
    assert run.code == 0, run.text
    assert run.out == (
        "customers 1.0.0 → 1.0.0\n"
        "  breaking   customers.email required is no longer promised\n"
        "  editorial  customers.email description: none → mail\n"
        "Calls for version 2.0.0.\n")
    document = cli("contract", "diff", old, new, "--format", "json").json
    jsonschema.validate(document, json.loads((ROOT / "docs/schemas/contract-changes.v1.json").read_text(encoding="utf-8")))
    assert (document["callsFor"], document["changes"][0]["grade"], document["changes"][0]["line"]) == ("2.0.0", "breaking", 15)
    assert "| breaking | **customers.email** required is no longer promised |" in cli("contract", "diff", old, new, "--format", "markdown").out
    assert cli("contract", "diff", old, old).out == "customers 1.0.0 → 1.0.0\nNo change.\n"


def test_diff_needs_two_contracts(cli: CommandLine, repo: Repository) -> None:
    good, bad = repo.write("good.odcs.yaml", CONTRACT), repo.write("bad.odcs.yaml", CONTRACT.replace("kind: DataContract\n", ""))
    run = cli("contract", "diff", good, bad)
    assert run.code == 2 and "the contract has no 'kind'" in run.text, run.text
    run = cli("contract", "diff", good, repo.path / "none.odcs.yaml")
    assert run.code == 2 and "none.odcs.yaml cannot be read" in run.text, run.text


def test_update_announces_a_break(cli: CommandLine, repo: Repository) -> None:
    repo.git("checkout", "--quiet", "main")
    repo.commit({"contracts/customers.odcs.yaml": COMMENTED})
    repo.git("checkout", "--quiet", "-B", "change")
    repo.commit({"shop/models.py": MODELS.replace(EMAIL, "    email = Column(String(100))\n")})
    assert cli("check", "--repo", repo.path).code == 1
    dry = cli("contract", "update", "--repo", repo.path, "--dry-run")
    assert dry.code == 0 and "Would change contracts/customers.odcs.yaml: version: 1.0.0 → 2.0.0 customers.email required is no longer promised" in dry.text, dry.text
    assert repo.status() == []
    assert cli("contract", "update", "--repo", repo.path).code == 0
    expected = COMMENTED.replace("version: 1.0.0", "version: 2.0.0")
    at = expected.rindex("required: true")
    assert (repo.path / "contracts/customers.odcs.yaml").read_text() == expected[:at] + "required: false" + expected[at + 14:]
    repo.commit()
    assert cli("check", "--repo", repo.path).code == 0
    assert "nothing to change" in cli("contract", "update", "customers", "--repo", repo.path).out


def test_update_takes_files_and_ids_and_no_others(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": MODELS.replace(EMAIL, "")})
    run = cli("contract", "update", "nonsense", "--repo", repo.path)
    assert run.code == 2 and "There is no contract 'nonsense'." in run.text and "contracts/customers.odcs.yaml" in run.text, run.text
    assert cli("contract", "update", "customers.odcs.yaml", "--repo", repo.path).code == 0
    assert "email" not in (repo.path / "contracts/customers.odcs.yaml").read_text()


@pytest.mark.parametrize("name, text", [
    ("c.contract.csv", "table,column,type,required\ncustomers,id,integer,true\ncustomers,email,varchar(100),true\n"),
    ("c.datacontract.yaml", "dataContractSpecification: 1.1.0\nid: other\ninfo: {title: t, version: 1.0.0}\nmodels:\n  customers:\n    fields:\n      email: {type: string, required: true}\n"),
])
def test_update_says_what_to_change_in_formats_that_it_does_not_write(cli: CommandLine, repo: Repository, name: str, text: str) -> None:
    repo.commit({f"contracts/{name}": text, "shop/models.py": MODELS.replace(EMAIL, "")})
    before = (repo.path / "contracts" / name).read_text()
    run = cli("contract", "update", "--repo", repo.path)
    assert run.code == 2 and f"contracts/{name} is not rewritten" in run.text and "customers.email is promised and the table does not have it" in run.text, run.text
    assert (repo.path / "contracts" / name).read_text() == before
    assert repo.status() == ["M contracts/customers.odcs.yaml"] and "Changed contracts/customers.odcs.yaml" in run.out
