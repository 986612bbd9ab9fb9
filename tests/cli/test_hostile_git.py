"""Repositories that want git to run, fetch, hide or swap something, through the built command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CONTRACT, MODELS, CommandLine, Repository

GONE = MODELS.replace("    email = Column(String(100), nullable=False)\n", "")


@pytest.fixture
def program(tmp_path: Path) -> "tuple[Path, Path]":
    """A program that leaves a mark when it is run."""
    mark, program = tmp_path / "mark", tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho \"$0 $@\" >>{mark}\nexit 0\n")
    program.chmod(0o755)
    return program, mark


def set_all(repo: Repository, program: Path) -> None:
    """Everything in a repository's configuration that names a program."""
    for name in (
        "core.fsmonitor", "core.sshCommand", "core.gitProxy", "core.askPass", "core.editor", "core.pager", "diff.external", "diff.x.command", "diff.x.textconv",
        "filter.x.clean", "filter.x.smudge", "filter.x.process", "gpg.program", "credential.helper", "uploadpack.packObjectsHook", "merge.x.driver",
        "sequence.editor", "pager.cat-file", "pager.log", "pager.diff-tree", "pager.rev-parse", "trailer.x.command",
    ):
        repo.git("config", name, str(program))
    hooks = repo.path / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc", "fsmonitor-watchman", "post-merge"):
        (hooks / name).write_text(program.read_text())
        (hooks / name).chmod(0o755)
    repo.git("config", "core.hooksPath", str(hooks))


def test_no_program_of_the_configuration_is_run(cli: CommandLine, repo: Repository, program: "tuple[Path, Path]") -> None:
    repo.commit({"shop/models.py": GONE, ".gitattributes": "*.py filter=x diff=x merge=x export-ignore\n"})
    set_all(repo, program[0])
    for command in (["check"], ["check", "--worktree"], ["extract"], ["diff"], ["extract", "--worktree"]):
        cli(*command, "--repo", repo.path)
    run = cli("check", "--repo", repo.path)
    assert run.code == 1 and "CC201" in run.text, run.text
    assert not program[1].exists(), program[1].read_text()


def test_a_promisor_cannot_make_git_run_anything(cli: CommandLine, repo: Repository, program: "tuple[Path, Path]") -> None:
    repo.commit({"shop/models.py": GONE})
    repo.git("config", "extensions.partialClone", "origin")
    repo.git("config", "remote.origin.url", f"ext::{program[0]} %S")
    repo.git("config", "remote.origin.promisor", "true")
    repo.git("config", "protocol.ext.allow", "always")
    blob = repo.git("rev-parse", "HEAD:shop/models.py")
    (repo.path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    run = cli("check", "--repo", repo.path, "--base", "main")
    assert run.code == 3, run.text
    assert not program[1].exists(), program[1].read_text()


def test_replace_refs_do_not_swap_base(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": GONE})
    repo.git("replace", "main", "HEAD")
    assert cli("check", "--repo", repo.path).code == 1


@pytest.mark.parametrize("shallow", [False, True])
def test_grafts_do_not_choose_another_base(cli: CommandLine, repo: Repository, shallow: bool) -> None:
    """A graft makes a commit of the change itself look like the place where it left main."""
    bad = repo.commit({"shop/models.py": GONE})
    repo.commit({"README": "x"})
    head = repo.git("rev-parse", "HEAD")
    main = repo.git("rev-parse", "main")
    if shallow:
        (repo.path / ".git" / "shallow").write_text(bad + "\n")
    else:
        (repo.path / ".git" / "info").mkdir(exist_ok=True)
        (repo.path / ".git" / "info" / "grafts").write_text(f"{head} {bad}\n{bad} {main}\n{main} {bad}\n")
    run = cli("check", "--repo", repo.path)
    assert run.code in (1, 3) and "PASSED" not in run.out, run.text


@pytest.mark.parametrize("attribute", ["export-ignore", "export-subst", "filter=x", "ident", "text eol=crlf", "working-tree-encoding=UTF-16"])
def test_attributes_hide_and_change_nothing(cli: CommandLine, repo: Repository, attribute: str) -> None:
    repo.commit({"shop/models.py": GONE})
    (repo.path / ".git" / "info").mkdir(exist_ok=True)
    (repo.path / ".git" / "info" / "attributes").write_text(f"* {attribute}\n")
    assert cli("check", "--repo", repo.path).code == 1


@pytest.mark.parametrize("name", ["-x", "--upload-pack=touch", "--output=made", "@{u}", "..", "a..b", ":/x", "HEAD:shop/models.py", "\n", "%00"])
def test_a_name_that_is_no_commit(cli: CommandLine, repo: Repository, name: str) -> None:
    repo.commit()
    for option in ("--base", "--head"):
        run = cli("check", "--repo", repo.path, f"{option}={name}")
        assert run.code in (2, 3), (option, run.text)
        assert "defect" not in run.text
    assert not (repo.path / "made").exists()


def test_a_damaged_repository_is_no_verdict(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": GONE})
    for what in ("HEAD:shop/models.py", "HEAD^{tree}", "main:shop/models.py", "main^{tree}"):
        id = repo.git("rev-parse", what)
        file = repo.path / ".git" / "objects" / id[:2] / id[2:]
        kept = file.read_bytes()
        for content in (b"", kept[:-5], b"\x78\x9c garbage", kept[:10] + bytes([kept[10] ^ 255]) + kept[11:]):
            file.chmod(0o644)
            file.write_bytes(content)
            run = cli("check", "--repo", repo.path)
            assert run.code in (2, 3) and "defect" not in run.text, (what, run.text)
        file.write_bytes(kept)
    assert cli("check", "--repo", repo.path).code == 1


def test_the_repository_is_left_as_it_was(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": GONE, "contracts/customers.odcs.yaml": CONTRACT})
    before = sorted((str(p), p.stat().st_mtime_ns) for p in repo.path.rglob("*") if p.is_file())
    for command in (["check"], ["check", "--worktree"], ["extract"], ["diff"]):
        cli(*command, "--repo", repo.path)
    assert sorted((str(p), p.stat().st_mtime_ns) for p in repo.path.rglob("*") if p.is_file()) == before
