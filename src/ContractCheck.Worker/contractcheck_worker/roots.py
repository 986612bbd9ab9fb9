"""Import roots: which module name each candidate file has, and which roots cannot be loaded together."""

import re
from typing import Iterable, NamedTuple

from .companions.catalogue import COMPANIONS
from .scan import Scan
from .stdlib import NAMES
from .tree import Tree

_PROJECT_NAME = re.compile(r"""^name\s*=\s*["']([\w.-]+)["']""", re.MULTILINE)


class Candidate(NamedTuple):
    """A file to load, and the dotted name to load it by."""

    file: str
    name: str


class World(NamedTuple):
    """Roots that are loaded together, their candidates, and the top-level packages that are imported by that name."""

    roots: "tuple[str, ...]" = ()
    candidates: "tuple[Candidate, ...]" = ()
    packages: "frozenset[str]" = frozenset()


def known_library(tree: Tree) -> str:
    """The top-level name of a library with a stand-in, where the repository is that library; else nothing."""
    if "pyproject.toml" not in tree.requirements:
        return ""
    name = _PROJECT_NAME.search(tree.read("pyproject.toml")[:200_000].decode("utf-8", "replace"))
    top = re.sub(r"[-.]+", "_", name[1]).lower() if name else ""
    return top if top in COMPANIONS else ""


def worlds(tree: Tree, scan: Scan, libraries: "frozenset[str]") -> "list[World]":
    """Groups the candidates by import root. Roots that claim the same top-level name come into different worlds. The files of a library
    that the repository is are left out, where a stand-in knows what they do."""
    itself = known_library(tree)
    reserved = NAMES | libraries
    by_root: dict[str, list[Candidate]] = {}
    for root, files in _files_by_root(tree, scan).items():
        for file in files:
            name, below = _free_name(root, file, reserved)
            by_root.setdefault(below, []).append(Candidate(file, name))
    groups: list[tuple[list[str], set[str]]] = []
    for root in sorted(by_root):
        claimed = {c.name.partition(".")[0] for c in by_root[root]} | _top_level_names(tree, root)
        for roots, names in groups:
            if not names & claimed:
                roots.append(root)
                names |= claimed
                break
        else:
            groups.append(([root], claimed))
    result = []
    for roots, _ in groups:
        candidates = tuple(c for root in roots for c in sorted(by_root[root]) if c.name.partition(".")[0] != itself)
        result.append(World(tuple(roots), candidates, _packages(scan, candidates)))
    return result


def _packages(scan: Scan, candidates: "Iterable[Candidate]") -> "frozenset[str]":
    names: set[str] = set()
    for candidate in candidates:
        imports = scan.candidates[candidate.file]
        names |= imports.names
        if imports.level:
            names.add(candidate.name.partition(".")[0])
    return frozenset(names)


def _files_by_root(tree: Tree, scan: Scan) -> "dict[str, list[str]]":
    levels: dict[str, int] = {}
    for file, imports in scan.candidates.items():
        levels[_parent(file)] = max(levels.get(_parent(file), 0), imports.level)
    near: dict[str, list[str]] = {}
    for file in sorted(scan.candidates):
        near.setdefault(_nearest_root(tree, _parent(file), levels[_parent(file)]), []).append(file)
    result: dict[str, list[str]] = {}
    for root, files in near.items():
        imported = set().union(*(scan.candidates[file].names for file in files))
        result.setdefault(_namespace_root(root, imported), []).extend(files)
    return result


def _nearest_root(tree: Tree, folder: str, levels: int) -> str:
    """The first folder upwards that is no package; relative imports tell how far up there must be one."""
    while folder and (f"{folder}/__init__.py" in tree.files or levels > 0) and _last(folder).isidentifier():
        levels -= 1
        folder = _parent(folder)
    return folder


def _namespace_root(root: str, imported: "set[str]") -> str:
    """Further up where the files' own imports show that folders above are namespace packages."""
    above = root
    while above and _last(above).isidentifier():
        first, above = _last(above), _parent(above)
        if first in imported and first not in NAMES:
            root = above
    return root


def module_name(root: str, file: str) -> str:
    """Dotted name of a file under an import root."""
    inside = file[len(root) + 1 :] if root else file
    parts = inside.removesuffix(".py").split("/")
    if parts[-1] == "__init__" and len(parts) > 1:
        parts.pop()
    return ".".join(parts)


def _free_name(root: str, file: str, reserved: "frozenset[str]") -> "tuple[str, str]":
    """A name that the standard library and the bundled libraries do not claim, and the root that it is relative to."""
    name = module_name(root, file)
    while name.partition(".")[0] in reserved:
        if "." not in name:
            return f"{name}_", root
        root = f"{root}/{name.partition('.')[0]}" if root else name.partition(".")[0]
        name = module_name(root, file)
    return name, root


def _top_level_names(tree: Tree, root: str) -> "set[str]":
    prefix = root + "/" if root else ""
    names = set()
    for path in tree.python:
        if path.startswith(prefix):
            first = path[len(prefix) :].partition("/")[0].removesuffix(".py")
            names.add(first)
    return names - {"setup", "conftest", "tests", "test", "docs", "scripts", "examples", "noxfile", "manage", "__init__"}


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _last(path: str) -> str:
    return path.rpartition("/")[2]
