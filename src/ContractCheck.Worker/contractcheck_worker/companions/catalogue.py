"""Modules of libraries that have a stand-in: each is filled by the function that is named here."""

from types import ModuleType
from typing import Callable

from . import advanced_alchemy, flask_appbuilder, flask_sqlalchemy, sqlmodel

COMPANIONS: "dict[str, Callable[[ModuleType], None]]" = {
    "advanced_alchemy": advanced_alchemy.fill,
    "advanced_alchemy.base": advanced_alchemy.fill_base,
    "advanced_alchemy.extensions": advanced_alchemy.fill,
    "advanced_alchemy.extensions.fastapi": advanced_alchemy.fill,
    "advanced_alchemy.extensions.flask": advanced_alchemy.fill,
    "advanced_alchemy.extensions.litestar": advanced_alchemy.fill,
    "advanced_alchemy.mixins": advanced_alchemy.fill_mixins,
    "advanced_alchemy.types": advanced_alchemy.fill_types,
    "flask_appbuilder": flask_appbuilder.fill,
    "flask_appbuilder.models": flask_appbuilder.fill_part,
    "flask_appbuilder.models.mixins": flask_appbuilder.fill_part,
    "flask_appbuilder.models.sqla": flask_appbuilder.fill_part,
    "flask_sqlalchemy": flask_sqlalchemy.fill,
    "flask_sqlalchemy.model": flask_sqlalchemy.fill_model,
    "sqlmodel": sqlmodel.fill,
    "sqlmodel.main": sqlmodel.fill_part,
    "sqlmodel.sql": sqlmodel.fill_part,
    "sqlmodel.sql.expression": sqlmodel.fill_part,
    "sqlmodel.sql.sqltypes": sqlmodel.fill_part,
}
