"""Command line of the worker."""

import argparse
import os
import sys
import sysconfig


def main(arguments: "list[str]") -> int:
    """Serves extractions on standard input and output, or does one in this process with `--once`."""
    parser = argparse.ArgumentParser(prog="contractcheck_worker_main.py")
    parser.add_argument("--sqlalchemy", required=True, help="folder that contains the sqlalchemy package")
    parser.add_argument("--once", metavar="ROOT", help="extract in this process and print the document; no isolation at all")
    parser.add_argument("--dialect", default="postgresql")
    options = parser.parse_args(arguments)
    folder = os.path.abspath(options.sqlalchemy)
    _set_path(folder)
    if options.once is not None:
        return _once(options.once, options.dialect, folder)
    from .server import serve

    return serve(folder)


def _set_path(folder: str) -> None:
    """Nothing but the standard library and the bundled libraries can be imported."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    standard = {os.path.realpath(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")}
    kept = [p for p in sys.path if any(os.path.realpath(p).startswith(s) for s in standard) or p.endswith(".zip")]
    sys.path[:] = [folder, package, *(p for p in kept if "site-packages" not in p and "dist-packages" not in p)]


def bundled(folder: str) -> "frozenset[str]":
    """Top-level names in the folder of bundled libraries, and the worker's own package."""
    names = {n.partition(".")[0] for n in os.listdir(folder) if n.endswith((".py", ".so")) or "." not in n and not n.startswith("_")}
    return frozenset(names | {"contractcheck_worker"})


def warm_up() -> None:
    """Imports what every extraction needs."""
    import sqlalchemy.dialects.postgresql.psycopg2  # noqa: F401
    import sqlalchemy.ext.declarative
    import sqlalchemy.ext.hybrid  # noqa: F401

    from . import extract, hooks, neutral  # noqa: F401

    hooks.install()
    neutral.install_in_sqlalchemy()


def _once(root: str, dialect: str, folder: str) -> int:
    warm_up()
    from .document import encoded
    from .extract import extract

    output = os.dup(1)
    os.dup2(2, 1)
    document = extract(root, dialect, [], [], bundled(folder))
    with os.fdopen(output, "wb") as stream:
        stream.write(encoded(document) + b"\n")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
