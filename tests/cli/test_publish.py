"""Telling a pipeline: what is written into its log, its files and its request."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Dict, Iterator, List

import pytest
from conftest import CommandLine, MODELS, Repository, Run
from github_files import read_outputs
from host_api import HostApi

TOKEN = "ghs_decoy-token"
BROKEN = MODELS.replace("    email = Column(String(100), nullable=False)\n", "")


@pytest.fixture
def api() -> Iterator[HostApi]:
    server = HostApi()
    yield server
    server.stop()


def event(repo: Repository, tmp_path: Path) -> Path:
    path = tmp_path / "event.json"
    request = {"number": 7, "head": {"sha": repo.git("rev-parse", "HEAD")}, "base": {"sha": repo.git("rev-parse", "main")}, "merge_commit_sha": None, "labels": [{"name": "stale"}]}
    path.write_text(json.dumps({"pull_request": request}))
    return path


def github(repo: Repository, tmp_path: Path, api: "HostApi | None" = None) -> "Dict[str, str]":
    for name in ("summary", "output"):
        (tmp_path / name).touch()
    return {
        "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": str(event(repo, tmp_path)), "GITHUB_REPOSITORY": "acme/shop",
        "GITHUB_WORKFLOW": "CI", "GITHUB_JOB": "check", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"), "GITHUB_OUTPUT": str(tmp_path / "output"),
        **({"GITHUB_TOKEN": TOKEN, "GITHUB_API_URL": api.address} if api else {}),
    }


def check(cli: CommandLine, repo: Repository, environment: "Dict[str, str]", *options: str, host: str = "github") -> Run:
    return cli("check", "--repo", repo.path, "--publish", host, *options, env=environment)


def test_github_without_a_token(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    repo.commit({"shop/models.py": BROKEN})
    run = check(cli, repo, github(repo, tmp_path))
    assert run.code == 1, run.text
    assert "::error file=shop/models.py,line=7,title=CC201 column-removed::customers.email was removed" in run.out
    assert (tmp_path / "summary").read_text().startswith("## ❌ 1 promise broken\n")
    told = read_outputs(tmp_path / "output")
    assert {name: told[name] for name in ("verdict", "exit-code", "errors", "warnings", "report")} == {
        "verdict": "failed", "exit-code": "1", "errors": "1", "warnings": "0", "report": ""}
    assert json.loads(told["json"])["introduced"][0]["rule"] == "CC201"
    assert json.loads(told["contracts"]) == {"include": [
        {"contract": "customers", "name": "customers", "version": "1.0.0", "file": "contracts/customers.odcs.yaml", "errors": 1}]}


def test_one_comment_is_made_kept_and_resolved(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi) -> None:
    repo.commit()
    assert check(cli, repo, github(repo, tmp_path, api)).code == 0
    assert api.comments == []
    repo.commit({"shop/models.py": BROKEN})
    assert check(cli, repo, github(repo, tmp_path, api)).code == 1
    assert [c["body"].split("\n")[1] for c in api.comments] == ["## ❌ 1 promise broken"]
    asked = len(api.requests)
    assert check(cli, repo, github(repo, tmp_path, api)).code == 1
    assert [method for method, path in api.requests[asked:] if path != "/graphql"] == ["GET"], "nothing new, nothing written"
    repo.commit({"shop/models.py": MODELS})
    assert check(cli, repo, github(repo, tmp_path, api)).code == 0
    assert [c["body"].split("\n")[1] for c in api.comments] == ["## ✅ No promise broken"]
    assert api.tokens == {f"Bearer {TOKEN}"}


def test_other_jobs_and_other_people_keep_their_comments(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi) -> None:
    repo.commit({"shop/models.py": BROKEN})
    environment = github(repo, tmp_path, api)
    check(cli, repo, environment)
    marker = api.comments[0]["body"].split("\n")[0]
    api.comments.clear()
    api.add(f"{marker}\nby somebody who copied it", author="somebody")
    for _ in range(120):
        api.add("talk", author="somebody")
    check(cli, repo, environment)
    check(cli, repo, {**environment, "GITHUB_JOB": "another"})
    check(cli, repo, environment)
    assert [c["id"] for c in api.comments if "promise broken" in c["body"]] == [122, 123]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_token_that_may_only_read_gives_a_notice(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi, status: int) -> None:
    repo.commit({"shop/models.py": BROKEN})
    api.refuse = status
    run = check(cli, repo, github(repo, tmp_path, api))
    assert run.code == 1 and "::notice title=ContractCheck::The request has no comment; this job has the summary: the token may not do that" in run.out, run.text
    assert TOKEN not in run.out + run.err + (tmp_path / "summary").read_text() + (tmp_path / "output").read_text()


def test_a_host_that_stumbles_or_is_away(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi) -> None:
    repo.commit({"shop/models.py": BROKEN})
    api.fail = [503, 502]
    assert check(cli, repo, github(repo, tmp_path, api)).code == 1
    assert len(api.comments) == 1
    run = check(cli, repo, {**github(repo, tmp_path, api), "GITHUB_API_URL": "http://127.0.0.1:9"})
    assert run.code == 1 and "::notice title=ContractCheck::" in run.out, run.text


def test_a_label_accepts(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi) -> None:
    repo.commit({"shop/models.py": BROKEN})
    environment = github(repo, tmp_path, api)
    api.labels = ["other"]
    assert check(cli, repo, environment, "--accept-label", "stale").code == 1, "the event's labels are old"
    api.labels = ["announced"]
    run = check(cli, repo, environment, "--accept-label", "announced")
    assert run.code == 0 and run.out.startswith("ACCEPTED 1 promise broken · accepted by label 'announced'"), run.text
    assert "::warning file=shop/models.py" in run.out and "::error" not in run.out
    assert (tmp_path / "output").read_text().count("accepted") >= 1
    assert check(cli, repo, environment).code == 1, "nobody has named a label"


def test_labels_that_cannot_be_asked_for_are_told(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi) -> None:
    repo.commit({"shop/models.py": BROKEN})
    run = check(cli, repo, github(repo, tmp_path), "--accept-label", "announced")
    assert run.code == 1 and "label 'announced' The request's labels are not known: there is no pull request, or no token" in run.out, run.text
    run = check(cli, repo, {**github(repo, tmp_path, api), "GITHUB_API_URL": "http://127.0.0.1:9"}, "--accept-label", "announced")
    assert run.code == 1 and "labels are not known" in run.out, run.text


@pytest.mark.parametrize("odd", [{}, [None], [{"id": 1}], {"value": [None]}, {"value": [{"id": 1}]}, "text", 7, {"value": [{"id": 1, "comments": [None]}]}])
def test_whatever_a_host_answers_the_verdict_stays(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi, odd: object) -> None:
    repo.commit({"shop/models.py": BROKEN})
    repo.git("update-ref", "refs/remotes/origin/main", "main")
    api.odd = odd
    gitlab = {"CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_IID": "7", "CI_API_V4_URL": api.address, "GITLAB_TOKEN": TOKEN}
    for host, environment in (("github", github(repo, tmp_path, api)), ("azure", azure(repo, tmp_path, api)), ("gitlab", gitlab)):
        run = check(cli, repo, environment, "--accept-label", "announced", host=host)
        assert run.code == 1 and "defect" not in run.err and "CC201" in run.out, (host, run.text)
    assert check(cli, repo, {**github(repo, tmp_path, api), "GITHUB_API_URL": "foo://x"}).code == 1


def test_a_comment_that_may_have_arrived_is_not_sent_again(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi) -> None:
    repo.commit({"shop/models.py": BROKEN})
    api.refuse = 504
    assert check(cli, repo, github(repo, tmp_path, api)).code == 1
    assert [method for method, path in api.requests if method == "POST" and path.endswith("/comments")] == ["POST"]


def test_another_set_of_options_has_its_own_comment(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi) -> None:
    other = (repo.path / "contracts/customers.odcs.yaml").read_text().replace("id: customers", "id: other").replace("- name: email", "- name: id")
    repo.commit({"shop/models.py": BROKEN, "other/other.odcs.yaml": other[:other.index("      - name: id\n        logicalType: string")]})
    assert check(cli, repo, github(repo, tmp_path, api), "--contract", "contracts/*.yaml").code == 1
    check(cli, repo, github(repo, tmp_path, api), "--contract", "other/*.yaml")
    assert "❌ 1 promise broken" in api.comments[0]["body"]


def test_no_verdict_is_told_and_not_accepted(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi) -> None:
    repo.commit({"shop/models.py": "class Customer(:\n"})
    api.labels = ["announced"]
    run = check(cli, repo, github(repo, tmp_path, api), "--accept-label", "announced")
    assert run.code == 3, run.text
    assert (tmp_path / "summary").read_text().startswith("## 🚫 No verdict")
    assert read_outputs(tmp_path / "output")["verdict"] == "no-verdict" and "No verdict" in api.comments[0]["body"]


def test_a_file_of_the_pipeline_s_that_cannot_be_written(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    repo.commit()
    run = check(cli, repo, {**github(repo, tmp_path), "GITHUB_STEP_SUMMARY": "/proc/nowhere"})
    assert run.code == 2 and "/proc/nowhere" in run.text, run.text


def test_the_request_itself_must_not_be_checked_out_beside_secrets(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    head = repo.commit({"shop/models.py": BROKEN})
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "-m", "merge", "change")
    merge = repo.git("rev-parse", "HEAD")
    repo.git("checkout", "--quiet", "change")
    repo.git("branch", "-f", "main", f"{merge}^1")
    remote = tmp_path / "remote.git"
    repo.git("clone", "--quiet", "--bare", ".", str(remote))
    repo.git("--git-dir", str(remote), "update-ref", "refs/pull/7/merge", merge)
    repo.git("remote", "add", "origin", f"file://{remote}")
    environment = {**github(repo, tmp_path), "GITHUB_EVENT_NAME": "pull_request_target"}
    path = event(repo, tmp_path)
    for checked_out in (head, merge):
        repo.git("checkout", "--quiet", checked_out)
        run = check(cli, repo, {**environment, "GITHUB_EVENT_PATH": str(path)})
        assert run.code == 3 and "secrets" in run.text and "Use the event pull_request" in run.text, run.text
    repo.git("checkout", "--quiet", "main")
    run = check(cli, repo, {**environment, "GITHUB_EVENT_PATH": str(path)})
    assert run.code == 1 and "CC201" in run.out, run.text
    for option in (["--head", "HEAD"], ["--worktree"]):
        run = check(cli, repo, {**environment, "GITHUB_EVENT_PATH": str(path)}, *option)
        assert run.code == 3 and "does not hold the changes of the request" in run.text, run.text
    for wrong in ({"GITHUB_EVENT_PATH": str(tmp_path / "nowhere")}, {"GITHUB_EVENT_PATH": ""}):
        run = check(cli, repo, {**environment, **wrong}, "--base", "main~1")
        assert run.code == 3 and "cannot be read" in run.text, run.text
    run = check(cli, repo, {**environment, "GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": str(path)}, "--base", "main")
    assert run.code == 3 and "does not hold the changes of the request" in run.text, run.text
    repo.git("--git-dir", str(remote), "update-ref", "refs/pull/7/merge", head)
    run = check(cli, repo, {**environment, "GITHUB_EVENT_PATH": str(path)})
    assert run.code == 3 and "has not merged" in run.text, run.text


def azure(repo: Repository, tmp_path: Path, api: "HostApi | None" = None) -> "Dict[str, str]":
    return {
        "TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main", "SYSTEM_PULLREQUEST_PULLREQUESTID": "7", "BUILD_REPOSITORY_ID": "r",
        "SYSTEM_TEAMPROJECTID": "p", "SYSTEM_DEFINITIONID": "3", "AGENT_TEMPDIRECTORY": str(tmp_path / "agent"),
        **({"SYSTEM_ACCESSTOKEN": TOKEN, "SYSTEM_COLLECTIONURI": api.address + "/org/"} if api else {}),
    }


def test_azure(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi) -> None:
    repo.commit({"shop/models.py": BROKEN})
    repo.git("update-ref", "refs/remotes/origin/main", "main")
    run = check(cli, repo, azure(repo, tmp_path, api), host="azure")
    summary = tmp_path / "agent" / "contractcheck-summary.md"
    assert run.code == 1, run.text
    lines = run.out.splitlines()
    assert "##vso[task.logissue type=error;sourcepath=shop/models.py;linenumber=7;columnnumber=1;code=CC201;]" in run.out
    assert f"##vso[task.uploadsummary]{summary}" in lines and summary.read_text().startswith("## ❌")
    assert "##vso[task.setvariable variable=contractcheck.verdict;isoutput=true;]failed" in lines
    assert [(c["body"].split("\n")[1], c["status"]) for c in api.comments] == [("## ❌ 1 promise broken", 1)]
    repo.commit({"shop/models.py": MODELS})
    run = check(cli, repo, azure(repo, tmp_path, api), host="azure")
    assert run.code == 0 and "has no comment" not in run.out, run.text
    assert [(c["body"].split("\n")[1], c["status"]) for c in api.comments] == [("## ✅ No promise broken", 4)]
    api.refuse = 403
    repo.commit({"shop/models.py": BROKEN})
    run = check(cli, repo, azure(repo, tmp_path, api), host="azure")
    assert run.code == 1 and "The request has no comment; this job has the summary: the token may not do that" in run.out, run.text


def test_azure_s_label_accepts(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi) -> None:
    repo.commit({"shop/models.py": BROKEN})
    repo.git("update-ref", "refs/remotes/origin/main", "main")
    api.labels = ["announced"]
    assert check(cli, repo, azure(repo, tmp_path, api), "--accept-label", "announced", host="azure").code == 0


def test_gitlab(cli: CommandLine, repo: Repository, tmp_path: Path, api: HostApi) -> None:
    environment = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": repo.git("rev-parse", "main"), "CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_IID": "7", "CI_JOB_NAME": "contracts",
        "CI_API_V4_URL": api.address + "/api/v4", "GITLAB_TOKEN": TOKEN,
    }
    repo.commit({"shop/models.py": BROKEN})
    run = check(cli, repo, environment, host="gitlab")
    assert run.code == 1, run.text
    assert [c["body"].split("\n")[2] for c in api.comments] == ["## ❌ 1 promise broken"]
    api.labels = ["a", "announced"]
    assert check(cli, repo, environment, "--accept-label", "announced", host="gitlab").code == 0
    without = {**environment, "GITLAB_TOKEN": "", "CI_MERGE_REQUEST_LABELS": "a,announced"}
    assert check(cli, repo, without, "--accept-label", "announced", host="gitlab").code == 0
    assert [c["body"].split("\n")[2] for c in api.comments] == ["## ☑️ 1 promise broken · accepted by label 'announced'"]
    api.refuse = 403
    run = check(cli, repo, environment, host="gitlab")
    assert run.code == 1 and "The request has no comment; this job has the summary: the token may not do that" in run.out, run.text
    repo.commit({"shop/models.py": MODELS})
    api.comments.clear()
    run = check(cli, repo, environment, host="gitlab")
    assert run.code == 0 and "comment" not in run.out, "there is nothing to tell"


def wide(columns: int, gone: bool) -> str:
    head = "from sqlalchemy import Column, Integer\nfrom sqlalchemy.orm import declarative_base\nBase = declarative_base()\n"
    tables: List[str] = []
    for t in range(20):
        body = "" if gone else "".join(f"    a_column_with_a_long_name_{c} = Column(Integer)\n" for c in range(columns))
        tables.append(f"\n\nclass Wide{t}(Base):\n    __tablename__ = 'wide_{t}'\n    id = Column(Integer, primary_key=True)\n{body}")
    return head + "".join(tables)


def test_a_change_of_5000_columns_keeps_every_limit(cli: CommandLine, empty: Repository, tmp_path: Path, api: HostApi) -> None:
    contract = "apiVersion: v3.1.0\nkind: DataContract\nid: wide\nversion: 1.0.0\nstatus: active\nschema:\n"
    for t in range(20):
        contract += f"  - name: wide_{t}\n    logicalType: object\n    properties:\n" + "".join(f"      - name: a_column_with_a_long_name_{c}\n" for c in range(250))
    empty.commit({"shop/models.py": wide(250, gone=False), "wide.odcs.yaml": contract})
    empty.git("checkout", "--quiet", "-b", "change")
    empty.commit({"shop/models.py": wide(250, gone=True)})
    run = check(cli, empty, github(empty, tmp_path, api), "--output", str(tmp_path / "out"))
    assert run.code == 1
    assert run.out.count("\n::error ") + run.out.startswith("::error ") == 10 and all(len(line) < 4096 for line in run.out.splitlines() if line.startswith("::"))
    summary = (tmp_path / "summary").read_text()
    assert len(summary.encode()) <= 1024 * 1024
    missing = [(t, c) for t in range(20) for c in range(250) if f"wide\\_{t}.a\\_column\\_with\\_a\\_long\\_name\\_{c}**" not in summary]
    assert missing == [], "every violation is in the summary"
    assert (tmp_path / "output").stat().st_size < 1_000_000 and read_outputs(tmp_path / "output")["errors"] == "5000"
    assert len(api.comments) == 1 and len(api.comments[0]["body"]) <= 65_536 and "5000 errors" in api.comments[0]["body"]
    assert len(json.loads((tmp_path / "out" / "report.json").read_text())["introduced"]) == 5000
