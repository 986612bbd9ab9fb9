"""From what sqlglot parsed to a tree of relations, items and names."""

from typing import Any, Callable, Iterable, Iterator, Optional

from sqlglot import exp

DEEPEST = 60


class NotUnderstood(Exception):
    """SQL that no tree can be made of; says why."""


def tree_of(statements: "list[Optional[exp.Expression]]", dialect: str = "") -> "dict[str, Any]":
    """The tree of the one query of a text. Raises NotUnderstood."""
    _Select.unnamed = UNNAMED.get(dialect, _no_name)
    found = [statement for statement in statements if statement is not None and not isinstance(statement, exp.Semicolon)]
    if len(found) != 1:
        raise NotUnderstood("it is no statement" if not found else f"it is {len(found)} statements, not one query")
    root = found[0]
    if isinstance(root, (exp.Create, exp.Insert)):
        inner = root.expression
        if root.args.get("with") is not None and inner is not None:
            inner.set("with", root.args["with"])
        root = inner
    if not isinstance(root, (exp.Query, exp.Values)):
        raise NotUnderstood(f"it is no query but {type(root).__name__.lower() if root is not None else 'nothing'}")
    return _query(root, 0)


def _no_name(item: exp.Expression, place: int) -> Optional[str]:
    return None


def _function_name(item: exp.Expression, place: int) -> Optional[str]:
    inner = item.this if isinstance(item, exp.Window) else item
    return inner.name.lower() if isinstance(inner, exp.Anonymous) else inner.sql_name().lower() if isinstance(inner, exp.Func) else None


# What databases call an item without a name, where that can be known from the text.
UNNAMED = {
    "postgres": _function_name,
    "redshift": _function_name,
    "materialize": _function_name,
    "risingwave": _function_name,
    "duckdb": lambda item, place: item.sql("duckdb").lower(),
    "bigquery": lambda item, place: f"f{place}_",
}


def _query(node: exp.Expression, depth: int) -> "dict[str, Any]":
    if depth > DEEPEST:
        raise NotUnderstood(f"queries are nested deeper than {DEEPEST}")
    ctes: list[dict[str, Any]] = []
    while isinstance(node, exp.Subquery) and not node.args.get("pivots") and isinstance(node.this, exp.Query):
        ctes += _ctes(node, depth)
        node = node.this
    ctes += _ctes(node, depth)
    if isinstance(node, exp.SetOperation):
        tree = _set_operation(node, depth)
    elif isinstance(node, exp.Select):
        tree = _Select(node, depth).tree()
    elif isinstance(node, exp.Values):
        tree = {"items": [], "from": [], "open": True}
    elif isinstance(node, (exp.Table, exp.Subquery)):
        tree = {"items": [{"star": []}], "from": list(_relations(node, depth))}
    else:
        raise NotUnderstood(f"a query of the kind {type(node).__name__.lower()} is not understood")
    if ctes:
        tree["with"] = ctes
    return tree


def _ctes(node: exp.Expression, depth: int) -> "list[dict[str, Any]]":
    clause = node.args.get("with")
    # ClickHouse gives values names in the same place; they are no relations.
    return [] if clause is None else [_cte(cte, depth) for cte in clause.expressions if isinstance(cte.this, (exp.Query, exp.Values))]


def _cte(cte: exp.CTE, depth: int) -> "dict[str, Any]":
    return {"as": cte.alias, "query": _query(cte.this, depth + 1), **_columns(cte)}


def _columns(node: exp.Expression) -> "dict[str, Any]":
    names = node.alias_column_names
    return {"columns": names} if names else {}


def _set_operation(node: exp.Expression, depth: int) -> "dict[str, Any]":
    """Chains lean to the left and may be hundreds long, so they are walked, not descended."""
    branches: list[exp.Expression] = []
    only_rows: list[exp.Expression] = []
    by_name = False
    while isinstance(node, exp.SetOperation) and (not branches and not only_rows or not node.args.get("with")):
        by_name = by_name or bool(node.args.get("by_name"))
        (branches if isinstance(node, exp.Union) else only_rows).append(node.expression)
        node = node.this
    branches.append(node)
    tree: dict[str, Any] = {"branches": [_query(branch, depth + 1) for branch in reversed(branches)]}
    if by_name:
        tree["byName"] = True
    if only_rows:
        # What is taken away or must be there too gives no values.
        tree["rows"] = {"queries": [_query(branch, depth + 1) for branch in reversed(only_rows)]}
    return tree


