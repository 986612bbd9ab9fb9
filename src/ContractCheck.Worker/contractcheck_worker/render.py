"""SQL text of expressions."""

from typing import Any, Optional


def sql_text(element: Any, dialect: Any) -> Optional[str]:
    """The expression with its values written out, or None where SQLAlchemy cannot render it."""
    if isinstance(element, str):
        return element
    if hasattr(element, "__clause_element__"):
        element = element.__clause_element__()
    for options in ({"literal_binds": True, "include_table": False}, {"literal_binds": True}, {"include_table": False}):
        try:
            return str(_compile(element, dialect, options))
        except Exception:  # noqa: BLE001 - any error of the compiler means the same: not renderable in this way
            continue
    return None


def _compile(element: Any, dialect: Any, options: "dict[str, Any]") -> Any:
    compiler = dialect.ddl_compiler(dialect, None).sql_compiler
    return compiler.process(element, **options)
