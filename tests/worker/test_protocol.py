"""Hello, orders that are not understood, and the command line."""

import json
import subprocess

import pytest
from client import Worker, frame
from conftest import MAIN, PYTHON, REPOSITORY
from facts import FIXTURES, names


def test_hello(worker):
    kind, id, value = worker.hello
    assert (kind, id, value["protocol"]) == ("H", 0, 1)
    version = subprocess.run([PYTHON, "-c", "import platform; print(platform.python_version())"], capture_output=True, text=True).stdout
    assert value["python"] == version.strip() and value["sqlalchemy"].startswith(("1.4", "2."))


def test_sqlalchemy_that_cannot_be_imported(tmp_path):
    (tmp_path / "sqlalchemy").mkdir()
    (tmp_path / "sqlalchemy" / "__init__.py").write_text("raise RuntimeError('broken')\n")
    with Worker(PYTHON, str(MAIN), str(tmp_path)) as worker:
        assert worker.hello[2] == {"protocol": 1, "error": "RuntimeError: broken"}
        assert worker.ends_with() == 1


def test_installed_libraries_are_not_used(tmp_path):
    with Worker(PYTHON, str(MAIN), str(tmp_path)) as worker:
        assert worker.hello[2]["error"].startswith("ModuleNotFoundError")


@pytest.mark.parametrize(
    "order",
    [
        {},
        [],
        {"root": 5},
        {"root": "/", "limits": {"seconds": -1}},
        {"root": "/", "limits": {"hours": 1}},
        {"root": "/", "include": "a"},
        b"[" * 100_000,
    ],
)
def test_orders_that_are_not_understood(worker, order):
    worker.process.stdin.write(frame(b"G", 9, order))
    worker.process.stdin.flush()
    kind, id, value = worker.read()
    assert (kind, id, value["reason"]) == ("F", 9, "internal")


def test_bytes_that_are_no_frame(worker):
    worker.process.stdin.write(b"GET / HTTP/1.1\r\n\r\n" * 10)
    worker.process.stdin.flush()
    assert worker.ends_with() == 1


def test_a_root_that_is_not_there(worker, tmp_path):
    assert worker.failure(tmp_path / "nothing")["reason"] == "exited"


def test_two_at_once(worker):
    first, second = worker.go(FIXTURES / "mapped"), worker.go(FIXTURES / "tables")
    answers = {id: value for _, id, value in (worker.read(), worker.read())}
    assert names(answers[first]) == ["customers", "shop.orders"] and len(names(answers[second])) == 5


def test_once_gives_the_same_document(worker, once):
    document = worker.document(FIXTURES / "legacy")
    assert json.loads(once(FIXTURES / "legacy")) == document
    assert json.loads(once(FIXTURES / "legacy", "--dialect", "sqlite"))["dialect"] == "sqlite"


def test_key_order_is_that_of_the_json_schema(once, validator):
    document = json.loads(once(FIXTURES / "legacy"))
    schema = validator.schema
    assert list(document) == schema["required"]
    assert list(document["tables"][0]) == schema["$defs"]["table"]["required"]
    assert list(document["tables"][0]["columns"][0]) == schema["$defs"]["column"]["required"]


def test_nothing_is_written_beside_the_worker():
    subprocess.run([PYTHON, "-I", "-B", str(MAIN), "--help"], check=True, capture_output=True)
    assert not list(MAIN.parent.rglob("__pycache__"))


def test_the_documentation_names_every_hint_of_the_scan():
    code = "import sys; sys.path.insert(0, sys.argv[1]); from contractcheck_worker.scan import HINTS; print(*HINTS, sep='\\n')"
    hints = subprocess.run([PYTHON, "-B", "-c", code, str(MAIN.parent)], capture_output=True, check=True, text=True).stdout.split("\n")
    text = (REPOSITORY / "docs" / "schema-document.md").read_text(encoding="utf-8").replace("\n", " ")
    assert [h for h in hints if h and f"`{h[2:-1]}`" not in text] == []
