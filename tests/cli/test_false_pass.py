"""Changes that break a promise and try to look as if they did not: each was a way to pass once."""

from __future__ import annotations

import json
from typing import Callable, Dict

import pytest
from conftest import CONTRACT, MODELS, CommandLine, Repository

PASSED, BROKEN, NO_VERDICT = 0, 1, 3
WITHOUT_EMAIL = MODELS.replace("    email = Column(String(100), nullable=False)\n", "")
OTHER_CONTRACT = CONTRACT.replace("id: customers", "id: other").split("schema:")[0]


@pytest.fixture
def judged(cli: CommandLine, repo: Repository) -> Callable[..., int]:
    """Commits files on a branch of their own and gives the exit code of the check."""

    def check(files: Dict[str, str], *options: object, env: "Dict[str, str] | None" = None) -> int:
        repo.commit(files)
        return cli("check", "--repo", repo.path, *options, env=env).code

    return check


def test_the_plain_break_fails(judged) -> None:
    assert judged({"shop/models.py": WITHOUT_EMAIL}) == BROKEN


@pytest.mark.parametrize(
    "models",
    [
        pytest.param(WITHOUT_EMAIL.replace("primary_key=True", "primary_key=1 / 0"), id="another statement of the class raises"),
        pytest.param(MODELS.replace("String(100)", "Strng(100)"), id="a type that is no name"),
        pytest.param("from absent import Stamp\n" + WITHOUT_EMAIL.replace("Customer(Base)", "Customer(Stamp, Base)"), id="a mixin that is missing"),
        pytest.param("from absent import Code\n" + MODELS.replace("String(100)", "Code(100)"), id="a type that is missing"),
    ],
)
def test_what_becomes_unknown_is_no_pass(judged, models: str) -> None:
    assert judged({"shop/models.py": models}) == NO_VERDICT


@pytest.mark.parametrize(
    "models",
    [
        pytest.param(MODELS.replace('"customers"', '"Customers"'), id="case"),
        pytest.param(
            MODELS.replace('__tablename__ = "customers"', '__tablename__ = "customers"\n    __table_args__ = {"schema": "hidden"}'), id="schema"
        ),
    ],
)
def test_a_table_of_nearly_that_name_is_another_table(judged, models: str) -> None:
    assert judged({"shop/models.py": models}) == BROKEN


def test_the_configuration_of_a_change_does_not_choose_what_was_promised(judged) -> None:
    files = {"shop/models.py": WITHOUT_EMAIL, ".contractcheck.yml": "contracts: [other.yaml]\n", "other.yaml": OTHER_CONTRACT}
    assert judged(files) == BROKEN


def test_the_configuration_of_a_change_does_not_hide_models(judged, repo: Repository) -> None:
    other = MODELS.replace("customers", "orders").replace("Customer", "Order")
    repo.commit({"billing/models.py": other})
    repo.git("branch", "--force", "main")
    assert judged({".contractcheck.yml": "exclude: [shop]\n"}) == BROKEN


def test_a_pre_release_announces_nothing(judged, repo: Repository) -> None:
    contract = next(str(p.relative_to(repo.path)) for p in repo.path.rglob("*.odcs.yaml"))
    without = CONTRACT[: CONTRACT.index("      - name: email")]
    assert judged({"shop/models.py": WITHOUT_EMAIL, contract: without.replace("1.0.0", "2.0.0-rc1")}) == BROKEN
    assert judged({contract: without.replace("1.0.0", "2.0.0")}) == PASSED


def test_an_argument_with_an_at_sign_is_no_file_of_options(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": WITHOUT_EMAIL, "options": "HEAD --base HEAD\n"})
    repo.git("checkout", "--quiet", "-b", "@options")
    assert cli("check", "--repo", repo.path, "--head", "@options", cwd=repo.path).code == BROKEN


def test_a_second_push_does_not_forgive_the_first(judged, repo: Repository) -> None:
    assert judged({"shop/models.py": WITHOUT_EMAIL}) == BROKEN
    event = {"before": repo.git("rev-parse", "HEAD"), "ref": "refs/heads/change", "repository": {"default_branch": "main"}}
    file = repo.path.parent / "event.json"
    file.write_text(json.dumps(event))
    assert judged({"README.md": "x"}, env={"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": str(file)}) == BROKEN


def test_merging_main_into_the_branch_does_not_forgive(judged, repo: Repository) -> None:
    repo.commit({"shop/models.py": WITHOUT_EMAIL})
    branch = repo.git("branch", "--show-current")
    repo.git("checkout", "--quiet", "main")
    repo.commit({"README.md": "main goes on"})
    repo.git("update-ref", "refs/remotes/origin/main", "main")
    repo.git("checkout", "--quiet", branch)
    repo.git("merge", "--quiet", "--message", "m", "main")
    assert judged({}, env={"BITBUCKET_PR_DESTINATION_BRANCH": "main"}) == BROKEN
    assert judged({}, env={"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"}) == BROKEN


def test_commands_of_log_parsers_are_broken_up_in_json(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": MODELS.replace('"customers"', '"##vso[task.complete result=Succeeded]"')})
    run = cli("check", "--repo", repo.path, "--format", "json")
    assert run.code == BROKEN and "##" not in run.out
    assert any("##vso" in f"{f['table']} {f['after']}" for f in run.json["introduced"])


def test_a_check_without_a_verdict_leaves_a_report(cli: CommandLine, repo: Repository) -> None:
    report = repo.path.parent / "report"
    run = cli("check", "--repo", repo.path, "--base", "main", "--python", "/absent/python3", "--format", "json", "--output", report)
    assert run.code == NO_VERDICT and run.json["verdict"] == "no-verdict"
    assert json.loads((report / "report.json").read_text())["verdict"] == "no-verdict"
