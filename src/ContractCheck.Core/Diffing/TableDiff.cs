using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>Compares one table with itself at another revision.</summary>
internal static class TableDiff
{
    public static IEnumerable<Change> Between(Table before, Table after)
    {
        foreach (var old in before.Columns)
        {
            if (after.Column(old.Name) is { } same)
            {
                foreach (var change in ColumnDiff.Between(after.Name, old, same))
                {
                    yield return change;
                }
            }
            else if (after.KnowsAllOf(before))
            {
                yield return new Change
                {
                    Kind = ChangeKind.ColumnRemoved, Table = after.Name, Column = old.Name, Columns = [old.Name],
                    Before = old.Type.Sql, BaseLocation = old.Location, HeadLocation = after.Location,
                };
            }
        }

        foreach (var added in after.Columns.Where(c => before.Column(c.Name) is null))
        {
            if (before.KnowsAllOf(after))
            {
                yield return ColumnDiff.Added(after.Name, added);
            }
        }

        foreach (var change in ConstraintDiff.Between(before, after))
        {
            if (!change.Columns.Any(c => MayBeHidden(after, before, c) || MayBeHidden(before, after, c)))
            {
                yield return change;
            }
        }

        if (CommentOrOrder(before, after) is { } shuffled)
        {
            yield return shuffled;
        }
    }

    private static bool MayBeHidden(Table table, Table other, string column) =>
        !table.KnowsAllOf(other) && table.Column(column) is null && other.Column(column) is not null;

    private static Change? CommentOrOrder(Table before, Table after)
    {
        var shared = before.Columns.Where(c => after.Column(c.Name) is not null).Select(c => c.Name);
        var now = after.Columns.Where(c => before.Column(c.Name) is not null).Select(c => c.Name);
        var moved = !shared.SequenceEqual(now, StringComparer.Ordinal);
        return before.Comment == after.Comment && !moved
            ? null
            : new Change
            {
                Kind = ChangeKind.CommentOrOrder,
                Table = after.Name,
                Subject = moved ? "order" : "comment",
                Before = moved ? null : before.Comment ?? "none",
                After = moved ? null : after.Comment ?? "none",
                BaseLocation = before.Location,
                HeadLocation = after.Location,
            };
    }
}
