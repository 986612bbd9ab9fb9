using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>How likely a column that is gone goes on as one that is new. Weights were chosen by judgement and held against public histories (docs/extraction-quality.md).</summary>
internal sealed class ColumnLikeness(Table before, Table after)
{
    private readonly ImmutableArray<string> _oldOrder = [.. before.Columns.Select(c => c.Name)];
    private readonly ImmutableArray<string> _newOrder = [.. after.Columns.Select(c => c.Name)];
    private readonly ImmutableHashSet<string> _shared = [.. before.Columns.Select(c => c.Name).Intersect(after.Columns.Select(c => c.Name), StringComparer.Ordinal)];

    /// <summary>Weighs what both have in common.</summary>
    public Likeness Of(Column old, Column @new)
    {
        var weighing = new Weighing();
        var type = TypeChange.Relate(old.Type, @new.Type);
        var name = NameLikeness.Between(old.Name, @new.Name);
        var values = !old.Type.EnumValues.IsEmpty && old.Type.EnumValues.SequenceEqual(@new.Type.EnumValues, StringComparer.Ordinal);
        var target = Target(before, old.Name);
        var score = weighing.Of(old.Attribute is not null && old.Attribute == @new.Attribute, 4, $"the same attribute {old.Attribute}")
            + (4 * name)
            + weighing.Of(name >= 0.5, 0, "a similar name")
            + weighing.Of(type == TypeRelation.Same, 1, values ? "the same type and values" : "the same type")
            + (type is TypeRelation.Incompatible or TypeRelation.Unresolved ? -4 : 0)
            + (values ? 2 : 0)
            + weighing.Of(target is not null && target == Target(after, @new.Name), 2.5, "the same foreign key")
            + weighing.Of(!string.IsNullOrEmpty(old.Comment) && old.Comment == @new.Comment, 3, "the same comment")
            + weighing.Of(old.PrimaryKey && @new.PrimaryKey, 2, "the primary key")
            + weighing.Of(IsUnique(before, old.Name) && IsUnique(after, @new.Name), 1, "the same uniqueness")
            + weighing.Of(old.ServerDefault is not null && old.ServerDefault == @new.ServerDefault, 0.5, "the same default")
            + weighing.Of(Place(_oldOrder, old.Name) == Place(_newOrder, @new.Name), 1, "the same place")
            + weighing.Of(IsIndexed(before, old.Name) && IsIndexed(after, @new.Name), 0.5, "an index")
            + weighing.Of(Line(before, old) is { } line && line == Line(after, @new), 0.5, "the same line")
            + (old.Nullable == @new.Nullable ? 0.5 : -0.5);
        return new Likeness(score, [.. weighing.Evidence]);
    }

    private static string? Target(Table table, string column) => table.ForeignKeys
        .Where(k => k.Columns is [var only] && only == column)
        .Select(k => $"{k.Target} {string.Join(',', k.TargetColumns)}")
        .FirstOrDefault();

    private static bool IsUnique(Table table, string column) => table.UniqueKeys.Any(key => key is [var only] && only == column);

    private static bool IsIndexed(Table table, string column) => table.Indexes.Any(i => i.Columns is [var only] && only == column);

    /// <summary>The columns before and behind it that both revisions have.</summary>
    private (string? Before, string? Behind) Place(ImmutableArray<string> order, string name)
    {
        var at = order.IndexOf(name);
        return (order.Take(at).LastOrDefault(_shared.Contains), order.Skip(at + 1).FirstOrDefault(_shared.Contains));
    }

    private static (string, int)? Line(Table table, Column column) =>
        column.Location is { } place && table.Location is { } start && place.File == start.File ? (place.File, place.Line - start.Line) : null;
}
