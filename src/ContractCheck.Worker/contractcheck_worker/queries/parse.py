"""Many queries, each parsed on its own: one that cannot be read does not lose the others."""

import json
import logging
import signal
from typing import Any

import sqlglot
from sqlglot.errors import SqlglotError

from .tree import NotUnderstood, tree_of

TICK = 0.25
MOST_TICKS = 20


class TooSlow(Exception):
    """A query took longer than MOST_TICKS ticks of processor time."""


class Watch:
    """Ends a query that takes too long. The timer is set once, before the sandbox forbids to set one."""

    def __init__(self) -> None:
        self.ticks = 0
        self.running = False

    def arm(self) -> None:
        """Starts the ticks of this process."""
        signal.signal(signal.SIGVTALRM, self._tick)
        signal.setitimer(signal.ITIMER_VIRTUAL, TICK, TICK)

    def _tick(self, *_: Any) -> None:
        self.ticks += 1
        if self.running and self.ticks > MOST_TICKS:
            self.running = False
            raise TooSlow

    def __enter__(self) -> None:
        self.ticks, self.running = 0, True

    def __exit__(self, *_: Any) -> None:
        self.running = False


WATCH = Watch()


def parse_all(file: str) -> bytes:
    """The trees of the queries in a file: a JSON list of objects with *sql* and *dialect*."""
    logging.disable(logging.CRITICAL)
    with open(file, encoding="utf-8") as stream:
        wanted = json.load(stream)
    answer = {"sqlglot": sqlglot.__version__, "queries": [_parse(one["sql"], one["dialect"]) for one in wanted]}
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _parse(sql: str, dialect: str) -> "dict[str, Any]":
    try:
        with WATCH:
            tree = tree_of(sqlglot.parse(sql, read=dialect or None), dialect)
            # What cannot be written must not cost the others either.
            json.dumps(tree)
            return {"tree": tree}
    except SqlglotError as error:
        return {"error": _told(error)}
    except NotUnderstood as error:
        return {"error": str(error)}
    except TooSlow:
        return {"error": f"parsing took longer than {MOST_TICKS * TICK:g} seconds"}
    except RecursionError:
        return {"error": "it is nested too deeply"}
    except MemoryError:
        return {"error": "parsing needs too much memory"}
    except Exception as error:  # noqa: BLE001 - a fault of the parser on one query must not lose the others
        return {"error": f"the parser failed: {type(error).__name__}: {str(error)[:200]}"}


def _told(error: SqlglotError) -> str:
    for detail in getattr(error, "errors", None) or []:
        description = str(detail.get("description")).partition(" but got <Token")[0]
        return f"line {detail.get('line')}, column {detail.get('col')}: {description}"
    # The tokenizer marks the place with the codes of a terminal.
    return str(error).splitlines()[0][:200]
