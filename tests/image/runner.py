"""A hosted runner of GitHub: the folders of a job, the event, the variables, and the container that it starts."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any, Dict, List

from conftest import ROOT, Ended, Image
from github_files import read_outputs

SECRET = "decoy-c0ffee-secret"
USER = 1001
ZERO = "0" * 40

MODELS = """\
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    email = Column(String(100))
    legacy_code = Column(String(20))
"""
BROKEN = MODELS.replace("    legacy_code = Column(String(20))\n", "")
CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
id: shop
version: 2.3.0
status: active
schema:
  - name: orders
    logicalType: object
    properties:
      - name: legacy_code
        physicalType: varchar(20)
"""


def action_inputs() -> "Dict[str, str]":
    """Defaults of action.yml, as the runner hands them over; expressions are the workflow's business."""
    text = (ROOT / "action.yml").read_text()
    section = text[text.index("\ninputs:"):text.index("\noutputs:")]
    found = dict(re.findall(r"\n  ([a-z-]+):\n    description: .*\n    required: false\n    default: (.*)", section))
    return {name: "" if value.startswith("$") else value.strip("'") for name, value in found.items()}


class Job:
    """A job with a checkout of its own, cloned from a remote beside it."""

    def __init__(self, folder: Path) -> None:
        self.github = folder / "github"
        self.remote = folder / "remote"
        self.workspace = self.github / "workspace"
        for name in ("file_commands", "home/.ssh", "workflow"):
            (self.github / name).mkdir(parents=True)
        for name in ("output", "step_summary", "env", "path", "state"):
            (self.github / "file_commands" / name).touch()
        (self.github / "home/.ssh/id_rsa").write_text(SECRET)
        self.remote.mkdir()
        self.git("init", "--quiet", "--initial-branch", "main")
        self.variables: Dict[str, str] = {}
        self.inputs: Dict[str, str] = {}

    def git(self, *arguments: str, at: "Path | None" = None) -> str:
        command = ["git", "-c", "user.name=t", "-c", "user.email=t@t.example", "-c", "protocol.file.allow=always", *arguments]
        return subprocess.run(command, cwd=str(at or self.remote), stdout=subprocess.PIPE, check=True).stdout.decode().strip()

    def commit(self, files: "Dict[str, str]") -> str:
        for name, text in files.items():
            path = self.remote / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", "x")
        return self.git("rev-parse", "HEAD")

    def pull_request(self, change: "Dict[str, str]", base: "Dict[str, str] | None" = None) -> None:
        """The remote gets a request, its merge commit and a newer target; the job checks the merge commit out, one commit deep."""
        self.before = self.commit(base or {"shop/__init__.py": "", "shop/models.py": MODELS, "contracts/shop.odcs.yaml": CONTRACT})
        self.git("checkout", "--quiet", "-b", "change")
        self.head = self.commit(change)
        self.git("checkout", "--quiet", "main")
        self.target = self.commit({"README": "newer"})
        self.git("checkout", "--quiet", "--detach")
        self.git("merge", "--quiet", "--no-ff", "-m", "merge", "change")
        self.merge = self.git("rev-parse", "HEAD")
        self.git("update-ref", "refs/pull/7/merge", self.merge)
        self.git("checkout", "--quiet", "main")
        self.check_out("refs/pull/7/merge")
        self.event("pull_request", self.request())

    def request(self) -> "Dict[str, Any]":
        return {"number": 7, "pull_request": {
            "number": 7, "head": {"sha": self.head}, "base": {"sha": self.before}, "merge_commit_sha": self.merge, "labels": []}}

    def check_out(self, reference: str, depth: int = 1) -> None:
        """As actions/checkout does it, with its credentials left in the configuration."""
        subprocess.run(["rm", "-rf", str(self.workspace)], check=True)
        self.workspace.mkdir()
        self.git("init", "--quiet", at=self.workspace)
        self.git("remote", "add", "origin", f"file://{self.remote}", at=self.workspace)
        self.git("fetch", "--quiet", "--no-tags", f"--depth={depth}", "origin", f"+{reference}:refs/remotes/pull/7/merge", at=self.workspace)
        self.git("checkout", "--quiet", "--force", "refs/remotes/pull/7/merge", at=self.workspace)
        self.git("config", "remote.origin.url", "file:///remote", at=self.workspace)
        self.git("config", "http.https://github.com/.extraheader", f"AUTHORIZATION: basic {SECRET}", at=self.workspace)

    def event(self, name: str, payload: "Dict[str, Any]") -> None:
        (self.github / "workflow" / "event.json").write_text(json.dumps(payload))
        self.variables["GITHUB_EVENT_NAME"] = name

    def run(self, image: Image, network: str = "none") -> Ended:
        for path in (self.github, *self.github.rglob("*")):
            os.chown(path, USER, USER, follow_symlinks=False)
        inputs = {**action_inputs(), "token": SECRET, **self.inputs}
        variables = {
            "HOME": "/github/home", "GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_REPOSITORY": "acme/shop", "GITHUB_WORKSPACE": "/github/workspace",
            "GITHUB_WORKFLOW": "CI", "GITHUB_JOB": "contracts", "GITHUB_EVENT_PATH": "/github/workflow/event.json", "GITHUB_SHA": ZERO,
            "GITHUB_OUTPUT": "/github/file_commands/output", "GITHUB_STEP_SUMMARY": "/github/file_commands/step_summary",
            "GITHUB_ENV": "/github/file_commands/env", "GITHUB_PATH": "/github/file_commands/path", "GITHUB_STATE": "/github/file_commands/state",
            "GITHUB_API_URL": "http://127.0.0.1:9", "ACTIONS_RUNTIME_TOKEN": SECRET, "RUNNER_TEMP": "/github/runner_temp",
            **{f"INPUT_{name.upper()}": value for name, value in inputs.items()}, **self.variables,
        }
        mounts = ["--volume", f"{self.github}:/github", "--volume", f"{self.remote}:/remote:ro", "--workdir", "/github/workspace"]
        return image.run(network=network, options=[*mounts, *(a for k, v in variables.items() for a in ("--env", f"{k}={v}"))])

    @property
    def summary(self) -> str:
        return (self.github / "file_commands/step_summary").read_text()

    @property
    def outputs(self) -> "Dict[str, str]":
        return read_outputs(self.github / "file_commands/output")

    def written(self) -> "List[str]":
        """Everything that the run could have written to."""
        files = [p for p in self.github.rglob("*") if p.is_file() and ".git" not in p.parts and ".ssh" not in p.parts]
        return [path.read_text(errors="replace") for path in files]
