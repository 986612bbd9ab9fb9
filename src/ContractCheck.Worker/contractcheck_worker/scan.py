"""Static scan: which files may declare tables, and which tables their source shows. No code is run."""

import ast
import re
from typing import Iterator, NamedTuple, Optional

from .literals import Literal, literals
from .syntax import line_of, parse, unread
from .tree import Selection, Tree

DECLARES = re.compile(
    rb"__tablename__|__table_|mapped_column|\bMapped\[|\bColumn\(|\bTable\(|table ?= ?True|\.Model\b|declarative_base|DeclarativeBase|"
    rb"map_imperatively|map_declaratively|as_declarative|\.mapped\b|relationship\("
)
# Looking for plain text is several times faster than for an expression, and most files have none of it.
HINTS = (b"Column(", b"Table(", b"__table", b"_column", b"Mapped[", b".Model", b"eclarative", b"table=True", b"table = True", b".map", b"ationship(")
TEST_CODE = re.compile(rb"^\s*(?:def test_|(?:import|from) (?:pytest|unittest)\b)", re.MULTILINE)
TEST_NAME = re.compile(r"(^|/)(test_[^/]*|[^/]*_test|tests)\.py$")


class Declared(NamedTuple):
    """A table that the source shows: the class that declares it or its name may be missing, not both."""

    table: Optional[str]
    cls: Optional[str]
    file: str
    line: int


class Imports(NamedTuple):
    """Top-level names of a file's absolute imports, and how many folders up its relative ones reach."""

    names: "frozenset[str]"
    level: int


class FileScan(NamedTuple):
    """What one file shows."""

    is_test: bool
    imports: Optional[Imports] = None
    declared: "tuple[Declared, ...]" = ()
    literals: "tuple[Literal, ...]" = ()
    unparsed: "Optional[tuple[int, str]]" = None
    bases: "frozenset[str]" = frozenset()
    """Classes whose children may be tables without a sign of it."""


class Scan:
    """The result: candidates with their imports, files that do not parse, declared tables, names that may be columns."""

    def __init__(self) -> None:
        self.candidates: dict[str, Imports] = {}
        self.unparsed: dict[str, tuple[int, str]] = {}
        self.declared: list[Declared] = []
        self.literals: list[Literal] = []
        self.parsed: dict[str, ast.Module] = {}

    def add(self, path: str, found: FileScan) -> None:
        """Takes up what a file shows."""
        if found.unparsed:
            self.unparsed[path] = found.unparsed
        elif found.imports:
            self.candidates[path] = found.imports
            self.declared.extend(found.declared)
            self.literals.extend(found.literals)


Seen = "dict[tuple[str, int, frozenset[str]], Optional[FileScan]]"


def scan(tree: Tree, selection: Selection, seen: Optional[Seen] = None) -> Scan:
    """Looks at every selected file of the repository; not again at what another revision has under the same name."""
    result = Scan()
    seen = {} if seen is None else seen
    left, bases = _round(tree, selection, [path for path in tree.python if selection.has(path)], frozenset(), result, seen)
    known = bases
    while bases:
        left, found = _round(tree, selection, left, bases, result, seen)
        bases, known = found - known, known | found
    return result


def _round(
    tree: Tree, selection: Selection, paths: "list[str]", bases: "frozenset[str]", result: Scan, seen: Seen
) -> "tuple[list[str], frozenset[str]]":
    """The files that show nothing yet, and the bases that the others declare. Without bases to inherit from, signs of its own make one."""
    left, found_bases = [], set()
    for path in paths:
        key = path, tree.inodes[path], bases
        if key not in seen:
            seen[key] = _look(tree, path, bases, result)
        found = seen[key]
        if found is None:
            left.append(path)
        elif not found.is_test or selection.names(path):
            result.add(path, found)
            found_bases |= found.bases
    return left, frozenset(found_bases)


def _shows(source: bytes, bases: "frozenset[str]") -> bool:
    if not bases:
        return any(hint in source for hint in HINTS) and DECLARES.search(source) is not None
    named = [name.encode() for name in bases if name.encode() in source]
    return bool(named) and re.search(rb"^[ \t]*class\s+\w+\s*\([^)#]*\b(?:%s)\b" % b"|".join(named), source, re.MULTILINE) is not None


def _look(tree: Tree, path: str, bases: "frozenset[str]", result: Scan) -> Optional[FileScan]:
    try:
        source = tree.read(path)
    except OSError:
        return None
    if not _shows(source, bases):
        return None
    is_test = bool(TEST_NAME.search(path) and TEST_CODE.search(source))
    try:
        module = parse(source)
    except Exception as error:  # noqa: BLE001 - the parser raises several kinds for text that is no Python
        text = f"{type(error).__name__}: {getattr(error, 'msg', None) or error}"
        return FileScan(is_test, unparsed=(line_of(error), text))
    imports = _imports(module)
    if not (_inherits(module, bases, imports, tree) if bases else _uses_sqlalchemy(imports, module)):
        return None
    result.parsed[path] = module
    declared = tuple(_declared(module, path, imports))
    return FileScan(is_test, _imports_of(module), declared, tuple(literals(module, path)), bases=frozenset(_bases(module)))


def _bases(module: ast.Module) -> "Iterator[str]":
    """Classes that give their children a table: abstract ones, and those that name it by a function."""
    for node, _ in _classes(module.body, ""):
        values = dict(_assigned(node))
        abstract = values.get("__abstract__")
        if isinstance(abstract, ast.Constant) and abstract.value is True or "__tablename__" in values and values["__tablename__"] is None:
            yield node.name


