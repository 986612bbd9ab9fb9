"""Parses a file, as far as this interpreter can: what only a newer Python reads is rewritten or left out, statement by statement."""

import ast
import re
from importlib.util import decode_source
from typing import Iterator, NamedTuple, Optional

UNREAD = "__cc_unread__"
TYPE_VARIABLE = "__cc_type_variable__"
GENERIC = "__cc_generic__"
ATTEMPTS = 60
_CALLS_TYPE = re.compile(r"\btype\s*\(")
_TABLE = re.compile(r"""__tablename__(?:\s*:[^=\n]*)?\s*=\s*["']([^"'\n]+)["']""")
_CLASS = re.compile(r"\s*class\b")
_TABLE_CLASS = re.compile(r"__tablename__|__table__|\btable\s*=\s*True")
_TABLE_CALL = re.compile(r"""\bTable\(\s*["']([^"'\n]+)["']""")
_HEADER = re.compile(r"(?:async\s+def|def|class)\s+(\w+)")
_ASSIGNED = re.compile(r"(\w+)\s*(?::[^=]*)?=[^=]")
_CONTINUES = re.compile(r"(?:else|elif|except|finally|case)\b|[)\]}]")
_EXCEPT = re.compile(r"^(\s*except\s+)([\w.]+(?:\s*,\s*[\w.]+)+)\s*:")
_TYPE = re.compile(r"^(\s*)type\s+(\w+)\s*(?=[\[=])")
_GENERIC = re.compile(r"^\s*(?:(?:(?:async\s+)?def|class)\s+)?\w+\s*(?=\[)")
_VERSIONS = (
    (re.compile(r"^\s*except\s+[^:(]*,"), "3.14"),
    (re.compile(r"""\bt["']"""), "3.14"),
    (re.compile(r"^\s*type\s+\w+|^\s*(?:async\s+def|def|class)\s+\w+\s*\["), "3.12"),
    (re.compile(r"""\b[rR]?[fF][rR]?["']"""), "3.12"),
    (re.compile(r"^\s*except\s*\*"), "3.11"),
    (re.compile(r"^\s*(?:match|case)\b.*:"), "3.10"),
)


def parse(source: bytes) -> ast.Module:
    """The syntax tree. Raises SyntaxError, ValueError, RecursionError or MemoryError for what cannot be read even in parts.

    A statement that was left out is a call of `UNREAD` with its name, line, the reason, and the table that it would declare.
    """
    # ast.parse would let bytes that are not of the file's encoding pass in comments.
    text = decode_source(source)
    try:
        found = ast.parse(text)
    except SyntaxError as error:
        partly = _Text(text).parsed()
        if partly is None:
            raise _explained(error, text.split("\n")) from None
        found = partly
    found.cc_calls_type = _CALLS_TYPE.search(text) is not None
    return found


def line_of(error: BaseException) -> int:
    """The line that an error of `parse` is about."""
    if isinstance(error, UnicodeDecodeError):
        return error.object.count(b"\n", 0, error.start) + 1
    return getattr(error, "lineno", None) or 1


class Unread(NamedTuple):
    """A statement that was left out: the arguments of `UNREAD`. Table and class are given where it would declare a table."""

    name: str
    line: int
    reason: str
    table: Optional[str]
    cls: Optional[str]


def unread(statement: ast.stmt) -> Optional[Unread]:
    """What was left out, where a statement stands for that."""
    value = getattr(statement, "value", None)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == UNREAD:
        return Unread(*(a.value for a in value.args if isinstance(a, ast.Constant)))
    return None


class _Block(NamedTuple):
    """Lines of a statement: from, up to but without."""

    start: int
    end: int
    header: int


