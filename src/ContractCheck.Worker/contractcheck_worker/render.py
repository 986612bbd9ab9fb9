"""SQL text of expressions."""

from typing import Any, Optional

from .mocks import described
from .sources import Written


def expression_text(element: Any, dialect: Any, source: Optional[Written]) -> str:
    """SQL text; where there is none, something that differs when the expression does: the source text, or what the values are."""
    unresolved = getattr(element, "__dict__", {}).get("_cc_unresolved")
    exact = sql_text(element, dialect) if unresolved is None and element is not None else None
    if exact:
        return exact
    if source is not None and not source.has_names:
        return source.text
    values = unresolved or _approximate(element, dialect)
    if values or source is not None:
        return values or source.text
    return "?" if element is None else f"{type(element).__module__}.{type(element).__qualname__}"


def sql_text(element: Any, dialect: Any) -> Optional[str]:
    """The expression with its values written out, or None where SQLAlchemy cannot render it."""
    if isinstance(element, str):
        return element
    if hasattr(element, "__clause_element__"):
        element = element.__clause_element__()
    for options in ({"include_table": False}, {}):
        try:
            return str(_compiler(dialect).process(element, literal_binds=True, **options))
        except Exception:  # noqa: BLE001 - any error of the compiler means the same: not renderable in this way
            continue
    return None


def _approximate(element: Any, dialect: Any) -> Optional[str]:
    """SQL text with values in it that are no SQL; None for a construct that cannot be rendered."""
    if element is None:
        return None
    compiler = _compiler(dialect)
    original = compiler.render_literal_value

    def render_literal_value(value: Any, type_: Any) -> str:
        try:
            return original(value, type_)
        except Exception:  # noqa: BLE001 - values of any class may be here
            return described(value)

    compiler.render_literal_value = render_literal_value
    try:
        return str(compiler.process(element, literal_binds=True, include_table=False))
    except Exception:  # noqa: BLE001 - as above
        return None


def _compiler(dialect: Any) -> Any:
    return dialect.ddl_compiler(dialect, None).sql_compiler
