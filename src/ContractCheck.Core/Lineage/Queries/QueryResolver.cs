using System.Collections.Immutable;

namespace ContractCheck.Core.Lineage.Queries;

/// <summary>Finds what the names of a query mean, and so where its columns come from.</summary>
public sealed class QueryResolver
{
    private const int MostQueries = 20_000;
    private const int MostColumns = 20_000;
    private const int Deepest = 200;

    private readonly Func<IReadOnlyList<string>, ReadRelation> _find;
    private readonly Func<string, ReadRelation?> _findInlined;
    private readonly Func<string, ReadRelation?> _findByText;
    private readonly List<CommonTableNames> _declared = [];
    private readonly HashSet<ColumnOrigin> _named = [];
    private readonly HashSet<string> _mentioned = new(StringComparer.Ordinal);
    private bool _aside;
    private readonly HashSet<ColumnOrigin> _rows = [];
    private readonly HashSet<string> _reads = new(StringComparer.Ordinal);
    private readonly HashSet<string> _doubtful = new(StringComparer.Ordinal);
    private int _queries;
    private int _depth;

    private QueryResolver(Func<IReadOnlyList<string>, ReadRelation> find, Func<string, ReadRelation?> findInlined, Func<string, ReadRelation?> findByText) =>
        (_find, _findInlined, _findByText) = (find, findInlined, findByText);

    /// <summary>Resolves a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="find">The relation that a table's name means.</param>
    /// <param name="findInlined">The relation whose query stands here as a common table expression of that name, or null where it is the query's own.</param>
    /// <param name="findByText">The relation that a text such as <c>read_csv('orders.csv')</c> is known by, or null.</param>
    /// <exception cref="QueryException">It is too large to be resolved.</exception>
    public static ResolvedQuery Resolve(
        QueryTree query, Func<IReadOnlyList<string>, ReadRelation> find, Func<string, ReadRelation?> findInlined, Func<string, ReadRelation?> findByText)
    {
        var resolver = new QueryResolver(find, findInlined, findByText);
        var columns = resolver.Query(query, null, null);
        resolver.LookAside();
        return new ResolvedQuery
        {
            Columns = columns,
            Rows = [.. resolver._rows],
            Named = [.. resolver._named],
            Mentioned = [.. resolver._mentioned],
            Reads = [.. resolver._reads],
            Doubtful = [.. resolver._doubtful],
        };
    }

    // What no part of the query uses is compiled with it all the same.
    private void LookAside()
    {
        _aside = true;
        try
        {
            LookAtUnused();
        }
        catch (QueryException)
        {
            // What is not used need not be understood.
        }
    }

    private void LookAtUnused()
    {
        for (var i = 0; i < _declared.Count; i++)
        {
            var names = _declared[i];
            if (!names.IsResolved)
            {
                Common(names.Table.As, names);
            }
        }
    }

    private void Doubt(string relation) => (_aside ? _mentioned : _doubtful).Add(relation);

    private RelationColumns Query(QueryTree query, QueryScope? outer, CommonTableNames? names)
    {
        // A text of a few lines can stand for more columns than there are atoms.
        if (++_queries > MostQueries || ++_depth > Deepest)
        {
            throw new QueryException($"its queries are more than {MostQueries}, or one within the other deeper than {Deepest}");
        }

        foreach (var table in query.With)
        {
            names = new CommonTableNames(table, names, outer);
            _declared.Add(names);
        }

        var columns = query.Branches.Count > 0 ? Branches(query, outer, names) : Select(query, outer, names);
        _depth--;
        return columns.Columns.Length + columns.Rest.Length <= MostColumns ? columns : throw new QueryException($"it has more than {MostColumns} columns");
    }

    private RelationColumns Branches(QueryTree query, QueryScope? outer, CommonTableNames? names)
    {
        Decide(query.Rows, new QueryScope(outer), names, []);
        var branches = query.Branches.Select(b => Query(b, outer, names)).ToImmutableArray();
        var first = branches[0];

        // Names of relations that pass on all they have meet by name: their places are not known.
        var byPlace = !query.ByName && branches.All(b => b.Columns.Length == first.Columns.Length && b.Rest.All(r => r.IsListed));
        IEnumerable<KnownColumn> columns = byPlace
            ? first.Columns.Select((c, i) => c with { Origins = [.. branches.SelectMany(b => b.Columns[i].Origins).Distinct()] })
            : branches.SelectMany(b => b.Columns).GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
                .Select(same => new KnownColumn(same.First().Name, [.. same.SelectMany(c => c.Origins).Distinct()]));
        return new RelationColumns([.. columns], [.. branches.SelectMany(b => b.Rest).Distinct()]);
    }

