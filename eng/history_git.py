"""What history.py reads of a repository: commits that change models and migrations, files of a revision, migrations near in time."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path, PurePosixPath
from typing import Dict, Iterator, List, NamedTuple, Optional, Tuple

import migrations
from migrations import Migration

DIALECTS = ("postgresql", "mysql", "mariadb", "sqlite", "mssql", "oracle")
MODELS = r"Column\(|mapped_column\(|Table\(|Mapped\[|table ?= ?True|declared_attr"
IN_VERSIONS = re.compile(r"(?:^|/)versions/(?:.*/)?[^/]+\.py$")
IN_TESTS = re.compile(r"(?:^|/)(?:tests?/|test_[^/]*\.py$|conftest\.py$)")
VERSIONS = ":(glob)**/versions/**/*.py"
ADDING = ("--first-parent", "--diff-merges=first-parent", "--diff-filter=A")
NOT_MODELS = (":(exclude,glob)**/versions/**", ":(exclude,glob)**/tests/**", ":(exclude,glob)**/test/**")


class Commit(NamedTuple):
    """A commit beside its first parent."""

    sha: str
    parent: str
    time: int
    added: Dict[str, Migration]
    edited: Tuple[Migration, ...]
    gone: Tuple[Migration, ...]
    """Migrations that the commit edits or deletes, as they were before."""


class Made(NamedTuple):
    """What the migrations up to a revision have made."""

    tables: Dict[str, bool]
    """Whether a table that one of them names is there."""
    nullable: Dict[Tuple[str, str], bool]
    """Whether a column may be NULL, by table and column."""


class Repository:
    def __init__(self, path: Path, dialect: str) -> None:
        self.path = path
        self.dialect = dialect
        self._read: Dict[str, Optional[Migration]] = {}
        self._times: Dict[str, Tuple[str, int]] = {}

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", "-C", str(self.path), *arguments], check=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
        return done.stdout.decode("utf-8", "replace")

    def show(self, revision: str, file: str) -> str:
        try:
            return self.git("show", f"{revision}:{file}")
        except subprocess.CalledProcessError:
            return ""

    def migration(self, revision: str, file: str) -> Optional[Migration]:
        if not self.is_migration(file):
            return None
        return migrations.read(self.show(revision, file), self.dialect)

    def is_migration(self, file: str) -> bool:
        """Whether migrations of the dialect lie there: some projects keep a folder for each."""
        others = set(DIALECTS) - {self.dialect}
        return bool(IN_VERSIONS.search(file)) and not others.intersection(PurePosixPath(file).parts)

    def commits(self, head: str, since: str) -> Iterator[Commit]:
        """From the newest on along first parents: a merged pull request is one."""
        log = self.git("log", f"--since={since}", *ADDING, "--no-patch", "--format=%H %P", head, "--", VERSIONS)
        for line in log.splitlines():
            shas = line.split()
            commit = self.commit(shas[0], shas[1]) if len(shas) > 1 else None
            if commit:
                yield commit

    def commit(self, sha: str, parent: str) -> Optional[Commit]:
        """None where it does not change both."""
        added: Dict[str, Migration] = {}
        edited: List[Migration] = []
        gone: List[Migration] = []
        models: List[str] = []
        for status, old, new in self.changed_files(parent, sha):
            now = self.migration(sha, new) if status != "D" else None
            if status == "A" and now:
                added[new] = now
            elif IN_VERSIONS.search(new):
                then = self.migration(parent, old) if status != "A" else None
                edited += [now] if now else []
                gone += [then] if then else []
            elif not IN_TESTS.search(new):
                models += [old, new]
        if not added or not (self.has_models(sha, models) or self.has_models(parent, models)):
            return None
        return Commit(sha, parent, int(self.git("log", "-1", "--format=%ct", sha)), added, tuple(edited), tuple(gone))

    def changed_files(self, parent: str, sha: str) -> Iterator[Tuple[str, str, str]]:
        listed = self.git("diff-tree", "-r", "-z", "-M", "--name-status", parent, sha, "--", "*.py").split("\0")
        fields = iter(listed)
        for status in fields:
            if status:
                old = next(fields)
                yield status[0], old, next(fields) if status[0] in "RC" else old

    def has_models(self, revision: str, files: List[str]) -> bool:
        return bool(files) and self.mentions(revision, MODELS, sorted(set(files)), "-E")

    def mentions(self, revision: str, text: str, files: List[str], *options: str) -> bool:
        done = subprocess.run(
            ["git", "-C", str(self.path), "--literal-pathspecs", "grep", "-q", *options, "-e", text, revision, "--", *files],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )
        return done.returncode == 0

    def says(self, revision: str, *words: str) -> bool:
        """Whether Python files outside of migrations and tests have one of the words."""
        patterns = [part for word in words for part in ("-e", word)]
        done = subprocess.run(
            ["git", "-C", str(self.path), "grep", "-q", "-w", "-F", *patterns, revision, "--", ":(glob)**/*.py", *NOT_MODELS],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )
        return done.returncode == 0

    def other_migrations(self, commit: Commit, head: str, seconds: int) -> Iterator[Tuple[str, Migration]]:
        """Commit and content of the migrations that were added near in time."""
        if not self._times:
            self._load_times(head)
        for file, (sha, time) in self._times.items():
            if sha != commit.sha and abs(time - commit.time) <= seconds and self.is_migration(file):
                if file not in self._read:
                    self._read[file] = self.migration(sha, file)
                migration = self._read[file]
                if migration:
                    yield sha, migration

    def made_before(self, revision: str) -> "Made":
        """What all migrations of a revision have made."""
        files = [file for file in self.git("ls-tree", "-r", "--name-only", revision).splitlines() if self.is_migration(file)]
        read = {file: self.migration(revision, file) for file in files}
        made = Made({}, {})
        for migration in migrations.in_order({file: migration for file, migration in read.items() if migration}):
            made.nullable.update({(table, column): value for table, column, value in migration.nullable})
            for operation in migration.operations:
                if operation.kind not in ("unread", "enum-value"):
                    made.tables[operation.table] = operation.kind not in ("drop-table", "rename-table")
                old = (operation.table, operation.column or "")
                if operation.kind == "rename-column" and operation.name and old in made.nullable:
                    made.nullable[operation.table, operation.name] = made.nullable.pop(old)
                if operation.kind == "rename-table" and operation.name:
                    made.tables[operation.name] = True
        return made

    def _load_times(self, head: str) -> None:
        log = self.git("log", *ADDING, "--name-only", "--format=:%H %ct", head, "--", VERSIONS)
        sha, time = "", 0
        for line in log.splitlines():
            if line.startswith(":"):
                sha, time = line[1:].split()[0], int(line.split()[1])
            elif line:
                self._times[line] = (sha, time)


def clone(source: str, folder: Path) -> Path:
    """A clone without files below the folder: objects of a local repository are shared."""
    path = folder / "repo"
    if path.is_dir():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    local = Path(source).is_dir()
    address = str(Path(source).resolve()) if local else f"https://github.com/{source}"
    try:
        subprocess.run(["git", "clone", "--quiet", "--no-checkout", *(["--shared"] if local else []), address, str(path)], check=True)
    except subprocess.CalledProcessError as error:
        shutil.rmtree(path, ignore_errors=True)
        raise SystemExit(f"error: {source} cannot be cloned") from error
    return path


def name_of(source: str) -> str:
    parts = [part for part in PurePosixPath(source).parts if part not in ("/", "repo", ".git")]
    return (parts[-1] if Path(source).is_dir() else "+".join(parts)).removesuffix(".git")
