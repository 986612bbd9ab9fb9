"""Contracts and configurations that mean harm: refused with file and line and exit code 2, quickly, and nothing outside is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import CONTRACT, CommandLine, Repository

BOMBS = {
    "depth": "a: " * 3 + "[" * 20_000 + "]" * 20_000,
    "depth of mappings": "\n".join(" " * n + "a:" for n in range(3000)),
    "depth of flow mappings": "{a: " * 20_000,
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n",
    "merge keys": "a: &a {x: 1}\nb:\n  <<: *a\n",
    "an alias of itself": "a: &a [*a]\n",
    "tags": "a: !!python/object/apply:os.system ['touch made']\n",
    "a tag": "apiVersion: !x v3.1.0\n",
    "keys twice": CONTRACT + "id: other\n",
    "keys twice within": CONTRACT.replace("    logicalType: object\n", "    logicalType: object\n    name: other\n"),
    "many events": "a: [" + "1," * 1_100_000 + "]\n",
    "two documents": CONTRACT + "---\n" + CONTRACT,
    "a NUL": CONTRACT.replace("status", "sta\0tus"),
    "control characters": CONTRACT.replace("status: active", "status: \x1b[31mactive"),
    "a scalar": "x\n",
    "a list": "[]\n",
    "nothing": "\n",
    "a comment": "# nothing\n",
}

JSON_BOMBS = {
    "depth": "[" * 20_000,
    "depth of objects": '{"a":' * 5000 + "1" + "}" * 5000,
    "keys twice": '{"apiVersion": "v3.1.0", "apiVersion": "v3.1.0", "kind": "DataContract", "id": "x", "version": "1", "status": "active"}',
    "cut off": '{"apiVersion": "v3.1.0"',
    "a number": "1",
    "a large number": '{"apiVersion": 1e999999}',
    "lone surrogate": '{"apiVersion": "\\ud800"}',
    "a comment": '{/* x */"apiVersion": "v3.1.0"}',
}


def check(cli: CommandLine, repo: Repository, *options: str) -> str:
    run = cli("check", "--repo", repo.path, *options, timeout=60)
    assert run.code == 2, run.text[:2000]
    assert "defect" not in run.text and "\x1b" not in run.err and "\0" not in run.err
    return run.text


@pytest.mark.parametrize("bomb", BOMBS)
def test_yaml(cli: CommandLine, repo: Repository, bomb: str) -> None:
    repo.commit({"contracts/bomb.odcs.yaml": BOMBS[bomb]})
    assert "contracts/bomb.odcs.yaml:" in check(cli, repo)


@pytest.mark.parametrize("bomb", JSON_BOMBS)
def test_json(cli: CommandLine, repo: Repository, bomb: str) -> None:
    repo.commit({"contracts/bomb.odcs.json": JSON_BOMBS[bomb]})
    assert "contracts/bomb.odcs.json:" in check(cli, repo)


@pytest.mark.parametrize("bomb", ["depth", "depth of mappings", "aliases", "merge keys", "tags", "many events", "a scalar", "a list"])
def test_configuration(cli: CommandLine, repo: Repository, bomb: str) -> None:
    repo.commit({".contractcheck.yml": BOMBS[bomb]})
    assert ".contractcheck.yml:" in check(cli, repo)


@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_fifty_megabytes(cli: CommandLine, repo: Repository, suffix: str) -> None:
    text = CONTRACT + "".join(f"# {'x' * 1000}\n" for _ in range(52_000)) if suffix == "yaml" else json.dumps({"id": "x" * 52_000_000})
    repo.commit({f"contracts/large.odcs.{suffix}": text})
    assert f"contracts/large.odcs.{suffix}" in check(cli, repo)


def test_fifty_megabytes_of_configuration(cli: CommandLine, repo: Repository) -> None:
    repo.commit({".contractcheck.yml": "# " + "x" * 52_000_000})
    assert ".contractcheck.yml" in check(cli, repo)


@pytest.mark.parametrize("glob", ["../*.odcs.yaml", "/etc/*", "contracts/../../outside.odcs.yaml", "..", "~/*.yaml", "file:///etc/passwd", "**/../../outside.odcs.yaml"])
@pytest.mark.parametrize("where", ["option", "configuration"])
def test_a_glob_that_leaves_the_repository_finds_nothing(cli: CommandLine, repo: Repository, tmp_path: Path, glob: str, where: str) -> None:
    (tmp_path / "outside.odcs.yaml").write_text(CONTRACT)
    if where == "configuration":
        repo.commit({".contractcheck.yml": f"contracts: [{glob!r}]\n"})
        run = cli("check", "--repo", repo.path)
        found_nothing = run.code == 1 and "CC604 customers is a contract that was deleted" in run.out
        assert found_nothing or (run.code == 2 and "leaves the repository" in run.text), run.text
    else:
        repo.commit()
        check(cli, repo, "--contract", glob)


@pytest.mark.parametrize("worktree", [False, True])
def test_a_contract_that_is_a_link_is_not_followed(cli: CommandLine, repo: Repository, tmp_path: Path, worktree: bool) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: decoy-in-a-file\n")
    link = repo.path / "contracts" / "link.odcs.yaml"
    link.symlink_to(secret)
    folder = repo.path / "linked"
    folder.symlink_to(tmp_path)
    (tmp_path / "other.odcs.yaml").write_text("password: decoy-in-a-file\n")
    repo.commit()
    run = cli("check", "--repo", repo.path, *(["--worktree"] if worktree else []))
    assert "decoy-in-a-file" not in run.text and run.code in (0, 2)


def test_every_invalid_document_is_refused_with_its_line(cli: CommandLine, repo: Repository, shared: Path) -> None:
    documents = sorted((shared / "odcs" / "invalid").glob("*.odcs.yaml"))
    assert len(documents) >= 14
    for document in documents:
        repo.commit({"contracts/customers.odcs.yaml": document.read_bytes()})
        text = check(cli, repo)
        assert "contracts/customers.odcs.yaml:" in text, (document.name, text)
