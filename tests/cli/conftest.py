"""What the tests of the built command line share: running it, and small repositories to run it on."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLI = ROOT / "artifacts" / "contractcheck"
SHARED = Path(os.environ.get("CONTRACTCHECK_SHARED", str(ROOT.parent / "shared" / "data")))

MODELS = """\
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Customer(Base):
    __tablename__ = "customers"

    id = Column(Integer, primary_key=True)
    email = Column(String(100), nullable=False)
"""

CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
id: customers
version: 1.0.0
status: active
schema:
  - name: customers
    logicalType: object
    properties:
      - name: id
        logicalType: integer
        primaryKey: true
        primaryKeyPosition: 1
        required: true
      - name: email
        logicalType: string
        required: true
"""


def pytest_configure(config: pytest.Config) -> None:
    if not CLI.exists():
        raise pytest.UsageError(f"{CLI} is not there: run eng/build.sh first")


class Run(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """Everything a person saw, on one line: wrapping is the terminal's business."""
        return " ".join((self.out + " " + self.err).split())

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class CommandLine:
    """Runs the built command line in an environment of its own, and sees to it that it leaves nothing behind."""

    def __init__(self, folder: Path) -> None:
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TMPDIR": str(self.temporary),
            "LC_ALL": "C.UTF-8",
            "DOTNET_EnableDiagnostics": "0",
        }

    def __call__(
        self, *arguments: object, program: Path = CLI, cwd: Optional[Path] = None, timeout: float = 120, env: Optional[Dict[str, str]] = None
    ) -> Run:
        done = subprocess.run(
            [str(program), *(str(argument) for argument in arguments)],
            cwd=str(cwd) if cwd else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**self.environment, **(env or {})},
            timeout=timeout,
        )
        assert list(self.temporary.iterdir()) == [], "temporary files were left behind"
        return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


class Repository:
    """A git repository with fixed identity and dates."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "t"), ("EMAIL", "t@t.example"))},
            "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
            "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
        }

    @classmethod
    def create(cls, folder: Path) -> Repository:
        """A repository without a commit, on branch main, in a folder of its own."""
        path = folder / "repo"
        path.mkdir()
        repository = cls(path, folder)
        repository.git("init", "--quiet", "--initial-branch", "main")
        return repository

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=str(self.path), env=self.environment, stdout=subprocess.PIPE, check=True)
        return done.stdout.decode("utf-8").strip()

    def write(self, path: str, content: "str | bytes") -> Path:
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return file

    def commit(self, files: Optional[Dict[str, "str | bytes"]] = None, message: str = "x") -> str:
        for path, content in (files or {}).items():
            self.write(path, content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def status(self) -> List[str]:
        return self.git("status", "--porcelain", "--untracked-files=all").splitlines()


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture
def empty(tmp_path: Path) -> Repository:
    return Repository.create(tmp_path)


@pytest.fixture
def repo(empty: Repository) -> Repository:
    """One table and a contract for it on main; the branch change is checked out."""
    empty.commit({"shop/__init__.py": "", "shop/models.py": MODELS, "contracts/customers.odcs.yaml": CONTRACT})
    empty.git("checkout", "--quiet", "-b", "change")
    return empty


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's repository. Tests leave it as it is."""
    path = tmp_path_factory.mktemp("shop") / "shop"
    subprocess.run([str(ROOT / "eng" / "shop.sh"), str(path)], check=True)
    return path


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"there is no {SHARED}")
    return SHARED