class _Names:
    """The columns that expressions name, and the queries within them."""

    def __init__(self, windows: "dict[str, exp.Expression]", depth: int) -> None:
        self.windows = windows
        self.depth = depth
        self.refs: list[list[str]] = []
        self.queries: list[dict[str, Any]] = []

    def add(self, *expressions: Optional[exp.Expression]) -> None:
        """Takes all names below expressions, each once, in their order."""
        waiting: list[Any] = [e for e in reversed(expressions) if e is not None]
        while waiting:
            node = waiting.pop()
            if isinstance(node, exp.Column):
                self._column(node)
            elif isinstance(node, exp.Query):
                self.queries.append(_query(node, self.depth + 1))
            elif isinstance(node, exp.Columns):
                raise NotUnderstood("columns are chosen by a pattern")
            else:
                if isinstance(node, exp.Star):
                    self._ref(["*"])
                if isinstance(node, exp.Count) and isinstance(node.this, exp.Star):
                    continue
                if isinstance(node, exp.Window) and node.alias:
                    waiting += [w for w in (self.windows.get(node.alias),) if w is not None]
                waiting += reversed(list(node.iter_expressions()))

    def _column(self, column: exp.Column) -> None:
        self._ref([part.name for part in column.parts[:-1]] + ["*"] if isinstance(column.this, exp.Star) else [part.name for part in column.parts])

    def _ref(self, parts: "list[str]") -> None:
        if parts not in self.refs:
            self.refs.append(parts)

    def members(self) -> "dict[str, Any]":
        """As members of the tree; what is empty is left out."""
        return {**({"refs": self.refs} if self.refs else {}), **({"queries": self.queries} if self.queries else {})}


class _Select:
    """One SELECT."""

    unnamed: "Callable[[exp.Expression, int], Optional[str]]" = staticmethod(_no_name)

    def __init__(self, select: exp.Select, depth: int) -> None:
        self.select = select
        self.depth = depth
        self.windows = {w.name: w for w in select.args.get("windows") or []}
        self.natural = False

    def tree(self) -> "dict[str, Any]":
        """Its relations, items, and what decides its rows."""
        if self.select.args.get("match") is not None:
            raise NotUnderstood("rows that match a pattern have columns of their own")
        relations: list[dict[str, Any]] = []
        using: list[str] = []
        rows = self._names()
        source = self.select.args.get("from")
        if source is not None:
            relations += self._from(source.this, rows, using)
        for join in self.select.args.get("joins") or []:
            relations += self._join(join, rows, using)
        for lateral in self.select.args.get("laterals") or []:
            relations += _relations(lateral, self.depth)
        items = [item for place, expression in enumerate(self.select.expressions) for item in self._items(expression, place)]
        chosen = self._rows(rows, items)
        tree: dict[str, Any] = {"items": items, "from": relations}
        if using:
            tree["using"] = using
        if self.natural:
            tree["natural"] = True
        members = {**rows.members(), **({"items": sorted(chosen)} if chosen else {})}
        if members:
            tree["rows"] = members
        return tree

    def _names(self, *expressions: Optional[exp.Expression]) -> _Names:
        names = _Names(self.windows, self.depth)
        names.add(*expressions)
        return names

    def _from(self, node: exp.Expression, rows: _Names, using: "list[str]") -> "Iterator[dict[str, Any]]":
        # `FROM (a JOIN b)`: the parentheses make no relation of their own.
        if isinstance(node, (exp.Subquery, exp.Paren)) and isinstance(node.this, (exp.Table, exp.Subquery)) and not node.alias:
            yield from self._from(node.this, rows, using)
        else:
            yield from _relations(node, self.depth)
        for join in node.args.get("joins") or []:
            yield from self._join(join, rows, using)

    def _join(self, join: exp.Join, rows: _Names, using: "list[str]") -> "list[dict[str, Any]]":
        found = list(self._from(join.this, rows, using))
        rows.add(join.args.get("on"), join.args.get("match_condition"))
        named = [name.name for name in join.args.get("using") or []]
        for name in named:
            if name not in using:
                using.append(name)
            rows.refs.append([name])
        self.natural = self.natural or join.method.upper() == "NATURAL"
        if {join.kind.upper(), join.side.upper()} & {"SEMI", "ANTI"}:
            # It only decides which rows of the other side stay.
            found = [{**relation, "hidden": True} for relation in found]
        return found

    def _items(self, item: exp.Expression, place: int) -> "Iterator[dict[str, Any]]":
        if isinstance(item, exp.Star):
            yield {"star": [], **self._star(item)}
        elif isinstance(item, exp.Column) and isinstance(item.this, exp.Star):
            yield {"star": [part.name for part in item.parts[:-1]], **self._star(item.this)}
        elif isinstance(item, exp.Aliases):
            names = self._names(item.this)
            for alias in item.args["expressions"]:
                yield {"as": alias.name, **names.members()}
        else:
            names = self._names(item)
            yield {"as": item.output_name or type(self).unnamed(item, place), **names.members()}

    def _star(self, star: exp.Star) -> "dict[str, Any]":
        members: dict[str, Any] = {}
        left_out = [e.name for e in star.args.get("except") or []]
        if left_out:
            members["except"] = left_out
        renamed = {e.this.name: e.alias for e in star.args.get("rename") or []}
        if renamed:
            members["rename"] = renamed
        replaced = [{"as": e.alias, **self._names(e.this).members()} for e in star.args.get("replace") or []]
        if replaced:
            members["replace"] = replaced
        return members

    def _rows(self, rows: _Names, items: "list[dict[str, Any]]") -> "set[int]":
        """Adds what decides the rows, and gives the items that do."""
        args = self.select.args
        rows.add(*(args.get(clause) for clause in ("where", "having", "qualify", "prewhere")))
        chosen: set[int] = set()
        group = args.get("group")
        if group is not None:
            self._keys(group.iter_expressions(), rows, chosen, len(items))
            if group.args.get("all"):
                chosen |= {i for i, e in enumerate(self.select.expressions) if i < len(items) and not e.find(exp.AggFunc)}
        distinct = args.get("distinct")
        if distinct is not None:
            on = distinct.args.get("on")
            if on is None:
                chosen |= set(range(len(items)))
            else:
                rows.add(on)
        if args.get("order") is not None and (args.get("limit") or args.get("offset") or distinct is not None and distinct.args.get("on")):
            self._keys(args["order"].expressions, rows, chosen, len(items))
        return chosen

    def _keys(self, keys: "Iterable[exp.Expression]", rows: _Names, chosen: "set[int]", count: int) -> None:
        for key in keys:
            inner = key.this if isinstance(key, exp.Ordered) else key
            if isinstance(inner, exp.Literal) and not inner.is_string:
                place = int(inner.name) if inner.name.isdigit() else 0
                if 0 < place <= count:
                    chosen.add(place - 1)
            else:
                rows.add(key)


