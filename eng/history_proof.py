"""Proves of a disagreement, where that is possible, that it stands in the repository and not in the reading of its models."""

from __future__ import annotations

import ast
import re
from typing import Any, Dict, List, Optional, Set, Tuple

from agreement import Change, Schema, mentioned
from history_git import Commit, Made, Repository
from net_effect import Effect, net

NEAR = 90 * 24 * 3600

NOT_OF_MODELS = "the models do not have the table"
BEFORE = "the models had it before"
NOT_YET = "the models do not have it at the commit"
KEPT = "the models keep it"
GONE_BEFORE = "the models did not have it before"
SAME = "the models say the same before and after"
CATCHES_UP = "the migrations had made it so before"
TEXT = "values of a text that the database does not check"
TOLD = "ContractCheck tells that it does not know"


class Proof:
    def __init__(self, repository: Repository, head: str, commit: Commit, before: Schema, after: Schema) -> None:
        self.repository, self.head, self.commit = repository, head, commit
        self.before, self.after = before, after
        self._made: Optional[Made] = None
        self.old_names: Dict[str, str] = {}

    def of_missed(self, effect: Effect) -> str:
        names = [name for name in (effect.table, effect.old_table, effect.before if effect.column is None else None) if name]
        names += [self.old_names[name] for name in names if name in self.old_names]
        if self.is_unknown_table(effect.schema, names):
            return NOT_OF_MODELS
        if self.is_told(names):
            return TOLD
        if effect.column is None:
            return self.of_missed_table(effect)
        if effect.kind == "add-column":
            return self.of_new(effect, names, effect.column)
        if effect.kind == "drop-column":
            return self.of_dropped(effect, names, effect.column)
        if effect.kind == "rename-column":
            return self.of_new(effect, names, effect.column) or self.of_dropped(effect, names, effect.before or "")
        return self.of_altered(effect, names)

    def is_unknown_table(self, schema: Optional[str], names: List[str]) -> bool:
        if any(True for side in (self.before, self.after) for _ in side.named(schema, *names)):
            return False
        words = [word for name in names for word in (name, "".join(part.capitalize() for part in name.split("_")))]
        return not any(self.repository.says(sha, *words) for sha in (self.commit.parent, self.commit.sha))

    def of_missed_table(self, effect: Effect) -> str:
        had, has = (any(True for _ in side.named(effect.schema, effect.table)) for side in (self.before, self.after))
        if effect.kind == "rename-table" and any(True for _ in self.after.named(effect.schema, effect.before)):
            return KEPT
        if effect.kind == "drop-table":
            return KEPT if has else "" if self.repository.says(self.commit.parent, effect.table) else GONE_BEFORE
        if had:
            return BEFORE
        return "" if has or self.repository.says(self.commit.sha, effect.table) else NOT_YET

    def of_new(self, effect: Effect, names: List[str], column: str) -> str:
        if self.before.column(effect.schema, column, *names):
            return BEFORE
        return NOT_YET if self.is_not_written(self.commit.sha, self.after, effect.schema, names, column) else ""

    def of_dropped(self, effect: Effect, names: List[str], column: str) -> str:
        if self.after.column(effect.schema, column, *names):
            return KEPT
        return GONE_BEFORE if self.is_not_written(self.commit.parent, self.before, effect.schema, names, column) else ""

    def is_not_written(self, revision: str, side: Schema, schema: Optional[str], names: List[str], column: str) -> bool:
        """Whether no class or table that gives the table a column has the word."""
        places: Dict[str, Set[int]] = {}
        tables = [table for table in side.named(schema, *names) if table["complete"]]
        if not tables:
            return False
        for table in tables:
            for place in (table, *table["columns"]):
                if place["file"]:
                    places.setdefault(place["file"], set()).add(place["line"])
        word = re.compile(rf"\b{re.escape(column)}\b")
        return not any(word.search(self.around(revision, file, lines)) for file, lines in places.items())

    def around(self, revision: str, file: str, lines: Set[int]) -> str:
        """The outermost classes and statements that the lines are in; the whole file where it does not parse."""
        source = self.repository.show(revision, file)
        try:
            body = ast.parse(source).body
        except SyntaxError:
            return source
        return "\n".join(ast.unparse(node) for node in body if any(node.lineno <= line <= (node.end_lineno or 0) for line in lines))

    def of_altered(self, effect: Effect, names: List[str]) -> str:
        old = self.before.column(effect.schema, effect.before or effect.column, *names)
        new = self.after.column(effect.schema, effect.column, *names)
        if not old or not new:
            return self.of_new(effect, names, effect.column or "")
        then, now = self.declaration(self.commit.parent, old), self.declaration(self.commit.sha, new)
        return SAME if then and now and about(then, effect.kind) == about(now, effect.kind) else ""

    def is_told(self, names: List[str]) -> bool:
        """Whether a table, or a class of its name, is among what did not load, which every report says."""
        wanted = {alike(name) for name in names}
        return any(
            table["table"] in names or (table["table"] is None and alike(str(table["class"]).rpartition(".")[2]) in wanted)
            for side in (self.before, self.after)
            for table in side.unloaded
        )

    def declaration(self, revision: str, column: Dict[str, Any]) -> Optional[ast.AST]:
        """The statement of the models that makes the column."""
        if not column["file"]:
            return None
        try:
            tree = ast.parse(self.repository.show(revision, column["file"]))
        except SyntaxError:
            return None
        around = [node for node in ast.walk(tree) if declares(node) and lines(node)[0] <= column["line"] <= lines(node)[1]]
        return min(around, key=lambda node: lines(node)[1] - lines(node)[0]) if around else None

    def of_unmentioned(self, change: Change) -> str:
        if change["kind"] == "type-unresolved":
            return TOLD
        if change["kind"].startswith("enum-value") and self.is_text(change):
            return TEXT
        if self.was_so(change):
            return CATCHES_UP
        for sha, migration in self.repository.other_migrations(self.commit, self.head, NEAR):
            if mentioned(change, net(migration.operations)):
                return f"the migration came with {sha[:9]}"
        return ""

    def was_so(self, change: Change) -> bool:
        """Whether the migrations before had made what the models now say."""
        if self._made is None:
            self._made = self.repository.made_before(self.commit.parent)
        kind, table = change["kind"], change["table"]
        if kind in ("table-added", "table-removed"):
            return self._made.tables.get(table) == (kind == "table-added")
        if kind not in ("became-nullable", "became-not-null"):
            return False
        return self._made.nullable.get((table, change["column"])) == (kind == "became-nullable")

    def is_text(self, change: Change) -> bool:
        """Whether an enumeration is kept as text, without a check of the column, at both revisions."""
        for side in (self.before, self.after):
            for table in side.named(change["schema"], change["table"]):
                column = side.column(change["schema"], change["column"], change["table"])
                checked = any(str(change["column"]) in str(check) for check in table["checks"])
                if checked or not column or not column["type"].startswith(("VARCHAR", "CHAR", "TEXT")):
                    return False
        return True


def alike(name: str) -> str:
    """What the name of a class and of its table have in common."""
    return name.replace("_", "").lower().rstrip("s")


FACTS = {
    "alter-nullable": ("nullable", "primary_key"),
    "alter-default": ("server_default",),
}


def about(declaration: ast.AST, kind: str) -> str:
    """What a declaration says of one fact, as source; for a type, and where nullability may follow from it, with the annotation."""
    words = FACTS.get(kind)
    if words is None or not isinstance(declaration, (ast.Call, ast.Assign, ast.AnnAssign)):
        return ast.unparse(declaration)
    annotation = ast.unparse(declaration.annotation) if isinstance(declaration, ast.AnnAssign) and kind == "alter-nullable" else ""
    given = [ast.unparse(k) for node in ast.walk(declaration) if isinstance(node, ast.keyword) and node.arg in words for k in [node.value]]
    return f"{annotation} {given}"


def lines(node: ast.AST) -> Tuple[int, int]:
    """The first and the last."""
    return getattr(node, "lineno", 0), getattr(node, "end_lineno", None) or 0


def declares(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func).split(".")[-1] == "Column"
    return isinstance(node, (ast.Assign, ast.AnnAssign, ast.FunctionDef))
