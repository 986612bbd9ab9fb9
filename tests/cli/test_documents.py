"""What the commands print for programs: valid by the published JSON Schemas, and the same wherever and however often it is made."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import ROOT, CommandLine, Repository


def schema(name: str) -> dict:
    return json.loads((ROOT / "docs" / "schemas" / name).read_text(encoding="utf-8"))


def test_schema_document_is_valid(cli: CommandLine, shop: Path) -> None:
    run = cli("extract", "--repo", shop, "--format", "json")
    assert run.code == 0, run.text
    assert run.err == ""
    jsonschema.validate(run.json, schema("schema-document.v1.json"))
    assert len(run.json["tables"]) == 38


def test_report_is_valid(cli: CommandLine, shop: Path) -> None:
    run = cli("check", "--repo", shop, "--format", "json")
    assert run.code == 1, run.text
    jsonschema.validate(run.json, schema("report.v1.json"))


def test_changes_are_valid(cli: CommandLine, shop: Path) -> None:
    run = cli("diff", "--repo", shop, "--base", "main~1", "--head", "HEAD", "--format", "json")
    assert run.code == 0, run.text
    jsonschema.validate(run.json, schema("changes.v1.json"))
    changes = {(change["kind"], change["schema"], change["table"], change["column"]) for change in run.json["changes"]}
    assert ("column-removed", None, "orders", "legacy_code") in changes
    assert ("became-nullable", "inventory", "suppliers", "contact_email") in changes
    assert ("table-added", None, "gift_cards", None) in changes


def test_a_revision_does_not_differ_from_itself(cli: CommandLine, shop: Path) -> None:
    run = cli("diff", "--repo", shop, "--base", "HEAD", "--head", "HEAD", "--format", "json")
    assert (run.code, run.json) == (0, {"changes": []})


@pytest.mark.parametrize("format", ["json", "markdown", "text"])
def test_check_is_deterministic(cli: CommandLine, shop: Path, format: str) -> None:
    runs = [cli("check", "--repo", shop, "--format", format, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2")]
    assert runs[0].out == runs[1].out
    assert runs[0].code == 1


def test_a_clone_elsewhere_gives_the_same(cli: CommandLine, shop: Path, tmp_path: Path) -> None:
    clone = tmp_path / "a b" / "\u00e4nother"
    subprocess.run(["git", "clone", "--quiet", str(shop), str(clone)], check=True)
    here = cli("extract", "--repo", shop, "--format", "json")
    there = cli("extract", "--repo", clone, "--format", "json")
    assert here.out == there.out
    assert str(shop) not in here.out


def test_the_folder_inside_the_repository_does_not_matter(cli: CommandLine, shop: Path) -> None:
    top = cli("extract", "--format", "json", cwd=shop)
    below = cli("extract", "--format", "json", cwd=shop / "src" / "shop")
    assert top.out == below.out


def test_extract_of_a_revision(cli: CommandLine, shop: Path) -> None:
    run = cli("extract", "--repo", shop, "--rev", "main~1", "--format", "json")
    tables = {table["name"] for table in run.json["tables"]}
    assert "return_labels" in tables
    assert "gift_cards" not in tables


def test_worktree_takes_uncommitted_files(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"README.md": "a change"})
    models = (repo.path / "shop" / "models.py").read_text()
    repo.write("shop/models.py", models.replace("String(100), nullable=False", "String(100)"))
    assert cli("check", "--repo", repo.path).code == 0
    run = cli("check", "--repo", repo.path, "--worktree", "--format", "json")
    assert run.code == 1, run.text
    assert [(f["rule"], f["column"]) for f in run.json["introduced"]] == [("CC209", "email")]


class TestInit:
    @pytest.fixture
    def written(self, cli: CommandLine, shop: Path, tmp_path: Path) -> Repository:
        """A clone of the shop whose only contract is what init wrote."""
        clone = tmp_path / "shop"
        subprocess.run(["git", "clone", "--quiet", "--branch", "feature/checkout-rework", str(shop), str(clone)], check=True)
        repository = Repository(clone, tmp_path)
        repository.git("rm", "-r", "--quiet", "contracts")
        repository.commit()
        run = cli("init", "--repo", clone)
        assert run.code == 0, run.text
        return repository

    def test_is_valid_odcs(self, written: Repository, shared: Path) -> None:
        standard = json.loads((shared / "odcs" / "schema" / "odcs-json-schema-v3.1.0.json").read_text(encoding="utf-8"))
        contracts = sorted(written.path.rglob("*.odcs.yaml"))
        assert contracts
        tables = []
        for file in contracts:
            contract = yaml.safe_load(file.read_text(encoding="utf-8"))
            jsonschema.validate(contract, standard)
            tables += [table["name"] for table in contract["schema"]]
        assert len(tables) == 38

    def test_is_kept(self, cli: CommandLine, written: Repository) -> None:
        written.commit()
        written.git("checkout", "--quiet", "-b", "next")
        written.commit({"README.md": "next"})
        run = cli("check", "--repo", written.path, "--base", "HEAD~1")
        assert run.code == 0, run.text

    def test_overwrites_nothing(self, cli: CommandLine, written: Repository) -> None:
        files = {file: file.read_bytes() for file in written.path.rglob("*.odcs.yaml")}
        run = cli("init", "--repo", written.path)
        assert run.code == 2, run.text
        assert {file: file.read_bytes() for file in written.path.rglob("*.odcs.yaml")} == files


def test_explain(cli: CommandLine) -> None:
    run = cli("explain", "CC201")
    assert run.code == 0, run.text
    assert "column-removed" in run.out
