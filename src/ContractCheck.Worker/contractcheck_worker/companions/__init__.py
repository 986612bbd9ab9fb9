"""Stand-ins for libraries that define what a table is. Each fills one module; the name says which."""

from types import ModuleType
from typing import Callable

from . import flask_sqlalchemy, sqlmodel

COMPANIONS: "dict[str, Callable[[ModuleType], None]]" = {
    "flask_sqlalchemy": flask_sqlalchemy.fill,
    "flask_sqlalchemy.model": flask_sqlalchemy.fill_model,
    "sqlmodel": sqlmodel.fill,
    "sqlmodel.main": sqlmodel.fill_part,
    "sqlmodel.sql": sqlmodel.fill_part,
    "sqlmodel.sql.sqltypes": sqlmodel.fill_part,
    "sqlmodel.sql.expression": sqlmodel.fill_part,
}

# Mixins of well-known libraries that add methods and no columns.
WITHOUT_COLUMNS = {
    "flask_login.UserMixin",
    "flask_login.mixins.UserMixin",
    "sqlalchemy_mixins.AllFeaturesMixin",
    "sqlalchemy_mixins.ActiveRecordMixin",
    "sqlalchemy_mixins.ReprMixin",
    "sqlalchemy_mixins.SerializeMixin",
    "sqlalchemy_serializer.SerializerMixin",
}
