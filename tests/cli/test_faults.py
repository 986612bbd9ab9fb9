"""What goes wrong around a run: signals, killed processes, full and missing folders. No process, no half report and no temporary file stays."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Dict, List

import pytest
from conftest import CLI, MODELS, CommandLine, Repository

LOOP = MODELS + "\nwhile True:\n    pass\n"


def children() -> "Dict[int, List[int]]":
    found: Dict[int, List[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path("/proc", entry, "stat").read_text()
            except OSError:
                continue
            found.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry))
    return found


def descendants(root: int) -> "List[int]":
    tree, found, todo = children(), [], [root]
    while todo:
        below = tree.get(todo.pop(), [])
        found += below
        todo += below
    return found


def ended(process: int) -> bool:
    try:
        return Path("/proc", str(process), "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_for(what, seconds: float = 20):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        value = what()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError("it did not come to pass")


class Running:
    """A check that hangs in the models, in the midst of its work."""

    def __init__(self, cli: CommandLine, repo: Repository, report: Path) -> None:
        repo.commit({"shop/models.py": LOOP})
        self.report = report
        self.process = subprocess.Popen(
            [str(CLI), "check", "--repo", str(repo.path), "--output", str(report)], env=cli.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        wait_for(self.child)
        self.all = descendants(self.process.pid)

    def child(self) -> int:
        """The forked child that runs the endless loop: it has used processor time."""
        for worker in children().get(self.process.pid, []):
            for child in children().get(worker, []):
                try:
                    fields = Path("/proc", str(child), "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                if int(fields[11]) > 20:
                    return child
        return 0

    def end(self) -> "tuple[int, str]":
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, (out + err).decode()

    def left(self) -> "List[int]":
        return [process for process in self.all if not ended(process)]


@pytest.fixture
def running(cli: CommandLine, repo: Repository, tmp_path: Path):
    run = Running(cli, repo, tmp_path / "report")
    yield run
    run.process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_ends_everything(running: Running, cli: CommandLine, number: int) -> None:
    running.process.send_signal(number)
    code, text = running.end()
    assert code == 3 and "Stopped" in text, text
    wait_for(lambda: running.left() == [])
    assert not running.report.exists() and list(cli.temporary.iterdir()) == []


PHASES = {
    # Before any worker speaks: git, then the interpreter, hang as soon as they start.
    "git": ("git", "exec sleep 600"),
    "hello": ("python", "exec sleep 600"),
    # The models are read; the last word of the worker does not come.
    "after the result": ("python", '"$REAL" "$@"; exec sleep 600'),
}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("phase", sorted(PHASES))
def test_a_signal_in_any_phase_leaves_nothing(cli: CommandLine, repo: Repository, tmp_path: Path, phase: str, number: int) -> None:
    repo.commit({"shop/models.py": MODELS + "    name = Column(String(5))\n"})
    name, script = PHASES[phase]
    tool = tmp_path / "tools" / name
    tool.parent.mkdir()
    started = tmp_path / "started"
    tool.write_text(f"#!/bin/sh\necho >>{started}\n{script}\n")
    tool.chmod(0o755)
    environment = {**cli.environment, "REAL": sys.executable}
    options = []
    if name == "git":
        environment["PATH"] = f"{tool.parent}:{environment['PATH']}"
    else:
        options = ["--python", str(tool)]
    report = tmp_path / "report"
    process = subprocess.Popen(
        [str(CLI), "check", "--repo", str(repo.path), "--output", str(report), *options], env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    wait_for(started.exists)
    time.sleep(0.3 if phase != "after the result" else 2)
    below = descendants(process.pid)
    assert below and process.poll() is None
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == (-9 if number == signal.SIGKILL else 3), out + err
    wait_for(lambda: [p for p in below if not ended(p)] == [])
    assert not report.exists()
    if number != signal.SIGKILL:
        assert list(cli.temporary.iterdir()) == [] and b"Stopped" in err


def test_the_children_of_a_killed_check_die(running: Running) -> None:
    running.process.kill()
    running.process.wait()
    wait_for(lambda: running.left() == [])
    assert not running.report.exists()


def test_a_killed_worker_is_no_verdict(running: Running, cli: CommandLine) -> None:
    worker = next(p for p in children()[running.process.pid] if running.child() in children().get(p, []))
    os.kill(worker, signal.SIGKILL)
    code, text = running.end()
    assert code == 3 and "CC901" in text, text
    wait_for(lambda: running.left() == [])
    assert list(cli.temporary.iterdir()) == []


def test_a_killed_child_is_no_verdict(running: Running, cli: CommandLine) -> None:
    os.kill(running.child(), signal.SIGKILL)
    code, text = running.end()
    assert code == 3 and "killed (SIGKILL)" in text, text
    wait_for(lambda: running.left() == [])
    assert list(cli.temporary.iterdir()) == []


def test_several_runs_at_the_same_time(cli: CommandLine, repo: Repository) -> None:
    repo.commit()
    runs = [subprocess.Popen([str(CLI), "check", "--repo", str(repo.path)], env=cli.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    ends = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [0] * 4 and len({out for out, _ in ends}) == 1
    assert list(cli.temporary.iterdir()) == []


def test_no_folder_for_temporary_files(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    repo.commit()
    run = cli("check", "--repo", repo.path, env={"TMPDIR": str(tmp_path / "nowhere")})
    assert run.code == 3 and "TMPDIR" in run.text, run.text


def test_an_output_that_cannot_be_written(cli: CommandLine, repo: Repository) -> None:
    repo.commit()
    for place in ("/dev/null/report", "/proc/report"):
        run = cli("check", "--repo", repo.path, "--output", place)
        assert run.code == 2 and place in run.text, run.text


def mounted(script: str, *arguments: object, environment: "Dict[str, str]") -> "tuple[int, str]":
    """Runs a shell script with mounts of its own."""
    done = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh", *map(str, arguments)],
        env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
    )
    return done.returncode, (done.stdout + done.stderr).decode()


needs_mounts = pytest.mark.skipif(os.geteuid() != 0 or shutil.which("unshare") is None, reason="only root may mount")


@needs_mounts
def test_a_full_disk(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/big.py": "# " + "x" * 3_000_000 + "\n"})
    script = 'mount -t tmpfs -o size=1m none "$TMPDIR" && exec "$1" check --repo "$2"'
    code, text = mounted(script, CLI, repo.path, environment=cli.environment)
    assert code == 3 and "No space left on device" in text and "TMPDIR" in text, text


@needs_mounts
def test_a_full_disk_for_the_report_leaves_no_half_report(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    repo.commit()
    out = tmp_path / "out"
    out.mkdir()
    script = 'mount -t tmpfs -o size=4k none "$3" && "$1" check --repo "$2" --output "$3/report"; code=$?; ls -R "$3"; exit $code'
    code, text = mounted(script, CLI, repo.path, out, environment=cli.environment)
    assert code == 2 and "No space left on device" in text and "summary.md" not in text.split(str(out) + ":")[-1], text


@needs_mounts
def test_a_checkout_that_cannot_be_written(cli: CommandLine, repo: Repository) -> None:
    repo.commit()
    script = 'mount --bind "$2" "$2" && mount -o remount,ro,bind "$2" && exec "$1" check --repo "$2"'
    code, text = mounted(script, CLI, repo.path, environment=cli.environment)
    assert code == 0 and "PASSED" in text, text