    private RelationColumns Select(QueryTree query, QueryScope? outer, CommonTableNames? names)
    {
        var scope = new QueryScope(outer);
        foreach (var relation in query.From)
        {
            scope.Add(Relation(relation, scope, names));
        }

        scope.Merge(query.Natural ? [.. Natural(scope)] : query.Using);
        var columns = ImmutableArray.CreateBuilder<KnownColumn>();
        var rest = ImmutableArray.CreateBuilder<OpenColumns>();
        var places = new List<ImmutableArray<KnownColumn>>();
        foreach (var item in query.Items)
        {
            var before = columns.Count;
            if (item.Star is null)
            {
                Add(item, scope, names, columns);
            }
            else
            {
                Star(item, scope, names, columns, rest);
            }

            places.Add([.. columns.Skip(before)]);
        }

        if (query.Open)
        {
            rest.Add(OpenColumns.Of(null, isListed: false));
        }

        Decide(query.Rows, scope, names, places);
        return new RelationColumns(columns.ToImmutable(), rest.ToImmutable());
    }

    // Names that two of the relations have; which they are is known only where all columns are listed.
    private ImmutableArray<string> Natural(QueryScope scope)
    {
        if (scope.Relations.Any(r => r.Columns.Rest.Any(o => !o.IsListed)))
        {
            throw new QueryException("a natural join takes its columns from tables whose columns are not known");
        }

        ImmutableArray<string> merged =
        [
            .. scope.Relations.SelectMany(r => r.Columns.Columns).Select(c => c.Name).OfType<string>().GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key),
        ];
        var joined = scope.Relations.SelectMany(r => merged.SelectMany(name => r.Origins(name))).ToImmutableArray();
        (_aside ? _named : _rows).UnionWith(joined);
        return merged;
    }

    private void Add(QueryItem item, QueryScope scope, CommonTableNames? names, ImmutableArray<KnownColumn>.Builder columns)
    {
        var origins = Values(item, scope, names);
        columns.Add(new KnownColumn(item.As, origins));
        if (item.As is not null)
        {
            scope.Alias(item.As, origins);
        }
    }

    private void Star(
        QueryItem item, QueryScope scope, CommonTableNames? names, ImmutableArray<KnownColumn>.Builder columns, ImmutableArray<OpenColumns>.Builder rest)
    {
        var leftOut = ImmutableHashSet.CreateRange(StringComparer.OrdinalIgnoreCase, item.Except);
        var renamed = item.Rename.ToDictionary(r => r.Key, r => r.Value, StringComparer.OrdinalIgnoreCase);
        var replaced = item.Replace.Where(r => r.As is not null).ToDictionary(r => r.As!, r => Values(r, scope, names), StringComparer.OrdinalIgnoreCase);
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var relation in item.Star!.Count == 0 ? scope.Relations.Where(r => !r.Hidden) : [scope.Relation(item.Star) ?? Within(item.Star, scope)])
        {
            foreach (var column in relation.Columns.Columns.Where(c => c.Name is null || !leftOut.Contains(c.Name)))
            {
                var isMerged = item.Star.Count == 0 && column.Name is not null && scope.Merged.Contains(column.Name);
                if (isMerged && !done.Add(column.Name!))
                {
                    continue;
                }

                columns.Add(
                    column.Name is null ? column
                    : replaced.TryGetValue(column.Name, out var origins) ? column with { Origins = origins }
                    : new KnownColumn(
                        renamed.GetValueOrDefault(column.Name, column.Name), isMerged ? scope.Origins([column.Name], Doubt) : column.Origins));
            }

            var known = relation.Columns.Columns.Select(c => c.Name).OfType<string>();
            rest.AddRange(relation.Columns.Rest.Select(r => r with { Except = r.Except.Union(leftOut).Union(renamed.Keys).Union(known) }));
            columns.AddRange(relation.Columns.Rest.SelectMany(r => renamed
                .Where(pair => relation.Columns.Find(pair.Key) is null && r.MayHave(pair.Key))
                .Select(pair => new KnownColumn(pair.Value, r.Origins(pair.Key)))));
        }
    }

    // All that is within a column: which members that gives is written nowhere.
    private NamedRelation Within(IReadOnlyList<string> column, QueryScope scope)
    {
        foreach (var origin in scope.Origins(column, Doubt))
        {
            Doubt(origin.Relation);
        }

        return new NamedRelation([], new RelationColumns([], [OpenColumns.Of(null, isListed: false)]));
    }

    private NamedRelation Relation(QueryRelation relation, QueryScope scope, CommonTableNames? names)
    {
        var plain = Plain(relation, scope, names) with { Hidden = relation.Hidden };
        if (relation.Adds.Count > 0)
        {
            var inner = new QueryScope(null);
            inner.Add(plain);
            var added = relation.Adds.Select(a => new KnownColumn(a.As, Values(a, inner, names)));
            var kept = plain.Columns.Without(relation.Drops);
            plain = plain with { Columns = kept with { Columns = [.. kept.Columns, .. added] } };
        }

        return plain with { Columns = plain.Columns.Named(relation.Columns) };
    }

    private NamedRelation Plain(QueryRelation relation, QueryScope scope, CommonTableNames? names)
    {
        ImmutableArray<string> called = relation.As is { } alias ? [alias] : [.. relation.Table ?? []];
        if (relation.Query is { } query)
        {
            // Some databases let any query see the relations before it, and in the others it names none of them.
            return new NamedRelation(called, Query(query, scope, names));
        }

        if (relation.Table is not { Count: > 0 } table)
        {
            if (relation.Text is { } text && _findByText(text) is { } known)
            {
                return new NamedRelation(called, Read(known));
            }

            var origins = Values(relation.Uses ?? new QueryNames(), scope, names);
            var own = relation.Columns.Count > 0 ? relation.Columns : relation.As is null ? [] : new[] { relation.As };
            return new NamedRelation(called, new RelationColumns([.. own.Select(c => new KnownColumn(c, origins))], []), origins);
        }

        if (table.Count == 1 && Common(table[0], names) is { } common)
        {
            return new NamedRelation(called, common);
        }

        // `FROM orders o, o.items`: rows of a column that holds lists.
        if (table.Count > 1 && scope.Relation([table[0]]) is not null)
        {
            var origins = scope.Origins(table, Doubt);
            return new NamedRelation(called, RelationColumns.None.Named([.. relation.Columns]), origins);
        }

        return new NamedRelation(called, Read(_find(table)));
    }

    private RelationColumns Read(ReadRelation relation)
    {
        if (relation.Id is { } id)
        {
            (_aside ? _mentioned : _reads).Add(id);
        }

        return relation.Columns;
    }

    private RelationColumns? Common(string name, CommonTableNames? names)
    {
        if (names?.Find(name) is not { } found)
        {
            return null;
        }

        if (_findInlined(name) is { } inlined)
        {
            return Read(inlined);
        }

        if (found.Columns is { } known)
        {
            return known;
        }

        if (found.IsUnderWay)
        {
            // A query that names itself has, so far, what its first branch gives.
            return found.Columns = Query(found.Table.Query.Branches[0], found.Outer, found.Before).Named(found.Table.Columns);
        }

        // Only a query of several branches can mean itself; for another one the name is that of a table.
        found.IsUnderWay = found.Table.Query.Branches.Count > 0;
        return found.Columns = Query(found.Table.Query, found.Outer, found.IsUnderWay ? found : found.Before).Named(found.Table.Columns);
    }

    private ImmutableArray<ColumnOrigin> Values(QueryNames used, QueryScope scope, CommonTableNames? names)
    {
        ImmutableArray<ColumnOrigin> named = [.. used.Refs.Where(r => r.Count > 0).SelectMany(r => scope.Origins(r, Doubt)).Distinct()];
        _named.UnionWith(named);
        return [.. named.Concat(used.Queries.SelectMany(q => Query(q, scope, names).Columns).SelectMany(c => c.Origins)).Distinct()];
    }

    private void Decide(QueryRows rows, QueryScope scope, CommonTableNames? names, List<ImmutableArray<KnownColumn>> places)
    {
        var decisive = Values(rows, scope, names);
        if (_aside)
        {
            return;
        }

        _rows.UnionWith(decisive);
        _rows.UnionWith(rows.Items.Where(i => i >= 0 && i < places.Count).SelectMany(i => places[i]).SelectMany(c => c.Origins));
    }
}
