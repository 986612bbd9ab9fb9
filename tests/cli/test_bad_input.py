"""Bad input ends with a message that names file, line and the way out, the right exit code, and nothing half-written."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CLI, CONTRACT, MODELS, CommandLine, Repository, Run

CLEAN, VIOLATIONS, USAGE, NO_VERDICT = 0, 1, 2, 3
CONTRACT_FILE = "contracts/customers.odcs.yaml"


@pytest.fixture
def refused(cli: CommandLine, repo: Repository):
    """Checks the repository's change, which is refused: nothing is written, and nobody meets a stack trace."""

    def check(code: int, *says: str, options: "list[str] | None" = None) -> Run:
        report = repo.path.parent / "report"
        before = repo.status()
        run = cli("check", "--repo", repo.path, *(["--output", report] if "--output" not in (options or []) else []), *(options or []))
        assert run.code == code, run.text
        for text in says:
            assert text in run.text
        assert "   at ContractCheck" not in run.out + run.err
        assert repo.status() == before
        assert not report.exists() or all(file.stat().st_size > 0 for file in report.iterdir())
        return run

    return check


def test_a_clean_change_passes(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": MODELS + "# a remark\n"})
    run = cli("check", "--repo", repo.path)
    assert run.code == CLEAN, run.text


class TestRepositories:
    def test_not_a_repository(self, cli: CommandLine, tmp_path: Path) -> None:
        folder = tmp_path / "plain"
        folder.mkdir()
        run = cli("check", "--repo", folder)
        assert run.code == USAGE, run.text
        assert str(folder) in run.text
        assert "--repo" in run.text
        assert list(folder.iterdir()) == []

    def test_no_such_folder(self, cli: CommandLine, tmp_path: Path) -> None:
        run = cli("check", "--repo", tmp_path / "nowhere")
        assert run.code == USAGE, run.text
        assert str(tmp_path / "nowhere") in run.text

    @pytest.mark.parametrize("option", ["--base", "--head"])
    def test_unknown_revision(self, refused, option: str) -> None:
        refused(USAGE, "no-such-branch", "git fetch", options=[option, "no-such-branch"])

    def test_revision_that_looks_like_an_option(self, refused) -> None:
        refused(USAGE, "--output=x", options=["--base=--output=x"])

    def test_no_commit_yet(self, cli: CommandLine, empty: Repository) -> None:
        run = cli("check", "--repo", empty.path)
        assert run.code in (USAGE, NO_VERDICT), run.text
        assert "HEAD" in run.text

    def test_shallow_clone_without_the_base(self, cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
        repo.commit({"README.md": "1"})
        repo.commit({"README.md": "2"})
        repo.git("checkout", "--quiet", "main")
        clone = tmp_path / "clone"
        subprocess.run(
            ["git", "clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=change", repo.path.as_uri(), str(clone)],
            check=True,
            env=repo.environment,
        )
        run = cli("check", "--repo", clone)
        assert run.code == NO_VERDICT, run.text
        assert "CC905" in run.text
        assert "git fetch --unshallow" in run.text


class TestContracts:
    def test_no_contract(self, refused, repo: Repository) -> None:
        (repo.path / CONTRACT_FILE).unlink()
        repo.git("rm", "--quiet", CONTRACT_FILE)
        repo.git("commit", "--quiet", "--amend", "--message", "no contract")
        repo.git("branch", "--force", "main")
        refused(USAGE, "contractcheck init")

    def test_glob_that_matches_nothing(self, refused) -> None:
        refused(USAGE, "agreements/*.yaml", options=["--contract", "agreements/*.yaml"])

    def test_not_yaml(self, refused, repo: Repository) -> None:
        repo.commit({CONTRACT_FILE: CONTRACT.replace("version: 1.0.0", "version: [1.0.0")})
        run = refused(USAGE)
        assert f"{CONTRACT_FILE}:" in run.text

    def test_not_odcs(self, refused, repo: Repository) -> None:
        repo.commit({CONTRACT_FILE: "swagger: '2.0'\ninfo:\n  title: not a contract\n"})
        refused(USAGE, CONTRACT_FILE)

    def test_unknown_version_of_the_standard(self, refused, repo: Repository) -> None:
        repo.commit({CONTRACT_FILE: CONTRACT.replace("v3.1.0", "v9.9.9")})
        refused(USAGE, f"{CONTRACT_FILE}:1", "v9.9.9")

    def test_unknown_key(self, refused, repo: Repository) -> None:
        repo.commit({CONTRACT_FILE: CONTRACT.replace("status: active", "status: active\nsunset: tomorrow")})
        refused(USAGE, f"{CONTRACT_FILE}:6", "sunset")

    def test_table_named_twice(self, refused, repo: Repository) -> None:
        repo.commit({CONTRACT_FILE: CONTRACT + "  - name: customers\n    logicalType: object\n"})
        refused(USAGE, f"{CONTRACT_FILE}:18", "customers")

    def test_not_utf8(self, refused, repo: Repository) -> None:
        repo.commit({CONTRACT_FILE: CONTRACT.encode("utf-8") + "# caf\u00e9\n".encode("latin-1")})
        refused(USAGE, CONTRACT_FILE, "UTF-8")

    def test_all_errors_at_once(self, refused, repo: Repository) -> None:
        repo.commit({CONTRACT_FILE: CONTRACT.replace("status: active", "status: active\nsunset: tomorrow") + "  - logicalType: object\n"})
        refused(USAGE, f"{CONTRACT_FILE}:6", f"{CONTRACT_FILE}:19")


class TestModels:
    def test_no_models(self, refused, repo: Repository) -> None:
        repo.git("rm", "-r", "--quiet", "shop")
        repo.git("commit", "--quiet", "--amend", "--message", "no models")
        repo.git("branch", "--force", "main")
        repo.commit({"README.md": "still none"})
        refused(USAGE, "No SQLAlchemy models", "--repo", "include")

    def test_everything_vanished(self, refused, repo: Repository) -> None:
        repo.git("rm", "-r", "--quiet", "shop")
        repo.git("commit", "--quiet", "--message", "gone")
        refused(NO_VERDICT, "CC902")

    def test_syntax_error(self, refused, repo: Repository) -> None:
        repo.commit({"shop/models.py": MODELS.replace("class Customer(Base):", "class Customer(Base)")})
        refused(NO_VERDICT, "CC901", "shop/models.py:7")

    def test_import_that_raises(self, cli: CommandLine, repo: Repository) -> None:
        """A statement that raises is passed over: the table after it is still read, and its change found."""
        changed = MODELS.replace("\n\nclass Customer", "\nraise RuntimeError('no settings')\n\n\nclass Customer").replace("String(100), nullable=False", "String(100)")
        repo.commit({"shop/models.py": changed})
        run = cli("check", "--repo", repo.path)
        assert run.code == VIOLATIONS, run.text
        assert "CC209" in run.text

    def test_import_that_exits(self, cli: CommandLine, repo: Repository) -> None:
        repo.commit({"shop/models.py": "import sys\n" + MODELS + "\nsys.exit(0)\n"})
        run = cli("check", "--repo", repo.path)
        assert run.code == CLEAN, run.text

    def test_exit_without_a_word(self, refused, repo: Repository) -> None:
        repo.commit({"shop/models.py": "import os\n" + MODELS + "\nos._exit(0)\n"})
        refused(NO_VERDICT, "CC901")

    def test_killed(self, refused, repo: Repository) -> None:
        repo.commit({"shop/models.py": "import signal\n" + MODELS + "\nsignal.raise_signal(signal.SIGKILL)\n"})
        refused(NO_VERDICT, "CC901")

    def test_loop_for_ever(self, refused, repo: Repository) -> None:
        repo.commit({"shop/models.py": MODELS + "\nwhile True:\n    pass\n", ".contractcheck.yml": "seconds: 3\n"})
        refused(NO_VERDICT, "CC901", "timeout")

    def test_prints_gigabytes(self, cli: CommandLine, repo: Repository) -> None:
        """Either the output is dropped or the check gives up; it never fills memory, disk or the terminal."""
        repo.commit({"shop/models.py": MODELS + "\nfor _ in range(3000):\n    print('x' * 1_000_000)\n"})
        run = cli("check", "--repo", repo.path)
        assert run.code in (CLEAN, NO_VERDICT), run.text[:2000]
        assert len(run.out) + len(run.err) < 100_000

    def test_not_utf8(self, refused, repo: Repository) -> None:
        """Python refuses the text, so nobody knows what it means; bytes of a remark it passes over, and so does the check."""
        repo.commit({"shop/models.py": MODELS.replace("nullable=False", "comment='caf\u00e9'").encode("latin-1")})
        refused(NO_VERDICT, "CC901", "shop/models.py:11")

    def test_declared_encoding(self, cli: CommandLine, repo: Repository) -> None:
        models = "# -*- coding: latin-1 -*-\n" + MODELS.replace("nullable=False", "nullable=False, comment='caf\u00e9'")
        repo.commit({"shop/models.py": models.encode("latin-1")})
        run = cli("extract", "--repo", repo.path, "--format", "json")
        assert run.code == CLEAN, run.text
        assert [column["comment"] for column in run.json["tables"][0]["columns"]] == [None, "caf\u00e9"]

    def test_symlink_out_of_the_tree(self, cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
        """What a link out of the repository points at is never read: the table it declares does not exist."""
        outside = tmp_path / "outside.py"
        outside.write_text(MODELS.replace("customers", "secrets").replace("Customer", "Secret"))
        (repo.path / "shop" / "more.py").symlink_to(outside)
        (repo.path / "shop" / "etc").symlink_to("/etc")
        repo.commit()
        run = cli("extract", "--repo", repo.path, "--format", "json")
        assert run.code == CLEAN, run.text
        assert [table["name"] for table in run.json["tables"]] == ["customers"]

    def test_models_replaced_by_a_symlink(self, refused, repo: Repository, tmp_path: Path) -> None:
        outside = tmp_path / "outside.py"
        outside.write_text(MODELS)
        (repo.path / "shop" / "models.py").unlink()
        (repo.path / "shop" / "models.py").symlink_to(outside)
        repo.commit()
        refused(NO_VERDICT)


class TestPython:
    @pytest.fixture(autouse=True)
    def change(self, repo: Repository) -> None:
        repo.commit({"README.md": "a change"})

    def test_missing(self, refused) -> None:
        refused(NO_VERDICT, "/nonexistent/python3", "--python", options=["--python", "/nonexistent/python3"])

    def test_not_python(self, refused) -> None:
        refused(NO_VERDICT, "/bin/false", options=["--python", "/bin/false"])

    def test_lacks_sqlalchemy(self, cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
        """As it is installed without the SQLAlchemy that setup unpacks beside it."""
        installed = tmp_path / "installed"
        shutil.copytree(CLI.resolve().parent, installed, symlinks=True, ignore=shutil.ignore_patterns("python"))
        bare = tmp_path / "bare"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
        run = cli("check", "--repo", repo.path, "--python", bare / "bin" / "python3", program=installed / "contractcheck")
        assert run.code == NO_VERDICT, run.text
        assert "SQLAlchemy" in run.text
        assert "pip install" in run.text


class TestUsage:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["no-such-command"],
            ["check", "--no-such-option"],
            ["check", "--format", "xml"],
            ["check", "--dialect", "klingon"],
            ["explain", "CC999"],
        ],
    )
    def test_says_what_is_wrong(self, cli: CommandLine, repo: Repository, arguments: "list[str]") -> None:
        run = cli(*arguments, cwd=repo.path)
        assert run.code == USAGE, run.text
        assert arguments[-1] in run.text
        assert run.out == ""

    def test_output_that_is_a_file(self, refused, repo: Repository) -> None:
        repo.commit({"README.md": "a change"})
        file = repo.path.parent / "report.txt"
        file.write_text("mine")
        refused(USAGE, "report.txt", options=["--output", str(file)])
        assert file.read_text() == "mine"

    def test_missing_configuration(self, refused) -> None:
        refused(USAGE, "nowhere.yml", options=["--config", "nowhere.yml"])

    def test_configuration_with_an_unknown_key(self, refused, repo: Repository) -> None:
        repo.commit({".contractcheck.yml": "dialect: postgresql\ncolour: blue\n"})
        refused(USAGE, ".contractcheck.yml:2", "colour")


def test_allowed_values_are_listed_readably(cli: CommandLine) -> None:
    run = cli("check", "--format", "xml")
    assert run.code == USAGE and "\\u" not in run.err
    assert "Must be one of: 'text' 'json' 'markdown'" in run.text