class _Text:
    def __init__(self, text: str) -> None:
        self.source = text.split("\n")
        self.lines = list(self.source)
        self.variables: dict[str, None] = {}
        self.generic: dict[int, list[str]] = {}

    def parsed(self) -> Optional[ast.Module]:
        """The tree of what can be read; None where no part of the text can be told from the rest."""
        for index in range(len(self.lines)):
            self._rewrite(index)
        tried: set[int] = set()
        for _ in range(ATTEMPTS):
            try:
                tree = ast.parse("\n".join(self.lines))
            except SyntaxError as error:
                line = min(max((error.lineno or 1) - 1, 0), len(self.lines) - 1)
                block = next((b for b in self._around(line) if b.header not in tried), None)
                if block is None:
                    return None
                tried.add(block.header)
                self._leave_out(block, line, error)
            else:
                self._declare_variables(tree)
                self._mark_generic(tree)
                return tree
        return None

    def _rewrite(self, index: int) -> None:
        line = self.lines[index]
        if "except" in line:
            self.lines[index] = _EXCEPT.sub(r"\1(\2):", line)
            return
        alias = _TYPE.match(line)
        if alias:
            line = self.lines[index] = f"{alias[1]}{alias[2]}{line[alias.end():]}"
        elif not _HEADER.match(line.lstrip()):
            return
        generic = _GENERIC.match(line)
        if generic:
            self._without_parameters(index, generic.end())

    def _without_parameters(self, index: int, start: int) -> None:
        depth, text = 0, []
        for number in range(index, min(index + 20, len(self.lines))):
            line = self.lines[number]
            for position in range(start if number == index else 0, len(line)):
                depth += {"[": 1, "]": -1}.get(line[position], 0)
                text.append(line[position])
                if depth == 0:
                    self.lines[number] = (self.lines[index][:start] if number == index else "") + line[position + 1 :]
                    if number != index:
                        # The rest of the header moves up to where it starts; the lines between stay, empty.
                        self.lines[index] = self.lines[index][:start] + self.lines[number]
                        self.lines[index + 1 : number + 1] = [""] * (number - index)
                    names = re.findall(r"[\[,]\s*\*{0,2}(\w+)", "".join(text))
                    self.variables.update(dict.fromkeys(names))
                    if _CLASS.match(self.lines[index]):
                        self.generic[index + 1] = names
                    return

    def _around(self, line: int) -> "Iterator[_Block]":
        """Statements that a line is in, the innermost first."""
        limit = None
        for index in range(line, -1, -1):
            text = self.lines[index].strip()
            if not text or text.startswith("#") or _CONTINUES.match(text):
                continue
            indent = _indent(self.lines[index])
            if limit is not None and indent >= limit:
                continue
            limit = indent
            if index == line or indent == 0 or _HEADER.match(text):
                start = index
                while start > 0 and self.lines[start - 1].strip().startswith("@") and _indent(self.lines[start - 1]) == indent:
                    start -= 1
                yield _Block(start, self._end(line, indent), index)

    def _end(self, line: int, indent: int) -> int:
        for index in range(line + 1, len(self.lines)):
            text = self.lines[index].strip()
            if text and not text.startswith("#") and _indent(self.lines[index]) <= indent and not _CONTINUES.match(text):
                return index
        return len(self.lines)

    def _leave_out(self, block: _Block, line: int, error: SyntaxError) -> None:
        written = "\n".join(self.source[block.start : block.end])
        header = self.source[block.header]
        named = _HEADER.match(header.strip()) or _ASSIGNED.match(header.strip())
        name = named[1] if named else ""
        left_out = Unread(name, line + 1, _explained(error, self.source).msg, *_declared(header, written, name))
        call = f"{UNREAD}({', '.join(map(repr, left_out))})"
        self.lines[block.start : block.end] = [""] * (block.end - block.start)
        text = f"{name} = {call}" if name else call
        if not _HEADER.match(header.strip()) or "declared_attr" in written:
            # In a class body it may have been a column.
            text += f"; __cc_unread_{line + 1}__ = 'the statement at line {line + 1} could not be read'"
        self.lines[block.header] = " " * _indent(header) + text

    def _declare_variables(self, tree: ast.Module) -> None:
        position = 0
        for node in tree.body:
            docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if not docstring and not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
                break
            position += 1
        declared = "\n".join(f"{name} = {TYPE_VARIABLE}({name!r})" for name in self.variables)
        for node in reversed(ast.parse(declared).body):
            for part in ast.walk(node):
                if hasattr(part, "lineno"):
                    part.lineno = part.end_lineno = 1
            tree.body.insert(position, node)

    def _mark_generic(self, tree: ast.Module) -> None:
        for node in ast.walk(tree) if self.generic else ():
            if isinstance(node, ast.ClassDef) and node.lineno in self.generic:
                base = ast.parse(f"{GENERIC}[{', '.join(self.generic[node.lineno])}]", mode="eval").body
                for part in ast.walk(base):
                    ast.copy_location(part, node)
                node.bases.append(base)


def _declared(header: str, written: str, name: str) -> "tuple[Optional[str], Optional[str]]":
    """Table and class that a statement would declare, as far as its text tells."""
    if _CLASS.match(header):
        table = _TABLE.search(written)
        return table[1] if table else None, name if _TABLE_CLASS.search(written) else None
    called = None if _HEADER.match(header.strip()) else _TABLE_CALL.search(written)
    return called[1] if called else None, None


def _indent(line: str) -> int:
    line = line.expandtabs()
    return len(line) - len(line.lstrip())


def _explained(error: SyntaxError, lines: "list[str]") -> SyntaxError:
    """The error with the Python that would read the line, where that can be told."""
    text = lines[error.lineno - 1] if error.lineno and error.lineno <= len(lines) else ""
    version = next((version for form, version in _VERSIONS if form.search(text)), None)
    if version is not None and error.msg and "Python" not in error.msg:
        error.msg = f"{error.msg}; Python {version} or newer may read it (--python)"
    return error
