"""`contractcheck config`: what counts, and where it comes from."""

from __future__ import annotations

import re

from conftest import CommandLine, Repository, Run


def settings(run: Run) -> "dict[str, tuple[str, str]]":
    assert run.code == 0, run.text
    return {m[1]: (m[2], m[3]) for m in re.finditer(r"^(\S+) +(.*?)  \[(.*)\]$", run.out, re.M)}


def test_each_setting_has_its_origin(cli: CommandLine, repo: Repository) -> None:
    repo.commit({".contractcheck.yml": "# ours\ndialect: mysql\ninclude:\n  - docs_src\n  - a b\nseconds: 9\nwaivers:\n  - {rule: CC201, table: a, reason: b}\n"})
    found = settings(cli("config", "--repo", repo.path, "--contract", "a/*.yaml", "--contract", "b.yaml", "--profile", "both"))
    assert found["dialect"] == ("mysql", ".contractcheck.yml:2") and found["include"] == ("docs_src, a b", ".contractcheck.yml:3")
    assert found["contracts"] == ("a/*.yaml, b.yaml", "--contract") and found["profile"] == ("both", "--profile")
    assert found["seconds"] == ("9", ".contractcheck.yml:6") and found["waivers"] == ("1", ".contractcheck.yml:7")
    assert found["files"] == ("100000", "default") and found["exclude"] == ("none", "default") and len(found) == 26


def test_it_is_the_revision_s_own_or_the_file_that_is_named(cli: CommandLine, repo: Repository, tmp_path) -> None:
    repo.commit({".contractcheck.yml": "dialect: mysql\n"})
    repo.write(".contractcheck.yml", "dialect: oracle\n")
    other = tmp_path / "other.yml"
    other.write_text("dialect: sqlite\n")
    assert settings(cli("config", "--repo", repo.path))["dialect"][0] == "mysql"
    assert settings(cli("config", "--repo", repo.path, "--worktree"))["dialect"][0] == "oracle"
    assert settings(cli("config", "--repo", repo.path, "--head", "main"))["dialect"] == ("postgresql", "default")
    assert settings(cli("config", "--repo", repo.path, "--config", other))["dialect"] == ("sqlite", f"{other}:1")


def test_a_wrong_one_is_refused(cli: CommandLine, repo: Repository) -> None:
    repo.commit({".contractcheck.yml": "dialect: nonsense\n"})
    run = cli("config", "--repo", repo.path)
    assert run.code == 2 and ".contractcheck.yml:1:10: 'dialect' must be one of postgresql" in run.text, run.text
