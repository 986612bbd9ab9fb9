"""The GitHub action, as a hosted runner starts it: the image without arguments, inputs and event in variables and files, no network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Iterator

import pytest
from conftest import Image
from host_api import HostApi
from runner import BROKEN, MODELS, SECRET, ZERO, Job

# The stub of the API listens on this machine.
ONLINE = "host"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path)


@pytest.fixture
def api() -> Iterator[HostApi]:
    server = HostApi()
    yield server
    server.stop()


def test_a_pull_request_that_breaks_a_promise(image: Image, job: Job) -> None:
    job.pull_request({"shop/models.py": BROKEN})
    ended = job.run(image)
    assert ended.code == 1, ended.out + ended.err
    assert "::error file=shop/models.py,line=7,title=CC201 column-removed::orders.legacy_code was removed (was VARCHAR(20))" in ended.out
    assert "first parent of the merge commit" in ended.out and "in a sandbox (landlock)" in ended.out
    assert job.summary.startswith("## ❌ 1 promise broken\n")
    assert {name: job.outputs[name] for name in ("verdict", "exit-code", "errors")} == {"verdict": "failed", "exit-code": "1", "errors": "1"}
    assert json.loads(job.outputs["json"])["base"]["commit"] == job.target, "the target's own news are nobody's fault"
    assert json.loads(job.outputs["contracts"])["include"][0]["contract"] == "shop"
    assert [text for text in [ended.out, ended.err, *job.written()] if SECRET in text] == []


def test_a_pull_request_that_keeps_them(image: Image, job: Job) -> None:
    job.pull_request({"shop/models.py": MODELS + "    note = Column(String(9))\n"})
    ended = job.run(image)
    assert ended.code == 0, ended.out + ended.err
    assert "::" not in ended.out and job.summary.startswith("## ✅ No promise broken") and job.outputs["verdict"] == "passed"


def test_where_the_base_cannot_be_fetched_the_line_to_add_is_told(image: Image, job: Job) -> None:
    job.pull_request({"shop/models.py": BROKEN})
    job.git("config", "remote.origin.url", "https://127.0.0.1:9/nowhere.git", at=job.workspace)
    ended = job.run(image)
    assert ended.code == 3 and "with: { fetch-depth: 2 }" in ended.err, ended.out + ended.err
    assert "::error title=CC905 base-unavailable::" in ended.out and job.summary.startswith("## 🚫 No verdict")
    assert job.outputs["verdict"] == "no-verdict" and "fetch-depth" in job.summary


def test_merge_group_push_and_dispatch(image: Image, job: Job) -> None:
    job.pull_request({"shop/models.py": BROKEN})
    job.event("merge_group", {"merge_group": {"base_sha": job.target, "head_sha": job.merge}})
    assert job.run(image).code == 1
    job.event("push", {"ref": "refs/heads/main", "before": job.target, "after": job.merge, "repository": {"default_branch": "main"}})
    job.check_out("refs/pull/7/merge")
    assert job.run(image).code == 1
    job.event("push", {"ref": "refs/heads/change", "before": ZERO, "after": job.head, "repository": {"default_branch": "main"}})
    job.check_out("refs/heads/change", depth=50)
    job.git("fetch", "--quiet", f"file://{job.remote}", "+refs/heads/main:refs/remotes/origin/main", at=job.workspace)
    assert job.run(image).code == 1
    job.event("workflow_dispatch", {"inputs": {}})
    assert job.run(image).code == 1


def test_pull_request_target(image: Image, job: Job) -> None:
    job.pull_request({"shop/models.py": BROKEN})
    job.event("pull_request_target", job.request())
    ended = job.run(image)
    assert ended.code == 3 and "checked out beside them" in ended.err, ended.out + ended.err
    job.check_out("refs/heads/main")
    ended = job.run(image)
    assert ended.code == 1 and "CC201" in ended.out, ended.out + ended.err
    assert (job.workspace / "shop/models.py").read_text() == MODELS, "nothing of the request is on disk"


def test_a_fork_s_token_and_the_request_s_comment(image: Image, job: Job, api: HostApi) -> None:
    job.pull_request({"shop/models.py": BROKEN})
    job.variables["GITHUB_API_URL"] = api.address
    api.refuse = 403
    ended = job.run(image, ONLINE)
    assert ended.code == 1 and "::notice title=ContractCheck::" in ended.out and api.comments == [], ended.out + ended.err
    api.refuse = None
    assert job.run(image, ONLINE).code == 1 and len(api.comments) == 1
    job.inputs["accept-label"] = "announced"
    api.labels = ["announced"]
    ended = job.run(image, ONLINE)
    assert ended.code == 0 and "ACCEPTED" in ended.out and "accepted by label" in api.comments[0]["body"], ended.out + ended.err
    assert api.tokens == {f"Bearer {SECRET}"} and job.outputs["verdict"] == "accepted"


def test_inputs_are_options(image: Image, job: Job) -> None:
    job.pull_request({"shop/models.py": BROKEN})
    job.inputs = {"contract": "nowhere/*.yaml\ncontracts/*.yaml", "worktree": "true", "output": "/github/workspace/out", "profile": "both", "sandbox": "off"}
    ended = job.run(image)
    assert ended.code == 1 and "--sandbox off" in ended.err and "working tree" in ended.out, ended.out + ended.err
    assert len(list((job.workspace / "out").iterdir())) == 8 and job.outputs["report"] == "/github/workspace/out"
    job.inputs = {"worktree": "yes"}
    ended = job.run(image)
    assert ended.code == 2 and "The input 'worktree' is true or false, not 'yes'." in ended.err
    job.inputs = {"profile": "nobody"}
    ended = job.run(image)
    assert ended.code == 2 and "nobody" in ended.err


def test_with_arguments_it_is_the_command_line(image: Image) -> None:
    assert image.run("explain", "CC201").out.startswith("# CC201 column-removed")


def test_5000_changes_against_every_limit(image: Image, job: Job, api: HostApi) -> None:
    head = "from sqlalchemy import Column, Integer\nfrom sqlalchemy.orm import declarative_base\nBase = declarative_base()\n"
    table = "\n\nclass T{0}(Base):\n    __tablename__ = 'table_{0}'\n    id = Column(Integer, primary_key=True)\n"
    columns = "".join(f"    column_{c} = Column(Integer)\n" for c in range(250))
    contract = "apiVersion: v3.1.0\nkind: DataContract\nid: wide\nversion: 1.0.0\nstatus: active\nschema:\n"
    contract += "".join(f"  - name: table_{t}\n    logicalType: object\n    properties:\n" + "".join(f"      - name: column_{c}\n" for c in range(250)) for t in range(20))
    before = {"shop/models.py": head + "".join(table.format(t) + columns for t in range(20)), "contracts/wide.odcs.yaml": contract}
    job.pull_request({"shop/models.py": head + "".join(table.format(t) for t in range(20))}, before)
    job.variables["GITHUB_API_URL"] = api.address
    ended = job.run(image, ONLINE)
    assert ended.code == 1 and ended.out.count("::error ") == 10, ended.err
    assert len(job.summary.encode()) <= 1024 * 1024 and job.summary.count("CC201") >= 5000
    assert (job.github / "file_commands/output").stat().st_size < 1_000_000 and job.outputs["errors"] == "5000"
    assert len(api.comments) == 1 and len(api.comments[0]["body"]) <= 65_536
