"""Code that does not want to be read: real worker, real frames."""

import os
import signal
import time

import pytest
from client import Worker, frame
from conftest import MAIN, PYTHON, SQLALCHEMY
from facts import names

LIMITS = {"seconds": 20, "resultBytes": 1 << 20, "logBytes": 100_000, "memoryBytes": 1 << 30}
MODEL = """
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base
Base = declarative_base()
class A(Base):
    __tablename__ = "a"
    id = Column(Integer, primary_key=True)
"""


def repository(folder, code, name="models.py"):
    (folder / name).write_text(MODEL + code)
    return folder


def failure(worker, folder, code, **limits):
    return worker.failure(repository(folder, code), limits={**LIMITS, **limits})


def test_endless_loop(worker, tmp_path):
    started = time.monotonic()
    result = failure(worker, tmp_path, "while True: pass\n", seconds=1)
    assert result["reason"] == "timeout" and time.monotonic() - started < 10


def test_endless_sleep_that_holds_the_lock(worker, tmp_path):
    result = failure(worker, tmp_path, "import select\nselect.select([], [], [])\n", seconds=1)
    assert result["reason"] == "timeout"


def test_endless_output(worker, tmp_path):
    result = failure(worker, tmp_path, "while True: print('x' * 10000)\n")
    assert result["reason"] == "log-too-large" and len(result["log"]) <= 4000


@pytest.mark.parametrize("code", ["import os\nos._exit(0)\n", "import os\nos._exit(9)\n"])
def test_exit_without_a_document(worker, tmp_path, code):
    result = failure(worker, tmp_path, "print('last words', flush=True)\n" + code)
    assert result["reason"] == "exited" and "last words" in result["log"]


def test_signal(worker, tmp_path):
    result = failure(worker, tmp_path, "import signal\nsignal.raise_signal(9)\n")
    assert (result["reason"], result["message"]) == ("killed", "SIGKILL")


def test_a_signal_without_a_name(worker, tmp_path):
    result = failure(worker, tmp_path, "import signal\nsignal.raise_signal(40)\n")
    assert (result["reason"], result["message"]) == ("killed", "signal 40")
    assert names(worker.document(repository(tmp_path, ""), limits=LIMITS)) == ["a"]


def test_memory(worker, tmp_path):
    result = failure(worker, tmp_path, "kept = []\nwhile True: kept.append(bytearray(1 << 24))\n", memoryBytes=600 << 20)
    assert result["reason"] == "memory"


def test_large_document(worker, tmp_path):
    code = "for n in range(3000):\n    type(f'T{n}', (Base,), {'__tablename__': f't{n}', 'id': Column(Integer, primary_key=True)})\n"
    assert failure(worker, tmp_path, code)["reason"] == "result-too-large"


WRITE = """
import hashlib, os, struct
def write(payload, kind=b"R", id=1, magic=b"CCW1", length=None):
    length = len(payload) if length is None else length
    os.write(3, struct.pack(">4scII32s", magic, kind, id, length, hashlib.sha256(payload).digest()) + payload)
"""


@pytest.mark.parametrize(
    "code",
    [
        "os.write(3, b'garbage')\n",
        "write(b'{}')\n",
        "write(b'{}')\nwrite(b'{}')\nos._exit(0)\n",
        "write(b'{}', length=9)\nos._exit(0)\n",
        "write(b'{}', kind=b'F')\nos._exit(0)\n",
        "write(b'{}', id=7)\nos._exit(0)\n",
        "write(b'{}', magic=b'CCW2')\nos._exit(0)\n",
    ],
    ids=["garbage", "two frames", "two frames of its own", "cut off", "another kind", "another id", "another magic"],
)
def test_frames_that_are_none(worker, tmp_path, code):
    assert failure(worker, tmp_path, WRITE + code)["reason"] == "malformed"


def test_a_frame_and_a_bad_exit(worker, tmp_path):
    assert failure(worker, tmp_path, WRITE + "write(b'{}')\nos._exit(1)\n")["reason"] == "exited"


def test_a_process_that_stays_behind(open_worker, tmp_path):
    code = "import os\npid = os.fork()\nif pid == 0:\n    while True: pass\nprint('left', pid, flush=True)\nos._exit(0)\n"
    result = failure(open_worker, tmp_path, code)
    assert result["reason"] == "exited"
    left = int(result["log"].split("left ")[1].split()[0])
    with pytest.raises(ProcessLookupError):
        for _ in range(200):
            os.kill(left, 0)
            time.sleep(0.01)


def test_an_escaped_process_that_holds_the_pipe(open_worker, tmp_path):
    code = "import os\nif os.fork() == 0:\n    os.setsid()\n    import select\n    select.select([], [], [], 6)\n    os._exit(0)\n"
    assert failure(open_worker, tmp_path, code)["reason"] == "malformed"


