"""A contract's life: draft, active, deprecated with a sunset, retired, deleted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from conftest import CONTRACT, MODELS, CommandLine, Repository

BROKEN = MODELS.replace("    email = Column(String(100), nullable=False)\n", "")
OTHER = CONTRACT.replace("id: customers", "id: other").partition("      - name: email")[0]


def on_main(repo: Repository, **files: str) -> None:
    repo.git("checkout", "--quiet", "main")
    repo.commit({name.replace("__", "/") + ".odcs.yaml": text for name, text in files.items()})
    repo.git("branch", "-f", "change")
    repo.git("checkout", "--quiet", "change")


@pytest.mark.parametrize("status, code, told", [
    ("active", 1, "error   CC201"), ("draft", 0, "warning CC201"), ("proposed", 0, "warning CC201"), ("retired", 0, "warning CC201"), ("deprecated", 1, "error   CC201"),
])
def test_the_status_decides(cli: CommandLine, repo: Repository, status: str, code: int, told: str) -> None:
    on_main(repo, contracts__customers=CONTRACT.replace("status: active", f"status: {status}"))
    repo.commit({"shop/models.py": BROKEN})
    run = cli("check", "--repo", repo.path)
    assert run.code == code and told in run.out, run.text


@pytest.mark.parametrize("days, code", [(-1, 0), (0, 0), (3, 1)])
def test_a_deprecated_column_may_go_from_its_sunset_on(cli: CommandLine, repo: Repository, days: int, code: int) -> None:
    day = date.today() + timedelta(days=days)
    sunset = f"{CONTRACT}        customProperties:\n          - property: sunset\n            value: \"{day}\"\n"
    on_main(repo, contracts__customers=sunset)
    repo.commit({"shop/models.py": BROKEN})
    run = cli("check", "--repo", repo.path)
    assert run.code == code, run.text


def test_a_sunset_that_is_no_day_is_refused_with_its_line(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"contracts/customers.odcs.yaml": f"{CONTRACT}        customProperties:\n          - property: sunset\n            value: soon\n"})
    run = cli("check", "--repo", repo.path)
    assert run.code == 2 and "contracts/customers.odcs.yaml:19:" in run.text and "the sunset 'soon' is no day" in run.text, run.text


def test_a_contract_is_not_deleted_in_passing(cli: CommandLine, repo: Repository) -> None:
    on_main(repo, contracts__other=OTHER)
    (repo.path / "contracts/other.odcs.yaml").unlink()
    repo.commit()
    run = cli("check", "--repo", repo.path)
    assert run.code == 1 and "CC604 other is a contract that was deleted" in run.out and "every promise of the contract" in run.out, run.text
    repo.git("checkout", "--quiet", "HEAD~1", "contracts/other.odcs.yaml")
    repo.git("mv", "contracts/other.odcs.yaml", "contracts/moved.odcs.yaml")
    repo.commit()
    assert cli("check", "--repo", repo.path).code == 0
    run = cli("waive", "CC604", "--reason", "nobody reads it", "--repo", repo.path)
    (repo.path / "contracts/moved.odcs.yaml").unlink()
    repo.commit()
    assert run.code == 0 and cli("check", "--repo", repo.path).code == 0


def test_the_last_contract_is_not_deleted_in_passing_either(cli: CommandLine, repo: Repository) -> None:
    (repo.path / "contracts/customers.odcs.yaml").unlink()
    repo.commit()
    run = cli("check", "--repo", repo.path)
    assert run.code == 1 and "CC604 customers is a contract that was deleted" in run.out, run.text
    (waive,) = [line for line in run.out.splitlines() if "contractcheck waive" in line]
    assert "--fingerprint" in waive


def test_settings_that_count_once_they_are_merged_are_told(cli: CommandLine, repo: Repository) -> None:
    repo.commit({".contractcheck.yml": "fail-on: never\n"})
    assert "that counts once it is merged" in cli("check", "--repo", repo.path).text
    repo.commit({".contractcheck.yml": "fail-on: error\nprofile: reader\n"})
    assert "once it is merged" not in cli("check", "--repo", repo.path).text


def test_a_version_that_is_raised_far_enough_is_not_raised_again(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": BROKEN, "contracts/customers.odcs.yaml": CONTRACT.replace("version: 1.0.0", "version: 2.0.0")})
    run = cli("check", "--repo", repo.path)
    assert run.code == 1 and "Version 2.0.0 of contracts/customers.odcs.yaml announces it already: take the promise out of it" in run.text, run.text
