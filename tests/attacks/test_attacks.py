"""Every attack against the real worker: as root, as an ordinary user, in the chroot jail; and control runs that show what each layer holds.

Attacks in the real image are run by eng/test-container.sh.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
ORDINARY = 61234
# The system's Python where the one of the tests is in somebody's home.
PYTHONS = [os.environ.get("CONTRACTCHECK_PYTHON") or sys.executable, "/usr/bin/python3"]


@pytest.fixture(scope="module")
def stage():
    """What a run needs, in a folder that every user can read."""
    with tempfile.TemporaryDirectory(prefix="attacks-") as folder:
        os.chmod(folder, 0o755)
        for source in ("tests/attacks", "tests/worker/client.py", "src/ContractCheck.Worker", "artifacts/python/sqlalchemy-2.0"):
            target = Path(folder, source)
            target.parent.mkdir(parents=True, exist_ok=True)
            if (REPOSITORY / source).is_dir():
                shutil.copytree(REPOSITORY / source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(REPOSITORY / source, target)
        for path in Path(folder).rglob("*"):
            os.chmod(path, 0o755 if path.is_dir() else 0o644)
        yield Path(folder)


def run(stage, *options, ordinary):
    """Carries attacks out; gives what the machine offers and what became of each."""
    command = ["-B", str(stage / "tests/attacks/run.py"), "--worker", str(stage / "src/ContractCheck.Worker/contractcheck_worker_main.py")]
    command += ["--sqlalchemy", str(stage / "artifacts/python/sqlalchemy-2.0"), *options]
    become = [] if not ordinary or os.geteuid() != 0 else ["setpriv", f"--reuid={ORDINARY}", f"--regid={ORDINARY}", "--clear-groups"]
    python = next(p for p in PYTHONS if subprocess.run([*become, p, "-c", ""], stderr=subprocess.DEVNULL, cwd="/").returncode == 0)
    done = subprocess.run([*become, python, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/", env={"PATH": os.environ["PATH"]})
    assert done.returncode == 0, done.stderr.decode()
    first, *others = [json.loads(line) for line in done.stdout.splitlines()]
    assert (first["user"] == 0) != ordinary or os.geteuid() != 0
    return first["sandbox"], others


def through(results):
    return {one["name"] for one in results if one["through"]}


def bad(results):
    return [one for one in results if not one["good"]]


needs_root = pytest.mark.needs_root


@needs_root
def test_nothing_gets_through_as_root(stage):
    offer, results = run(stage, ordinary=False)
    assert bad(results) == [] and len(results) >= 250 and offer["mode"] == "landlock"


@needs_root
def test_nothing_gets_through_in_the_jail(stage):
    offer, results = run(stage, "--without", "landlock-in-the-kernel", ordinary=False)
    assert bad(results) == [] and len(results) >= 250 and offer["mode"] == "chroot"


def test_nothing_gets_through_as_an_ordinary_user(stage):
    _, results = run(stage, ordinary=True)
    assert bad(results) == [] and len(results) >= 250


def test_everything_gets_through_without_a_sandbox(stage):
    """The suite notices: each attack that an ordinary user could carry out is one."""
    _, results = run(stage, "--without", "sandbox", "--control", ordinary=True)
    assert {one["name"] for one in results} - through(results) == set() and len(results) >= 120


def test_what_landlock_holds(stage):
    _, results = run(stage, "--without", "landlock", "--without", "canaries", "--control", ordinary=True)
    assert {"reads-a-key", "lists-the-root", "reads-the-base", "reads-users", "reads-the-runner-s-environment"} <= through(results)
    assert through(results) & {"forks", "connects-by-tcp", "creates-a-file", "signals-a-victim", "connects-to-docker"} == set()


def test_what_seccomp_holds(stage):
    _, results = run(stage, "--without", "seccomp", "--without", "canaries", "--control", ordinary=True)
    assert {"forks", "connects-to-docker", "sends-by-udp", "changes-a-mode", "adds-a-key", "signals-everybody"} <= through(results)
    assert through(results) & {"reads-a-key", "creates-a-file", "lists-a-folder"} == set()


@pytest.mark.parametrize("layer", ["landlock", "seccomp"])
def test_canaries_notice_that_a_layer_is_gone(stage, layer):
    _, results = run(stage, "--without", layer, "reads-a-key", "forks", ordinary=True)
    assert {one["ended"] for one in results} == {"sandbox"} and all("it does not hold" in one["said"] for one in results)
    assert through(results) == set()


def test_nothing_is_read_where_there_is_no_sandbox(stage):
    offer, results = run(stage, "--without", "landlock-in-the-kernel", "reads-a-key", ordinary=True)
    assert offer["mode"] is None and offer["why"] and [one["ended"] for one in results] == ["sandbox"]
