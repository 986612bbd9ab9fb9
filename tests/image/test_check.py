"""A check in the real image as a runner starts it: a checkout of another user's, file commands, a home, a token."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, Image

SECRET = "decoy-c0ffee-secret"
RUNNER = 1001
THIEF = """
import os
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

def tried(attempt):
    try:
        return str(attempt())
    except BaseException as error:
        return type(error).__name__
LOOT = [
    tried(lambda: dict(os.environ)), tried(lambda: open("/github/home/.ssh/id_rsa").read()), tried(lambda: open("/github/workspace/.git/config").read()),
    tried(lambda: open("/proc/1/environ").read()), tried(lambda: open("/github/file_commands/output", "a").write("verdict=passed")),
    tried(lambda: os.listdir("/github")), tried(lambda: open("/var/run/docker.sock").read()),
]
print(LOOT, flush=True)

class Loot(declarative_base()):
    __tablename__ = "loot"
    __table_args__ = {"comment": str(LOOT)}
    id = Column(Integer, primary_key=True)
"""


@pytest.fixture
def job(tmp_path: Path) -> "list[str]":
    """The folders of a job, and what a runner says in the environment."""
    github = tmp_path / "github"
    workspace = github / "workspace"
    subprocess.run([str(ROOT / "eng" / "shop.sh"), str(workspace)], check=True, stdout=subprocess.DEVNULL)
    for folder in ("file_commands", "home/.ssh", "report"):
        (github / folder).mkdir(parents=True)
    (github / "home/.ssh/id_rsa").write_text(SECRET)
    (github / "file_commands/output").write_text("")
    config = workspace / ".git" / "config"
    config.write_text(config.read_text() + f'[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic {SECRET}\n')
    for path in (github, *github.rglob("*")):
        os.chown(path, RUNNER, RUNNER, follow_symlinks=False)
    os.chmod(github / "file_commands/output", 0o666)
    named = {"HOME": "/github/home", "GITHUB_TOKEN": SECRET, "ACTIONS_RUNTIME_TOKEN": SECRET, "GITHUB_OUTPUT": "/github/file_commands/output"}
    return ["--volume", f"{github}:/github", "--workdir", "/github/workspace", *(a for k, v in named.items() for a in ("--env", f"{k}={v}"))]


def folder(job: "list[str]") -> Path:
    return Path(job[1].partition(":")[0])


def test_the_shop_s_pull_request_breaks_its_promises(image: Image, job: "list[str]") -> None:
    ended = image.run("check", "--repo", "/github/workspace", "--output", "/github/report", options=job)
    assert ended.code == 1, ended.out + ended.err
    assert "CC201" in ended.out and "in a sandbox (landlock)" in ended.out
    assert len(list((folder(job) / "report").iterdir())) == 8


def test_no_secret_is_in_anything_that_it_writes(image: Image, job: "list[str]") -> None:
    workspace = folder(job) / "workspace"
    (workspace / "loot.py").write_text(THIEF)
    extracted = image.run("extract", "--repo", "/github/workspace", "--worktree", "--format", "json", options=job)
    checked = image.run("check", "--repo", "/github/workspace", "--worktree", "--output", "/github/report", options=job)
    assert extracted.code == 0 and "PermissionError" in extracted.out, extracted.err
    written = [extracted.out, extracted.err, checked.out, checked.err, *(p.read_text() for p in (folder(job) / "report").iterdir())]
    assert len(written) == 12 and [text for text in written if SECRET in text] == []
    assert (folder(job) / "file_commands/output").read_text() == ""