def _inherits(module: ast.Module, bases: "frozenset[str]", imports: "dict[str, str]", tree: Tree) -> bool:
    """Whether a class has one of the bases, and not a library's class of the same name."""
    for node, _ in _classes(module.body, ""):
        for base in node.bases:
            text = ast.unparse(base).partition("[")[0]
            if text.rpartition(".")[2] in bases and _is_near(imports.get(text.partition(".")[0], "."), tree):
                return True
    return False


def _is_near(source: str, tree: Tree) -> bool:
    top = source.partition(".")[0]
    return not top or any(f"/{path}".endswith(f"/{top}") for path in tree.folders) or any(f"/{path}".endswith(f"/{top}.py") for path in tree.files)


def _imports_of(module: ast.Module) -> Imports:
    names: set[str] = set()
    level = 0
    for node in module.body:
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            level = max(level, node.level)
            if node.level == 0 and node.module:
                names.add(node.module.partition(".")[0])
    return Imports(frozenset(names), level)


def _imports(module: ast.Module) -> "dict[str, str]":
    names: dict[str, str] = {}
    for node in _statements(module.body):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.partition(".")[0]] = alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names[alias.asname or alias.name] = "." * node.level + (node.module or "") + "." + alias.name
    return names


def _statements(body: "list[ast.stmt]") -> "Iterator[ast.stmt]":
    """Statements that run when the module is imported, those of class bodies included."""
    for node in body:
        yield node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        for field in ("body", "orelse", "finalbody"):
            yield from _statements(getattr(node, field, []))
        for handler in getattr(node, "handlers", []):
            yield from _statements(handler.body)


FOREIGN = ("rich", "textual", "django", "peewee", "pyarrow", "reportlab", "astropy", "prettytable", "dash", "docx", "bokeh", "pony")


def _uses_sqlalchemy(imports: "dict[str, str]", module: ast.Module) -> bool:
    """False for files that use other libraries' Table, Column or Model."""
    own = [source for name, source in imports.items() if name in ("Table", "Column", "Model", "models", "relationship")]
    if any(source.partition(".")[0] in FOREIGN for source in own):
        return any("sqlalchemy" in source or "sqlmodel" in source for source in imports.values())
    return True


def _declared(module: ast.Module, path: str, imports: "dict[str, str]") -> "Iterator[Declared]":
    for node, qualname in _classes(module.body, ""):
        found = _declared_by_class(node, qualname, path, imports)
        if found:
            yield found
    for statement in _statements(module.body):
        left_out = unread(statement)
        if left_out is not None and (left_out.table or left_out.cls):
            yield Declared(left_out.table, left_out.cls, path, left_out.line)
        elif isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Expr)) and isinstance(statement.value, ast.Call):
            name = _table_call(statement.value, imports)
            if name is not None:
                yield Declared(name, None, path, statement.value.lineno)


def _classes(body: "list[ast.stmt]", prefix: str) -> "Iterator[tuple[ast.ClassDef, str]]":
    for node in body:
        if isinstance(node, ast.ClassDef):
            qualname = prefix + node.name
            yield node, qualname
            yield from _classes(node.body, qualname + ".")
        elif isinstance(node, (ast.If, ast.Try, ast.With, ast.For, ast.While)):
            yield from _classes(node.body, prefix)
            yield from _classes(getattr(node, "orelse", []), prefix)


def _declared_by_class(node: ast.ClassDef, qualname: str, path: str, imports: "dict[str, str]") -> Optional[Declared]:
    values = dict(_assigned(node))
    abstract = values.get("__abstract__")
    if isinstance(abstract, ast.Constant) and abstract.value is True or not node.bases:
        return None
    if any(ast.unparse(base).rpartition(".")[2] == "AbstractConcreteBase" for base in node.bases):
        return None
    name = values.get("__tablename__")
    if isinstance(name, ast.Constant) and isinstance(name.value, str):
        return Declared(name.value, qualname, path, node.lineno)
    if "__table__" in values or "__tablename__" in values:
        return None
    if any(k.arg == "table" and isinstance(k.value, ast.Constant) and k.value.value is True for k in node.keywords):
        return Declared(None, qualname, path, node.lineno)
    if any(isinstance(b, ast.Attribute) and b.attr == "Model" and _is_flask(b.value, imports) for b in node.bases):
        return Declared(None, qualname, path, node.lineno)
    return None


def _assigned(node: ast.ClassDef) -> "Iterator[tuple[str, Optional[ast.expr]]]":
    for statement in node.body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    yield target.id, statement.value
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id, statement.value
        elif isinstance(statement, ast.FunctionDef) and statement.name in ("__tablename__", "__table__"):
            yield statement.name, None


def _is_flask(value: ast.expr, imports: "dict[str, str]") -> bool:
    name = value.id if isinstance(value, ast.Name) else value.attr if isinstance(value, ast.Attribute) else ""
    return name in ("db", "database", "sqlalchemy_db") or name.endswith("_db") or "SQLAlchemy" in imports


def _table_call(call: ast.Call, imports: "dict[str, str]") -> Optional[str]:
    function = call.func
    if isinstance(function, ast.Name):
        if not imports.get(function.id, "").endswith(".Table"):
            return None
        source = imports[function.id]
    elif isinstance(function, ast.Attribute) and function.attr == "Table" and isinstance(function.value, ast.Name):
        source = imports.get(function.value.id, function.value.id)
    else:
        return None
    if len(call.args) < 2 or not (isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)):
        return None
    top = source.partition(".")[0]
    if "sqlalchemy" in source or "sqlmodel" in source or _has_column(call):
        return None if top in FOREIGN else call.args[0].value
    return None


def _has_column(call: ast.Call) -> bool:
    for argument in call.args[1:]:
        function = argument.func if isinstance(argument, ast.Call) else None
        if isinstance(function, ast.Name) and function.id == "Column" or isinstance(function, ast.Attribute) and function.attr == "Column":
            return True
    return False
