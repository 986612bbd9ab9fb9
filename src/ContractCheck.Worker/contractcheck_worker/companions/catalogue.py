"""Modules of libraries that have a stand-in: each is filled by the function that is named here, with the module that holds it.

Only names, since the scanner asks for them and has no SQLAlchemy.
"""

import importlib
from types import ModuleType
from typing import Callable

COMPANIONS = {
    "advanced_alchemy": ("advanced_alchemy", "fill"),
    "advanced_alchemy.base": ("advanced_alchemy", "fill_base"),
    "advanced_alchemy.extensions": ("advanced_alchemy", "fill"),
    "advanced_alchemy.extensions.fastapi": ("advanced_alchemy", "fill"),
    "advanced_alchemy.extensions.flask": ("advanced_alchemy", "fill"),
    "advanced_alchemy.extensions.litestar": ("advanced_alchemy", "fill"),
    "advanced_alchemy.mixins": ("advanced_alchemy", "fill_mixins"),
    "advanced_alchemy.types": ("advanced_alchemy", "fill_types"),
    "flask_appbuilder": ("flask_appbuilder", "fill"),
    "flask_appbuilder.models": ("flask_appbuilder", "fill_part"),
    "flask_appbuilder.models.mixins": ("flask_appbuilder", "fill_part"),
    "flask_appbuilder.models.sqla": ("flask_appbuilder", "fill_part"),
    "flask_sqlalchemy": ("flask_sqlalchemy", "fill"),
    "flask_sqlalchemy.model": ("flask_sqlalchemy", "fill_model"),
    "six": ("six", "fill"),
    "six.moves": ("six", "fill_moves"),
    "sqlmodel": ("sqlmodel", "fill"),
    "sqlmodel.main": ("sqlmodel", "fill_part"),
    "sqlmodel.sql": ("sqlmodel", "fill_part"),
    "sqlmodel.sql.expression": ("sqlmodel", "fill_part"),
    "sqlmodel.sql.sqltypes": ("sqlmodel", "fill_part"),
}


def filler(name: str) -> "Callable[[ModuleType], None]":
    """The function that fills the stand-in of a module of `COMPANIONS`."""
    place, function = COMPANIONS[name]
    found: "Callable[[ModuleType], None]" = getattr(importlib.import_module(f"{__package__}.{place}"), function)
    return found


def warm_up() -> None:
    """Imports all of them, before there are modules of a repository to be mistaken for theirs."""
    for name in COMPANIONS:
        filler(name)
