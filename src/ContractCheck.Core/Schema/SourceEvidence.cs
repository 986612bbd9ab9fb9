using System.Collections.Immutable;

namespace ContractCheck.Core.Schema;

/// <summary>
/// What a revision's source shows, found by a process that runs no code of the repository. What that code says of itself is held against it.
/// </summary>
public sealed class SourceEvidence
{
    private readonly ILookup<string, ShownName> _names;

    /// <summary>Takes what was found.</summary>
    /// <param name="tables">Tables whose declaration is written out.</param>
    /// <param name="names">Names that may be columns.</param>
    public SourceEvidence(ImmutableArray<ShownTable> tables, ImmutableArray<ShownName> names)
    {
        Tables = tables;
        _names = names.ToLookup(n => n.Name, StringComparer.Ordinal);
    }

    /// <summary>No source at all: it shows nothing.</summary>
    public static SourceEvidence None { get; } = new([], []);

    /// <summary>Tables whose declaration is written out.</summary>
    public ImmutableArray<ShownTable> Tables { get; }

    /// <summary>Whether the column is written where the models say.</summary>
    public bool Shows(Column column) =>
        column.Location is { } place && (IsAt(_names[column.Name], place) || (column.Attribute is { } attribute && IsAt(_names[attribute], place)));

    /// <summary>Whether the table's declaration is written out, or one of its columns is.</summary>
    public bool Shows(Table table) =>
        Tables.Any(t => t.Name == table.Name.Name || t.IsClass(table.Class)) || table.Columns.Any(Shows);

    /// <summary>The schema, with every table of the source accounted for: what it neither has nor explains is one that did not load.</summary>
    public DatabaseSchema Complete(DatabaseSchema schema)
    {
        var names = schema.Tables.Select(t => t.Name.Name).ToHashSet(StringComparer.Ordinal);
        var classes = schema.Tables.Select(t => t.Class).OfType<string>().SelectMany(Ends).ToHashSet(StringComparer.Ordinal);
        var explained = schema.Diagnostics.Unloaded.Select(u => u.Location).Concat(schema.Diagnostics.Inherited).ToHashSet();
        var hidden = Tables
            .Where(t => (t.Name is null || !names.Contains(t.Name)) && (t.Class is null || !classes.Contains(t.Class)) && !explained.Contains(t.Location))
            .Select(t => new UnloadedTable(t.Name, t.Class, t.Location, "its source declares it, and reading the models neither gave it nor said why"))
            .ToImmutableArray();
        return hidden.IsEmpty ? schema : schema with { Diagnostics = schema.Diagnostics with { Unloaded = [.. schema.Diagnostics.Unloaded, .. hidden] } };
    }

    /// <summary>Of <c>shop.models.Order</c>: that, <c>models.Order</c> and <c>Order</c>.</summary>
    private static IEnumerable<string> Ends(string dotted)
    {
        yield return dotted;
        for (var dot = dotted.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = dotted.IndexOf('.', dot + 1))
        {
            yield return dotted[(dot + 1)..];
        }
    }

    private static bool IsAt(IEnumerable<ShownName> names, SourceLocation place) =>
        names.Any(n => n.File == place.File && n.First <= place.Line && place.Line <= n.Last);
}

/// <summary>A table whose declaration is written out.</summary>
/// <param name="Name">Its name, where the source states one.</param>
/// <param name="Class">The class within its module, such as <c>Order</c> or <c>Outer.Order</c>.</param>
/// <param name="Location">Where it is declared.</param>
public sealed record ShownTable(string? Name, string? Class, SourceLocation Location)
{
    /// <summary>Whether a dotted name may be that of the class.</summary>
    public bool IsClass(string? dotted) => Class is not null && dotted is not null && (dotted == Class || dotted.EndsWith($".{Class}", StringComparison.Ordinal));
}

/// <summary>A name that may be a column's: an attribute of a class, or the first argument of a call.</summary>
/// <param name="Name">The name.</param>
/// <param name="File">File of the repository.</param>
/// <param name="First">First line of the statement or call.</param>
/// <param name="Last">Its last line.</param>
public sealed record ShownName(string Name, string File, int First, int Last);
