using System.Collections.Immutable;

namespace ContractCheck.Core.Lineage.Queries;

/// <summary>The columns that something in a FROM has.</summary>
/// <param name="Columns">Columns that are known, in order.</param>
/// <param name="Rest">Where further columns may come from.</param>
public sealed record RelationColumns(ImmutableArray<KnownColumn> Columns, ImmutableArray<OpenColumns> Rest)
{
    /// <summary>No columns.</summary>
    public static RelationColumns None { get; } = new([], []);

    /// <summary>The known column of that name, or null. An exact name goes before one of another case.</summary>
    public KnownColumn? Find(string name) =>
        Columns.FirstOrDefault(c => c.Name == name) ?? Columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Without columns of these names.</summary>
    public RelationColumns Without(IReadOnlyCollection<string> names) => names.Count == 0 ? this : new(
        [.. Columns.Where(c => c.Name is null || !names.Contains(c.Name, StringComparer.OrdinalIgnoreCase))], [.. Rest.Select(r => r with { Except = r.Except.Union(names) })]);

    /// <summary>The same columns under other names: the first ones are called so.</summary>
    public RelationColumns Named(IReadOnlyList<string> names) => names.Count == 0
        ? this
        : this with { Columns = [.. Columns.Select((c, i) => i < names.Count ? c with { Name = names[i] } : c), .. names.Skip(Columns.Length).Select(n => new KnownColumn(n, []))] };
}

/// <summary>A column and what its values derive from.</summary>
/// <param name="Name">Its name, or null where only the database knows it.</param>
/// <param name="Origins">Columns of the relations that are read.</param>
public sealed record KnownColumn(string? Name, ImmutableArray<ColumnOrigin> Origins);

/// <summary>Columns that are not listed, of a relation that passes on whatever it has.</summary>
/// <param name="Relation">Id of the relation's node; null where they derive from nothing that is read.</param>
/// <param name="IsListed">Whether most of the relation's columns are listed: then one that is not is unlikely to be there.</param>
/// <param name="Except">Names that are not among them.</param>
public sealed record OpenColumns(string? Relation, bool IsListed, ImmutableHashSet<string> Except)
{
    /// <summary>All that a relation has.</summary>
    public static OpenColumns Of(string? relation, bool isListed) => new(relation, isListed, ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase));

    /// <summary>Those that a name is likely of: where the columns of a relation are listed, another one is more likely to have it.</summary>
    public static ImmutableArray<OpenColumns> Likely(ImmutableArray<OpenColumns> possible) =>
        possible.Any(p => !p.IsListed) ? [.. possible.Where(p => !p.IsListed)] : possible;

    /// <summary>Whether a column of that name may be among them.</summary>
    public bool MayHave(string name) => !Except.Contains(name);

    /// <summary>What the column of that name derives from.</summary>
    public ImmutableArray<ColumnOrigin> Origins(string name) => Relation is null ? [] : [new ColumnOrigin(Relation, name)];
}
