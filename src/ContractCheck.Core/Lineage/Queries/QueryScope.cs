using System.Collections.Immutable;

namespace ContractCheck.Core.Lineage.Queries;

/// <summary>What names mean at one place of a query: its relations, then those of the query around it.</summary>
internal sealed class QueryScope(QueryScope? outer)
{
    private readonly List<NamedRelation> _relations = [];
    private readonly HashSet<string> _merged = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ImmutableArray<ColumnOrigin>> _aliases = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Relations by now, in their order.</summary>
    public IReadOnlyList<NamedRelation> Relations => _relations;

    /// <summary>Names that joins merge.</summary>
    public IReadOnlySet<string> Merged => _merged;

    public void Add(NamedRelation relation) => _relations.Add(relation);

    public void Merge(IEnumerable<string> names) => _merged.UnionWith(names);

    /// <summary>An item's name, which later items and clauses can use.</summary>
    public void Alias(string name, ImmutableArray<ColumnOrigin> origins) => _aliases.TryAdd(name, origins);

    /// <summary>The relation that the parts name, or null.</summary>
    public NamedRelation? Relation(IReadOnlyList<string> parts) =>
        _relations.FirstOrDefault(r => r.IsCalled(parts)) ?? outer?.Relation(parts);

    /// <summary>What a name derives from.</summary>
    /// <param name="parts">The name: column, or relation and column, and what is within the column.</param>
    /// <param name="doubt">Told the relations that may have it where it cannot be said which one has.</param>
    public ImmutableArray<ColumnOrigin> Origins(IReadOnlyList<string> parts, Action<string> doubt)
    {
        if (parts[^1] == "*")
        {
            var whole = parts.Count == 1 ? _relations : [.. new[] { Relation([.. parts.Take(parts.Count - 1)]) }.OfType<NamedRelation>()];
            return [.. whole.SelectMany(r => r.Columns.Columns).SelectMany(c => c.Origins).Distinct()];
        }

        for (var length = parts.Count - 1; length > 0; length--)
        {
            if (Relation([.. parts.Take(length)]) is { } relation)
            {
                return relation.Origins(parts[length]);
            }
        }

        return Unqualified(parts[0], doubt) ?? [];
    }

    private ImmutableArray<ColumnOrigin>? Unqualified(string name, Action<string> doubt)
    {
        ImmutableArray<KnownColumn> certain = [.. _relations.Select(r => r.Columns.Find(name)).OfType<KnownColumn>()];
        ImmutableArray<OpenColumns> possible = [.. _relations.SelectMany(r => r.Columns.Rest).Where(r => r.MayHave(name))];
        if (_merged.Contains(name))
        {
            var unsure = _relations.Where(r => r.Columns.Find(name) is null).SelectMany(r => r.Columns.Rest).Where(r => r.MayHave(name));
            return [.. certain.SelectMany(c => c.Origins).Concat(unsure.SelectMany(r => r.Origins(name))).Distinct()];
        }

        if (!certain.IsEmpty)
        {
            return certain[0].Origins;
        }

        if (_aliases.TryGetValue(name, out var alias))
        {
            return alias;
        }

        // A relation's name stands for its whole row where no column is known to have that name.
        if (_relations.FirstOrDefault(r => r.IsCalled([name])) is { } whole)
        {
            return [.. whole.Columns.Columns.SelectMany(c => c.Origins).Distinct()];
        }

        var likely = OpenColumns.Likely(possible);
        if (likely.Length > 1)
        {
            foreach (var relation in likely.Select(p => p.Relation).OfType<string>())
            {
                doubt(relation);
            }

            return [];
        }

        return likely.Length == 1 ? likely[0].Origins(name) : outer?.Unqualified(name, doubt);
    }
}

/// <summary>A relation within a query.</summary>
/// <param name="Name">The name it is called by: an alias, or the parts of a table's name.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Every">What every column derives from whatever its name, where rows are made of values; else null.</param>
internal sealed record NamedRelation(ImmutableArray<string> Name, RelationColumns Columns, ImmutableArray<ColumnOrigin>? Every = null)
{
    /// <summary>Whether it gives the query no columns.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whether these parts name it: all of its name, or the end of it.</summary>
    public bool IsCalled(IReadOnlyList<string> parts) =>
        parts.Count <= Name.Length && !Name.IsEmpty
        && Name.Skip(Name.Length - parts.Count).SequenceEqual(parts, StringComparer.OrdinalIgnoreCase);

    /// <summary>What its column of that name derives from.</summary>
    public ImmutableArray<ColumnOrigin> Origins(string column) =>
        Columns.Find(column)?.Origins ?? Every ?? [.. Columns.Rest.Where(r => r.MayHave(column)).SelectMany(r => r.Origins(column)).Distinct()];
}