def test_deep_recursion_and_deep_text(worker, tmp_path):
    repository(tmp_path, "def f(): return f()\nf()\nAFTER = 1\n")
    (tmp_path / "deep.py").write_text("__tablename__ = " + "(" * 5000 + ")" * 5000 + "\n")
    document = worker.document(tmp_path, limits=LIMITS)
    assert names(document) == ["a"]
    assert [f["error"].split(":")[0] for f in document["diagnostics"]["failed"]] == ["SyntaxError", "RecursionError"]
    assert document["diagnostics"]["unparsed"] == []


def test_side_effects_are_neutral(worker, tmp_path):
    code = (
        "import atexit, signal, sys, threading, time\n"
        "threading.Thread(target=print, args=('thread ran',)).start()\n"
        "signal.signal(signal.SIGALRM, lambda *a: 1 / 0)\nsignal.alarm(1)\natexit.register(print, 'exit ran')\n"
        "time.sleep(1000)\nsys.stdin.read()\nopen('made.txt', 'w').write('x')\nsys.exit(1)\n"
    )
    document = worker.document(repository(tmp_path, code), limits=LIMITS)
    assert names(document) == ["a"] and sorted(os.listdir(tmp_path)) == ["models.py"]


def test_the_environment_is_not_passed_on(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "hidden")
    repository(tmp_path, "import os\nprint(sorted(os.environ), os.environ.get('SECRET_TOKEN'), flush=True)\nos._exit(0)\n")
    with Worker(PYTHON, str(MAIN), SQLALCHEMY) as worker:
        log = worker.failure(tmp_path)["log"]
    assert "None" in log and "hidden" not in log and "SECRET_TOKEN" not in log


def test_descriptors_are_closed(worker, tmp_path):
    code = "import os\ndef is_open(n):\n    try: os.fstat(n)\n    except OSError: return False\n    return True\n"
    code += "print([n for n in range(2000) if is_open(n)], flush=True)\nos._exit(0)\n"
    result = failure(worker, tmp_path, code)
    assert "[0, 1, 2, 3]" in result["log"], result["log"]


def test_one_bad_extraction_leaves_the_others_alone(worker, tmp_path):
    bad, good = tmp_path / "bad", tmp_path / "good"
    bad.mkdir()
    good.mkdir()
    repository(bad, "while True: pass\n")
    repository(good, "")
    first = worker.go(bad, limits={**LIMITS, "seconds": 2})
    second = worker.go(good, limits=LIMITS)
    answers = {id: (kind, value) for kind, id, value in (worker.read(), worker.read())}
    assert answers[first][0] == "F" and answers[first][1]["reason"] == "timeout"
    assert answers[second][0] == "R" and names(answers[second][1]) == ["a"]


def _children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


@pytest.mark.parametrize("ending", ["quit", "end of input", "killed"])
def test_children_end_with_the_worker(worker, tmp_path, ending):
    worker.go(repository(tmp_path, "while True: pass\n"), limits={**LIMITS, "seconds": 60})
    until = time.monotonic() + 10
    while not _children(worker.process.pid) and time.monotonic() < until:
        time.sleep(0.01)
    (child,) = _children(worker.process.pid)
    if ending == "quit":
        worker.process.stdin.write(frame(b"Q", 0, {}))
        worker.process.stdin.flush()
    elif ending == "end of input":
        worker.process.stdin.close()
    else:
        worker.process.send_signal(signal.SIGKILL)
    assert worker.ends_with() == (-9 if ending == "killed" else 0)
    for _ in range(500):
        if not os.path.exists(f"/proc/{child}") or open(f"/proc/{child}/stat").read().split()[2] == "Z":
            return
        time.sleep(0.01)
    raise AssertionError("the child is still there")


ASKS = """
import getpass, mimetypes, os, pathlib
CACHE = pathlib.Path.home() / ".cache"
CACHE.mkdir(parents=True)
os.makedirs(f"/srv/{getpass.getuser()}/data")
mimetypes.guess_type("a.txt")
class B(Base):
    __tablename__ = "b"
    __table_args__ = {"comment": f"{CACHE} {getpass.getuser()}"}
    id = Column(Integer, primary_key=True)
"""


def test_whoever_runs_it_makes_no_difference(worker, open_worker, tmp_path):
    repository(tmp_path, ASKS)
    documents = [one.document(tmp_path, limits=LIMITS) for one in (worker, open_worker)]
    assert documents[0] == documents[1] and documents[0]["diagnostics"]["failed"] == []
    assert [t["comment"] for t in documents[0]["tables"]] == [None, "/nonexistent/.cache nobody"]
