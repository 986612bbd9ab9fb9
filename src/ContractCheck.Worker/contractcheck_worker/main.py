"""Command line of the worker."""

import argparse
import gc
import os
import sys

from .libraries import bundled, set_path, warm_up_extraction, warm_up_queries, warm_up_scan
from .orders import Selected
from .server import refuse, serve


def main(arguments: "list[str]") -> int:
    """Serves extractions on standard input and output, or does one in this process with `--once`."""
    parser = argparse.ArgumentParser(prog="contractcheck_worker_main.py")
    parser.add_argument("--sqlalchemy", help="folder that contains the sqlalchemy package; the interpreter's own by default")
    parser.add_argument("--scanner", action="store_true", help="serve scans, which run no code and need no SQLAlchemy")
    parser.add_argument("--sqlglot", help="folder that contains the sqlglot package: serve parsing of queries, which needs no SQLAlchemy")
    parser.add_argument("--once", metavar="ROOT", help="extract in this process and print the document; no isolation at all")
    parser.add_argument("--dialect", default="postgresql")
    options = parser.parse_args(arguments)
    if options.sqlglot is not None:
        folder = os.path.abspath(options.sqlglot)
        set_path(folder)
        return serve(folder, warm_up_queries)
    if options.sqlalchemy is None:
        return refuse(f"{sys.executable} has no SQLAlchemy")
    folder = os.path.abspath(options.sqlalchemy)
    set_path(folder)
    if options.once is not None:
        return _once(options.once, options.dialect, folder)
    return serve(folder, warm_up_scan if options.scanner else warm_up_extraction)


def _once(root: str, dialect: str, folder: str) -> int:
    warm_up_extraction()
    from .document import encoded
    from .extract import extract

    gc.enable()
    output = os.dup(1)
    os.dup2(2, 1)
    document = extract(Selected(root, [], [], []), dialect, None, bundled(folder))
    with os.fdopen(output, "wb") as stream:
        stream.write(encoded(document) + b"\n")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
