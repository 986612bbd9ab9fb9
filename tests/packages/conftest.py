"""The NuGet packages as a stranger gets them: from a folder of packages, with an empty cache."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "artifacts" / "packages"

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
CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
id: shop
name: shop
version: 2.3.0
status: active
schema:
  - name: orders
    logicalType: object
    properties:
      - name: email
        physicalType: varchar(100)
      - name: legacy_code
        physicalType: varchar(20)
"""
BROKEN = MODELS.replace("String(100)", "String(40)").replace("    legacy_code = Column(String(20))\n", "")
CONFIG = """\
<configuration>
  <packageSources><clear /><add key="packed" value="{packages}" /></packageSources>
  <fallbackPackageFolders><clear /></fallbackPackageFolders>
</configuration>
"""


class Ended(NamedTuple):
    code: int
    out: str


class Checkout:
    """A repository with models, a contract and a .NET project beside them; the branch `change` is checked out."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "repo"
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder), "NUGET_PACKAGES": str(folder / "nuget"), "LC_ALL": "C.UTF-8",
            "DOTNET_NOLOGO": "1", "DOTNET_CLI_TELEMETRY_OPTOUT": "1", "DOTNET_SKIP_FIRST_TIME_EXPERIENCE": "1", "MSBUILDDISABLENODEREUSE": "1",
            **{name: os.environ[name] for name in ("DOTNET_ROOT", "NUGET_CERT_REVOCATION_MODE") if name in os.environ},
        }
        self.write("shop/models.py", MODELS)
        self.write("shop/__init__.py", "")
        self.write("contracts/shop.odcs.yaml", CONTRACT)
        self.write("nuget.config", CONFIG.format(packages=PACKAGES))
        self.write(".gitignore", "bin/\nobj/\n")
        self.run("git", "init", "--quiet", "--initial-branch", "main")
        self.commit()
        self.run("git", "checkout", "--quiet", "-b", "change")

    def write(self, path: str, text: str) -> None:
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def commit(self) -> None:
        self.run("git", "add", "--all")
        self.run("git", "-c", "user.name=t", "-c", "user.email=t@t.example", "commit", "--quiet", "--allow-empty", "-m", "x")

    def run(self, *arguments: str, check: bool = True, cwd: "Path | None" = None, **environment: str) -> Ended:
        done = subprocess.run(
            list(arguments), cwd=str(cwd or self.path), env={**self.environment, **environment}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300,
        )
        ended = Ended(done.returncode, done.stdout.decode())
        assert not check or ended.code == 0, ended.out
        return ended


def pytest_configure(config: pytest.Config) -> None:
    if not list(PACKAGES.glob("*.nupkg")):
        raise pytest.UsageError(f"there are no packages in {PACKAGES}: run eng/test-packages.sh")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)
