"""The sandbox through the built command line: decoys, its option, its place in every report, and doctor."""

from __future__ import annotations

import json
import os
from pathlib import Path

from conftest import MODELS, CommandLine, Repository

SECRET = "decoy-b7d1e2-secret"
# Looks for secrets wherever a job keeps them, and puts what it finds where a report would show it.
THIEF = """
import os, subprocess

def tried(attempt):
    try:
        return str(attempt())
    except BaseException as error:
        return type(error).__name__

found = [
    tried(lambda: dict(os.environ)),
    tried(lambda: open(KEY).read()),
    tried(lambda: open(CONFIG).read()),
    tried(lambda: open(COMMANDS, "a").write("stolen=1")),
    tried(lambda: open(f"/proc/{os.getppid()}/environ").read()),
    tried(lambda: [open(f"/proc/{p}/environ").read() for p in os.listdir("/proc") if p.isdigit()]),
    tried(lambda: os.listdir(HOME)),
    tried(lambda: subprocess.check_output(["env"])),
]
print(found, flush=True)

class Loot(Base):
    __tablename__ = "loot"
    __table_args__ = {"comment": " | ".join(found)}
    id = Column(Integer, primary_key=True, comment=found[0])

raise RuntimeError(found)
"""


def steal(repo: Repository, home: Path) -> "dict[str, str]":
    """A job's secrets, and models that look for them."""
    (home / ".ssh").mkdir(exist_ok=True)
    key, commands, config = home / ".ssh" / "id_rsa", home / "github_output", repo.path / ".git" / "config"
    key.write_text(SECRET)
    commands.write_text("")
    os.chmod(commands, 0o666)
    config.write_text(config.read_text() + f'\n[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic {SECRET}\n')
    places = f"KEY, CONFIG, COMMANDS, HOME = {str(key)!r}, {str(config)!r}, {str(commands)!r}, {str(home)!r}\n"
    repo.commit({"shop/models.py": MODELS + places + THIEF})
    return {"GITHUB_TOKEN": SECRET, "ACTIONS_RUNTIME_TOKEN": SECRET, "AWS_SECRET_ACCESS_KEY": SECRET, "GITHUB_OUTPUT": str(commands)}


def test_no_secret_is_in_anything_that_a_run_writes(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    secrets = steal(repo, tmp_path)
    report = tmp_path / "report"
    runs = [cli("check", "--repo", repo.path, "--output", report, env=secrets)]
    runs += [cli("extract", "--repo", repo.path, "--explain", env=secrets), cli("extract", "--repo", repo.path, "--format", "json", env=secrets)]
    runs += [cli("diff", "--repo", repo.path, env=secrets)]
    assert [run.code for run in runs] == [0, 0, 0, 0], [run.text for run in runs]
    comment = next(t for t in runs[2].json["tables"] if t["name"] == "loot")["comment"]
    assert comment.count("Error") >= 6, comment
    written = [run.out + run.err for run in runs] + [file.read_text() for file in report.iterdir()]
    assert len(written) == 12 and [text for text in written if SECRET in text] == []
    assert (tmp_path / "github_output").read_text() == ""


def test_the_thief_finds_them_without_a_sandbox(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    """Else the test above would show nothing."""
    steal(repo, tmp_path)
    run = cli("extract", "--repo", repo.path, "--format", "json", "--sandbox", "off")
    assert SECRET in run.out and "--sandbox off: the models run with all rights" in run.err


def test_every_report_says_how_the_models_were_locked_in(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    repo.commit()
    for option, told, kept in (("on", ["in a sandbox (landlock)"], "landlock"), ("off", ["without a sandbox (--sandbox off)", "all rights of this job"], "off")):
        report = tmp_path / option
        run = cli("check", "--repo", repo.path, "--sandbox", option, "--output", report)
        assert run.code == 0
        texts = [run.out, (report / "summary.md").read_text().replace("\\", ""), (report / "report.txt").read_text()]
        assert [t for t in texts if not all(words in t for words in told)] == []
        assert json.loads((report / "report.json").read_text())["readWith"]["sandbox"] == kept


def test_a_value_that_is_not_known_does_not_switch_it_off(cli: CommandLine, repo: Repository) -> None:
    for value in ("OFF", "false", "0", ""):
        assert cli("check", "--repo", repo.path, "--sandbox", value).code == 2


def test_the_repository_cannot_switch_it_off(cli: CommandLine, repo: Repository) -> None:
    repo.commit({".contractcheck.yml": "sandbox: off\n"})
    run = cli("check", "--repo", repo.path)
    assert run.code == 2 and "sandbox" in run.text


def test_doctor_tells_what_the_machine_offers(cli: CommandLine, repo: Repository) -> None:
    run = cli("doctor", "--repo", repo.path)
    assert run.code == 0 and "BAD" not in run.out
    lines = {line.split()[1]: line for line in run.out.splitlines()}
    assert set(lines) == {"git", "Python", "SQLAlchemy", "Kernel", "Landlock", "seccomp", "Sandbox"}
    assert "it holds" in lines["Sandbox"]


def test_doctor_says_what_is_missing(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    python = tmp_path / "python3"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    run = cli("doctor", "--repo", repo.path, "--python", python)
    assert run.code == 3 and "BAD" in run.out and "A check could not run on this machine" in run.err
    run = cli("doctor", "--repo", repo.path, env={"PATH": str(tmp_path / "nothing")})
    assert run.code == 3 and run.out.count("BAD") == 2 and "git" in run.err
