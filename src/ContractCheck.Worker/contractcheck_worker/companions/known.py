"""Mixins of well-known libraries: the columns that they add, where that is the same in every release."""

from typing import Any, Callable, Optional

Columns = Callable[[], "dict[str, Any]"]


def attributes(origin: str) -> "Optional[dict[str, Any]]":
    """What a missing class adds to a class that inherits from it; None where that is not known.

    The module in between does not count: libraries hand the same class on under several.
    """
    made = MIXINS.get((origin.partition(".")[0], origin.rpartition(".")[2]))
    if made is None:
        return None
    found = made()
    for value in found.values():
        if hasattr(value, "_set_parent"):
            elsewhere(value)
    return found


def elsewhere(column: Any) -> Any:
    """The column, as not written in the repository: it lies where the class that inherits it does."""
    column.__dict__.update(_cc_place=None, _cc_implicit=True)
    return column


def _nothing() -> "dict[str, Any]":
    return {}


def _timestamps() -> "dict[str, Any]":
    import sqlalchemy as sa

    return {"created_at": sa.Column(sa.DateTime, default=_now), "updated_at": sa.Column(sa.DateTime, onupdate=_now)}


def _created_and_updated() -> "dict[str, Any]":
    import sqlalchemy as sa

    return {name: sa.Column(sa.DateTime, default=_now, nullable=False) for name in ("created", "updated")}


def _soft_deletion() -> "dict[str, Any]":
    import sqlalchemy as sa

    body = {"impl": sa.Integer, "cache_ok": True, "__module__": "oslo_db.sqlalchemy.types"}
    integer = type("SoftDeleteInteger", (sa.types.TypeDecorator,), body)
    return {"deleted_at": sa.Column(sa.DateTime), "deleted": sa.Column(integer, default=0)}


def _user() -> "dict[str, Any]":
    import sqlalchemy as sa

    return {
        "__tablename__": "user",
        "email": sa.Column(sa.String(320), unique=True, index=True, nullable=False),
        "hashed_password": sa.Column(sa.String(1024), nullable=False),
        "is_active": sa.Column(sa.Boolean, default=True, nullable=False),
        "is_superuser": sa.Column(sa.Boolean, default=False, nullable=False),
        "is_verified": sa.Column(sa.Boolean, default=False, nullable=False),
    }


def _account() -> "dict[str, Any]":
    import sqlalchemy as sa

    return {
        "__tablename__": "oauth_account",
        "oauth_name": sa.Column(sa.String(100), index=True, nullable=False),
        "access_token": sa.Column(sa.String(1024), nullable=False),
        "expires_at": sa.Column(sa.Integer),
        "refresh_token": sa.Column(sa.String(1024)),
        "account_id": sa.Column(sa.String(320), index=True, nullable=False),
        "account_email": sa.Column(sa.String(320), nullable=False),
    }


def _token() -> "dict[str, Any]":
    import sqlalchemy as sa

    return {
        "__tablename__": "accesstoken",
        "token": sa.Column(sa.String(43), primary_key=True),
        "created_at": sa.Column(sa.DateTime(timezone=True), index=True, nullable=False, default=_now),
    }


def _identifier() -> "dict[str, Any]":
    import sqlalchemy as sa

    return {"id": sa.Column(_guid(), primary_key=True, default=_now)}


def _of_user() -> "dict[str, Any]":
    import sqlalchemy as sa
    from sqlalchemy.orm import declared_attr

    def user_id(cls: Any):  # SQLAlchemy would read a return annotation
        return elsewhere(sa.Column(_guid(), sa.ForeignKey("user.id", ondelete="cascade"), nullable=False))

    return {"user_id": declared_attr(user_id)}


def _audited() -> "dict[str, Any]":
    import sqlalchemy as sa
    from sqlalchemy.orm import declared_attr

    def by(cls: Any):  # SQLAlchemy would read a return annotation
        return elsewhere(sa.Column(sa.Integer, sa.ForeignKey("ab_user.id"), default=_now, nullable=False))

    return {
        "created_on": sa.Column(sa.DateTime, default=_now, nullable=False),
        "changed_on": sa.Column(sa.DateTime, default=_now, onupdate=_now, nullable=False),
        "created_by_fk": declared_attr(by),
        "changed_by_fk": declared_attr(lambda cls: by(cls)),
    }


def _now() -> None:
    """Stands for a default that the application computes."""


def _guid() -> Any:
    """The database's own type of identifiers where it has one, else text."""
    import sqlalchemy as sa
    from sqlalchemy.dialects.postgresql import UUID

    def load_dialect_impl(self: Any, dialect: Any) -> Any:
        return dialect.type_descriptor(UUID() if dialect.name == "postgresql" else sa.CHAR(36))

    body = {"impl": sa.CHAR, "cache_ok": True, "load_dialect_impl": load_dialect_impl, "__module__": "fastapi_users_db_sqlalchemy.generics"}
    return type("GUID", (sa.types.TypeDecorator,), body)()


def _all(*parts: Columns) -> Columns:
    return lambda: {name: value for part in parts for name, value in part().items()}


_FASTAPI_USERS: "dict[str, Columns]" = {
    "SQLAlchemyBaseUserTable": _user,
    "SQLAlchemyBaseUserTableUUID": _all(_user, _identifier),
    "SQLAlchemyBaseOAuthAccountTable": _account,
    "SQLAlchemyBaseOAuthAccountTableUUID": _all(_account, _identifier, _of_user),
    "SQLAlchemyBaseAccessTokenTable": _token,
    "SQLAlchemyBaseAccessTokenTableUUID": _all(_token, _of_user),
}

MIXINS: "dict[tuple[str, str], Columns]" = {
    **{(top, name): made for top in ("fastapi_users", "fastapi_users_db_sqlalchemy") for name, made in _FASTAPI_USERS.items()},
    ("advanced_alchemy", "SQLQuery"): _nothing,
    ("advanced_alchemy", "UniqueMixin"): _nothing,
    ("authlib", "AuthorizationCodeMixin"): _nothing,
    ("authlib", "ClientMixin"): _nothing,
    ("authlib", "TokenMixin"): _nothing,
    ("flask_appbuilder", "AuditMixin"): _audited,
    ("flask_appbuilder", "BaseMixin"): _nothing,
    ("flask_login", "UserMixin"): _nothing,
    ("flask_security", "RoleMixin"): _nothing,
    ("flask_security", "UserMixin"): _nothing,
    ("flask_security", "WebAuthnMixin"): _nothing,
    ("oslo_db", "ModelBase"): _nothing,
    ("oslo_db", "SoftDeleteMixin"): _soft_deletion,
    ("oslo_db", "TimestampMixin"): _timestamps,
    ("papyrus", "GeoInterface"): _nothing,
    ("sqlalchemy_mixins", "ActiveRecordMixin"): _nothing,
    ("sqlalchemy_mixins", "AllFeaturesMixin"): _nothing,
    ("sqlalchemy_mixins", "ReprMixin"): _nothing,
    ("sqlalchemy_mixins", "SerializeMixin"): _nothing,
    ("sqlalchemy_serializer", "SerializerMixin"): _nothing,
    ("sqlalchemy_utils", "Timestamp"): _created_and_updated,
    ("starlette", "BaseUser"): _nothing,
    ("starlette", "SimpleUser"): _nothing,
}