def _relations(node: exp.Expression, depth: int) -> "Iterator[dict[str, Any]]":
    """What a FROM or JOIN names: a table, a query, or something that makes rows of values."""
    while isinstance(node, (exp.Final, exp.Paren)):
        node = node.this
    named = {**({"as": node.alias} if node.alias else {}), **_columns(node), **_pivots(node, depth)}
    inner = node.this
    while isinstance(inner, exp.Subquery) and not inner.alias:
        inner = inner.this
    if isinstance(node, exp.Table) and isinstance(inner, exp.Identifier):
        yield {"table": [part.name for part in node.parts], **named}
    elif isinstance(node, exp.Subquery) and isinstance(inner, exp.Table):
        raise NotUnderstood("a join in parentheses has a name of its own")
    elif isinstance(node, (exp.Subquery, exp.Lateral)) and isinstance(inner, exp.Query):
        yield {"query": _query(node if _ctes(node, depth) else node.this, depth + 1), **named}
    elif isinstance(node, (exp.Table, exp.Subquery, exp.Lateral, exp.Unnest, exp.Values, exp.Func, exp.TableFromRows, exp.Alias)):
        names = _Names({}, depth)
        names.add(*(e for e in node.iter_expressions() if not isinstance(e, (exp.TableAlias, exp.Pivot, exp.Join))))
        own = {} if named.get("as") or named.get("columns") else {"columns": FUNCTION_COLUMNS}
        text = {"text": inner.sql()[:1000]} if isinstance(node, exp.Table) else {}
        yield {"uses": names.members(), **text, **own, **named}
    else:
        raise NotUnderstood(f"a relation of the kind {type(node).__name__.lower()} is not understood")


# Of table functions without a name, in Snowflake and others.
FUNCTION_COLUMNS = ["value", "key", "index", "seq", "path", "this"]


def _pivots(node: exp.Expression, depth: int) -> "dict[str, Any]":
    """Columns that PIVOT and UNPIVOT add, and those that they use up; all others pass."""
    added: list[dict[str, Any]] = []
    dropped: list[str] = []
    named: dict[str, Any] = {}
    for pivot in node.args.get("pivots") or []:
        names = _Names({}, depth)
        fields = pivot.args.get("fields") or []
        if pivot.args.get("unpivot"):
            names.add(*(value for field in fields if isinstance(field, exp.In) for value in field.expressions))
            added += [{"as": c.name, **names.members()} for e in pivot.expressions for c in e.find_all(exp.Identifier)]
            # Its values are the columns' names.
            added += [{"as": field.this.name} for field in fields if isinstance(field, exp.In)]
        else:
            names.add(*pivot.expressions, *fields, pivot.args.get("group"))
            columns = [c.name for c in pivot.args.get("columns") or []]
            if not columns:
                raise NotUnderstood("what a pivot gives depends on the data")
            added += [{"as": column, **names.members()} for column in columns]
        dropped += [ref[-1] for ref in names.refs]
        alias = pivot.args.get("alias")
        if isinstance(alias, exp.TableAlias):
            named = {**({"as": alias.name} if alias.name else {}), **({"columns": [c.name for c in alias.columns]} if alias.columns else {})}
    return {**named, **({"adds": added} if added else {}), **({"drops": dropped} if dropped else {})}
