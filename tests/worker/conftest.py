"""Fixtures: the folder of SQLAlchemy, the worker as a process, documents of the fixture models."""

import json
import os
import pathlib
import re
import subprocess
import sys

import pytest
from client import Worker

HERE = pathlib.Path(__file__).parent
REPOSITORY = HERE.parent.parent
sys.path.insert(0, str(REPOSITORY / "src" / "ContractCheck.Worker"))
MAIN = REPOSITORY / "src" / "ContractCheck.Worker" / "contractcheck_worker_main.py"
SQLALCHEMY = os.environ.get("CONTRACTCHECK_SQLALCHEMY") or str(REPOSITORY / "artifacts" / "python" / "sqlalchemy-2.0")
PYTHON = os.environ.get("CONTRACTCHECK_PYTHON") or sys.executable
collect_ignore_glob = ["fixtures/*"]
SCHEMA = REPOSITORY / "docs" / "schemas" / "schema-document.v1.json"


def pytest_configure(config):
    """Registers the mark of tests whose models only SQLAlchemy 2.0 can load."""
    config.addinivalue_line("markers", "needs_2_0: models of SQLAlchemy 2.0; deselected with another one")


def pytest_collection_modifyitems(config, items):
    """Deselects, and does not skip: with 1.4 these tests have nothing to say."""
    if _is_2_0():
        return
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("needs_2_0")])
    items[:] = [item for item in items if not item.get_closest_marker("needs_2_0")]


def _is_2_0():
    source = pathlib.Path(SQLALCHEMY, "sqlalchemy", "__init__.py").read_text(encoding="utf-8")
    return not re.search(r"""^__version__ = ["']1\.""", source, re.MULTILINE)


@pytest.fixture(scope="session")
def validator():
    """The published JSON Schema."""
    import jsonschema

    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.fixture
def worker():
    """A worker process with a real pipe on either side."""
    with Worker(PYTHON, str(MAIN), SQLALCHEMY) as process:
        yield process


@pytest.fixture
def open_worker():
    """A worker whose children are not locked in: what it makes of them must hold without."""
    with Worker(PYTHON, str(MAIN), SQLALCHEMY, sandbox=False) as process:
        yield process


@pytest.fixture(scope="session")
def shared_worker():
    """One worker for all tests that only want documents."""
    with Worker(PYTHON, str(MAIN), SQLALCHEMY) as process:
        yield process


@pytest.fixture(scope="session")
def scanner():
    """A process that scans."""
    with Worker(PYTHON, str(MAIN), SQLALCHEMY, "--scanner") as process:
        yield process


@pytest.fixture
def extract(shared_worker, validator):
    """Extracts a folder and checks the document against the JSON Schema."""

    def run(root, **options):
        document = shared_worker.document(str(root), **options)
        assert [e.message for e in validator.iter_errors(document)] == []
        return document

    return run


@pytest.fixture
def once():
    """Runs `--once` in a process of its own and gives the bytes that it prints."""

    def run(root, *options):
        command = [PYTHON, "-I", "-B", str(MAIN), "--sqlalchemy", SQLALCHEMY, "--once", str(root), *options]
        return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout

    return run
