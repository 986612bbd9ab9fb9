"""Flask-AppBuilder: `Model` with automatic table names, its file columns, and `SQLA`."""

from types import ModuleType
from typing import Any

from ..mocks import members_of
from . import flask_sqlalchemy


def fill(module: ModuleType) -> None:
    """Names of `flask_appbuilder`."""
    import sqlalchemy as sa
    from sqlalchemy.orm import declarative_base

    def __init__(self: Any, **values: Any) -> None:
        pass

    body = {"__init__": __init__, "__table_args__": {"extend_existing": True}, "__fsa__": None}
    plain = type("Model", (), body)
    model: Any = declarative_base(cls=plain, name="Model", metaclass=flask_sqlalchemy.model_metaclass())
    database = type("SQLA", (flask_sqlalchemy.SQLAlchemy,), {"_make_model": lambda self, model_class, plain: model})
    module.Model = module.Base = model
    module.SQLA = lambda *args, **options: database(metadata=model.metadata)
    def sized(self: Any, thumbnail_size: Any = (), size: Any = (), **options: Any) -> None:
        sa.types.TypeDecorator.__init__(self, **options)

    for name in ("FileColumn", "ImageColumn"):
        setattr(module, name, type(name, (sa.types.TypeDecorator,), {"impl": sa.Text, "cache_ok": True, "__init__": sized}))
    module.__getattr__ = members_of("flask_appbuilder")


def fill_part(module: ModuleType) -> None:
    """Names of a submodule that hands on what `flask_appbuilder` has here."""
    import flask_appbuilder

    def found(name: str) -> Any:
        return flask_appbuilder.__dict__[name] if name in flask_appbuilder.__dict__ else members_of(module.__name__)(name)

    module.__getattr__ = found
