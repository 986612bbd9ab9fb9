"""Entry of the worker. See docs/worker-protocol.md."""

import gc
import os
import sys


def own_sqlalchemy() -> "list[str]":
    """The option that names the interpreter's own SQLAlchemy, or nothing where it has none."""
    import importlib.util

    spec = importlib.util.find_spec("sqlalchemy")
    return [] if spec is None or spec.origin is None else ["--sqlalchemy", os.path.dirname(os.path.dirname(spec.origin))]


if os.environ.get("PYTHONHASHSEED") != "0":
    # -I ignores PYTHONHASHSEED, and models that iterate over a set must give the same document every time.
    # So the interpreter starts once more with a fixed seed, an empty environment and no site-packages.
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    flags = ["-B", "-S", "-s", "-X", "utf8"] + (["-P"] if sys.version_info >= (3, 11) else [])
    arguments = sys.argv if "--sqlalchemy" in sys.argv else [*sys.argv, *own_sqlalchemy()]
    os.execve(sys.executable, [sys.executable, *flags, *arguments], {**kept, "PYTHONHASHSEED": "0"})

# What is imported from here on stays: looking through it for garbage again and again costs a fifth of the time that importing takes.
gc.disable()
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from contractcheck_worker.main import main  # noqa: E402

code = main(sys.argv[1:])
sys.stderr.flush()
# Without taking hundreds of modules apart, which the engine would wait for.
os._exit(code)
