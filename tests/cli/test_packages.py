"""`packages:` of the configuration: pip fetches wheels from where the machine says, keeps them outside of the checkout, and builds nothing."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Dict

import pytest
from conftest import CommandLine, Repository

BASE = "from sqlalchemy import Column, Integer\n\n\nclass Audited:\n    version = Column(Integer, nullable=False)\n"
MODELS = """\
from acme_orm import Audited
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class A(Audited, Base):
    __tablename__ = "a"
    id = Column(Integer, primary_key=True)
"""


def wheel(folder: Path, name: str, version: str, files: Dict[str, str], requires: str = "") -> None:
    """Writes a wheel as the format asks for it."""
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n" + (f"Requires-Dist: {requires}\n" if requires else "")
    files = {**files, f"{info}/METADATA": metadata, f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n"}
    record = ""
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for path, text in files.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            record += f"{path},sha256={digest},{len(text.encode())}\n"
            archive.writestr(path, text)
        archive.writestr(f"{info}/RECORD", record + f"{info}/RECORD,,\n")


@pytest.fixture
def index(cli: CommandLine, tmp_path: Path) -> Path:
    """A folder of distributions that pip takes for the only index."""
    folder = tmp_path / "index"
    wheel(folder, "acme_orm", "1.0", {"acme_orm.py": "import acme_base\n" + BASE}, requires="acme-base")
    wheel(folder, "acme_base", "2.0", {"acme_base.py": ""})
    cli.environment.update(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(folder), XDG_CACHE_HOME=str(tmp_path / "cache"))
    return folder


def test_wheels_are_fetched_once_and_used(cli: CommandLine, empty: Repository, index: Path, tmp_path: Path) -> None:
    empty.commit({"models.py": MODELS, ".contractcheck.yml": "packages: [acme-orm]\n"})
    first = cli("extract", "--repo", empty.path, "--format", "json")
    assert first.code == 0, first.text
    assert [c["name"] for c in first.json["tables"][0]["columns"]] == ["id", "version"]
    assert first.json["tables"][0]["complete"] and first.json["diagnostics"]["mocked"] == []
    assert empty.status() == []
    kept = list((tmp_path / "cache" / "contractcheck" / "packages").iterdir())
    assert len(kept) == 1
    for file in index.iterdir():
        file.unlink()
    assert cli("extract", "--repo", empty.path, "--format", "json").out == first.out


def test_the_report_ends_with_the_line_that_mends_it(cli: CommandLine, repo: Repository, index: Path) -> None:
    repo.git("checkout", "--quiet", "main")
    repo.commit({"shop/more.py": MODELS, "requirements.txt": "acme-orm\n"})
    repo.git("checkout", "--quiet", "-b", "other")
    repo.commit({"shop/new.py": "import os\n"})
    run = cli("check", "--repo", repo.path, "--base", "main")
    assert run.code == 0, run.text
    lines = run.out.splitlines()
    assert lines[-2].startswith("Read with Python 3.") and "SQLAlchemy 2.0." in lines[-2]
    assert lines[-1] == "To know more: packages: [acme-orm] in .contractcheck.yml, or --packages-path DIR with them unpacked in DIR."
    repo.commit({".contractcheck.yml": "packages: [acme-orm]\n"})
    mended = cli("check", "--repo", repo.path, "--base", "main")
    assert mended.code == 0 and "To know more" not in mended.text, mended.text


def test_nothing_is_built(cli: CommandLine, empty: Repository, index: Path, tmp_path: Path) -> None:
    trace = tmp_path / "ran"
    source = tmp_path / "acme_sdist-1.0"
    source.mkdir()
    (source / "setup.py").write_text(f"open({str(trace)!r}, 'w')\nfrom setuptools import setup\nsetup(name='acme-sdist', version='1.0')\n", encoding="utf-8")
    with tarfile.open(index / "acme_sdist-1.0.tar.gz", "w:gz") as archive:
        archive.add(source, "acme_sdist-1.0")
    empty.commit({"models.py": MODELS, ".contractcheck.yml": "packages: [acme-sdist]\n"})
    run = cli("extract", "--repo", empty.path)
    assert run.code == 3 and "pip could not fetch the configured packages (acme-sdist)" in run.text and "Only wheels are taken" in run.text
    assert not trace.exists()
    assert list((tmp_path / "cache" / "contractcheck" / "packages").iterdir()) == []


@pytest.mark.parametrize(
    "requirement",
    [
        "--index-url=https://evil.example", "-r requirements.txt", "./local", "git+https://evil.example/x", "x @ https://evil.example/x.whl",
        "a; python_version > '3'", "a b", "a\\nb", "../x", "a==1 --hash=sha256:0", "https://evil.example/x.whl", "x.whl/", "",
    ],
)
def test_only_names_and_versions(cli: CommandLine, empty: Repository, requirement: str) -> None:
    empty.commit({"models.py": MODELS, ".contractcheck.yml": f'packages: ["{requirement}"]\n'})
    run = cli("extract", "--repo", empty.path)
    assert run.code == 2 and "'packages' must be a list of distributions" in run.text


@pytest.mark.parametrize("requirement", ["acme-orm==1.0", "acme_orm>=0.5,<2", "acme.orm ~= 1.0", "acme-orm[extra]"])
def test_versions(cli: CommandLine, empty: Repository, index: Path, requirement: str) -> None:
    empty.commit({"models.py": MODELS, ".contractcheck.yml": f'packages: "{requirement}"\n'})
    run = cli("extract", "--repo", empty.path, "--format", "json")
    assert run.code == 0 and run.json["tables"][0]["complete"], run.text


def test_base_is_read_with_its_own_packages(cli: CommandLine, repo: Repository, index: Path) -> None:
    wheel(index, "acme_evil", "1.0", {"acme_orm.py": BASE.replace("version", "other")})
    repo.git("checkout", "--quiet", "main")
    repo.commit({"shop/more.py": MODELS, ".contractcheck.yml": "packages: [acme-orm]\n"})
    repo.git("checkout", "--quiet", "-b", "other")
    repo.commit({".contractcheck.yml": "packages: [acme-evil]\n"})
    run = cli("diff", "--repo", repo.path, "--base", "main")
    assert run.code == 0, run.text
    assert "a.version" in run.text and "removed" in run.text and "a.other" in run.text


def test_no_pip(cli: CommandLine, empty: Repository, tmp_path: Path) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True)
    empty.commit({"models.py": MODELS, ".contractcheck.yml": "packages: [acme-orm]\n"})
    run = cli("extract", "--repo", empty.path, "--python", python)
    assert run.code == 3 and "has no pip to fetch them with" in run.text and "python3-pip" in run.text
