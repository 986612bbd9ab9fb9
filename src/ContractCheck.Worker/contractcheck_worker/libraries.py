"""What the worker and its children may import besides the standard library."""

import os
import sys
import sysconfig


def set_path(folder: str) -> None:
    """Nothing but the standard library and the bundled libraries can be imported."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    standard = {os.path.realpath(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")}
    kept = [p for p in sys.path if any(os.path.realpath(p).startswith(s) for s in standard) or p.endswith(".zip")]
    sys.path[:] = [folder, package, *(p for p in kept if "site-packages" not in p and "dist-packages" not in p)]


def bundled(folder: str) -> "frozenset[str]":
    """Top-level names in the folder of bundled libraries, and the worker's own package."""
    names = {n.partition(".")[0] for n in os.listdir(folder) if n.endswith((".py", ".so")) or "." not in n and not n.startswith("_")}
    return frozenset(names | {"contractcheck_worker"})


def warm_up_extraction() -> str:
    """Imports what every extraction needs, and gives the version of SQLAlchemy."""
    import sqlalchemy.dialects.postgresql.psycopg2  # noqa: F401
    import sqlalchemy.ext.declarative
    import sqlalchemy.ext.hybrid  # noqa: F401

    from . import extract, hooks, mapped, neutral  # noqa: F401
    from .companions import catalogue

    catalogue.warm_up()
    hooks.install()
    neutral.install_in_sqlalchemy()
    return sqlalchemy.__version__


def warm_up_scan() -> str:
    """Imports what every scan needs. SQLAlchemy is not among it."""
    from . import ahead  # noqa: F401

    return ""


def warm_up_queries() -> str:
    """Imports what parsing queries needs, and gives the version of sqlglot."""
    import sqlglot

    from .queries import parse  # noqa: F401

    return str(sqlglot.__version__)
