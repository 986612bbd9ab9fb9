"""Stand-ins for libraries that define what a table is. Each fills one module; the name says which."""

from types import ModuleType
from typing import Callable

from . import flask_sqlalchemy

COMPANIONS: "dict[str, Callable[[ModuleType], None]]" = {
    "flask_sqlalchemy": flask_sqlalchemy.fill,
    "flask_sqlalchemy.model": flask_sqlalchemy.fill_model,
}
