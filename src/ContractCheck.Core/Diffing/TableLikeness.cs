using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>How likely a table that is gone goes on as one that is new.</summary>
internal static class TableLikeness
{
    /// <summary>Weighs what both have in common; tables that share less than half of their columns are two.</summary>
    public static Likeness Of(Table old, Table @new)
    {
        var weighing = new Weighing();
        var shared = old.Columns.Count(c => @new.Column(c.Name) is { } same && TypeChange.Relate(c.Type, same.Type) == TypeRelation.Same);
        var share = (double)shared / Math.Max(1, Math.Max(old.Columns.Length, @new.Columns.Length));
        if (share < 0.5)
        {
            return new Likeness(0, []);
        }

        // Two tables of an id and a name have them in common by chance.
        var telling = Math.Min(1, shared / 4.0);
        var name = NameLikeness.Between(old.Name.Name, @new.Name.Name);
        var score = (5 * share * telling)
            + weighing.Of(share > 0, 0, $"{shared} of {Math.Max(old.Columns.Length, @new.Columns.Length)} columns")
            + (3 * name)
            + weighing.Of(name is >= 0.5 and < 1, 0, "a similar name")
            + weighing.Of(Class(old) is { } @class && @class == Class(@new), 3, $"the same class {Class(old)}")
            + weighing.Of(!string.IsNullOrEmpty(old.Comment) && old.Comment == @new.Comment, 2, "the same comment")
            + weighing.Of(old.Location?.File is { } file && file == @new.Location?.File, 0.5, "the same file");
        return new Likeness(score, [.. weighing.Evidence]);
    }

    private static string? Class(Table table) => table.Class?[(table.Class.LastIndexOf('.') + 1)..];
}
