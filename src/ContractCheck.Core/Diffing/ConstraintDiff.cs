using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>Compares keys, constraints and indexes. Names are no part of their identity: databases and conventions invent them.</summary>
internal static class ConstraintDiff
{
    public static IEnumerable<Change> Between(Table before, Table after)
    {
        Change Make(ChangeKind kind, ImmutableArray<string> columns, string? subject, string? old, string? @new) => new()
        {
            Kind = kind,
            Table = after.Name,
            Column = columns.Length == 1 ? columns[0] : null,
            Columns = columns,
            Subject = subject,
            Before = old,
            After = @new,
            BaseLocation = Place(before, columns),
            HeadLocation = Place(after, columns),
        };

        if (!before.PrimaryKey.SequenceEqual(after.PrimaryKey, StringComparer.Ordinal))
        {
            var columns = SymmetricDifference(before.PrimaryKey, after.PrimaryKey);
            yield return Make(ChangeKind.PrimaryKeyChanged, columns, null, List(before.PrimaryKey), List(after.PrimaryKey)) with { Column = null };
        }

        foreach (var gone in Missing(UniqueKeys(before), UniqueKeys(after)))
        {
            yield return Make(ChangeKind.UniqueRemoved, gone, List(gone), List(gone), null);
        }

        foreach (var added in Missing(UniqueKeys(after), UniqueKeys(before)))
        {
            yield return Make(ChangeKind.UniqueAdded, added, List(added), null, List(added));
        }

        foreach (var change in ForeignKeys(before, after, Make))
        {
            yield return change;
        }

        foreach (var change in Texts(before.Checks.Select(c => c.Sql), after.Checks.Select(c => c.Sql)))
        {
            var columns = Mentioned(change.Old is null ? after : before, (change.Old ?? change.New)!);
            yield return Make(ChangeKind.CheckChanged, columns, change.Old ?? change.New, change.Old, change.New) with { Column = null };
        }

        foreach (var change in Texts(before.Indexes.Select(Index), after.Indexes.Select(Index)))
        {
            var columns = (change.Old is null ? after : before).Indexes.First(i => Index(i) == (change.Old ?? change.New)).Columns;
            yield return Make(ChangeKind.IndexChanged, columns, change.Old ?? change.New, change.Old, change.New) with { Column = null };
        }
    }

    private static IEnumerable<Change> ForeignKeys(
        Table before,
        Table after,
        Func<ChangeKind, ImmutableArray<string>, string?, string?, string?, Change> make)
    {
        var unmatched = after.ForeignKeys.ToList();
        foreach (var old in before.ForeignKeys)
        {
            if (unmatched.RemoveAll(k => Text(k) == Text(old)) > 0)
            {
                continue;
            }

            var moved = unmatched.Find(k => k.Columns.SequenceEqual(old.Columns, StringComparer.Ordinal));
            unmatched.RemoveAll(k => ReferenceEquals(k, moved));
            yield return make(ChangeKind.ForeignKeyRemoved, old.Columns, Target(old), Text(old), moved is null ? null : Text(moved));
        }

        foreach (var added in unmatched)
        {
            yield return make(ChangeKind.ForeignKeyAdded, added.Columns, Target(added), null, Text(added));
        }
    }

    /// <summary>Unique column groups, in the order of the columns' names; a unique index promises the same as a constraint.</summary>
    private static IEnumerable<ImmutableArray<string>> UniqueKeys(Table table) =>
        table.Uniques.Select(u => u.Columns)
            .Concat(table.Indexes.Where(i => i.Unique && i.Columns.All(c => table.Column(c) is not null)).Select(i => i.Columns))
            .Select(columns => columns.Sort(StringComparer.Ordinal))
            .DistinctBy(List, StringComparer.Ordinal);

    private static IEnumerable<ImmutableArray<string>> Missing(
        IEnumerable<ImmutableArray<string>> from,
        IEnumerable<ImmutableArray<string>> other)
    {
        var known = other.Select(List).ToHashSet(StringComparer.Ordinal);
        return from.Where(key => !known.Contains(List(key)));
    }

    private static IEnumerable<(string? Old, string? New)> Texts(IEnumerable<string> before, IEnumerable<string> after)
    {
        var old = before.ToHashSet(StringComparer.Ordinal);
        var now = after.ToHashSet(StringComparer.Ordinal);
        return old.Except(now, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(t => ((string?)t, (string?)null))
            .Concat(now.Except(old, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(t => ((string?)null, (string?)t)));
    }

    /// <summary>Columns of one key only; all of them where the keys differ in order alone.</summary>
    private static ImmutableArray<string> SymmetricDifference(ImmutableArray<string> one, ImmutableArray<string> other)
    {
        ImmutableArray<string> differing =
            [.. one.Except(other, StringComparer.Ordinal), .. other.Except(one, StringComparer.Ordinal)];
        return differing.IsEmpty ? one : differing;
    }

    private static ImmutableArray<string> Mentioned(Table table, string sql)
    {
        var words = sql.Split([.. sql.Where(c => !char.IsLetterOrDigit(c) && c != '_').Distinct()]).ToHashSet(StringComparer.Ordinal);
        return [.. table.Columns.Select(c => c.Name).Where(words.Contains)];
    }

    private static SourceLocation? Place(Table table, ImmutableArray<string> columns) =>
        columns.Select(table.Column).FirstOrDefault(c => c is not null)?.Location ?? table.Location;

    private static string List(ImmutableArray<string> columns) => columns.IsEmpty ? "none" : $"({string.Join(", ", columns)})";

    private static string Index(TableIndex index) => (index.Unique ? "unique " : "") + List(index.Columns);

    private static string Target(ForeignKey key) => $"{key.Target} {List(key.TargetColumns)}";

    private static string Text(ForeignKey key) =>
        $"{List(key.Columns)} → {Target(key)}"
        + (key.OnDelete is null ? "" : $" ON DELETE {key.OnDelete}")
        + (key.OnUpdate is null ? "" : $" ON UPDATE {key.OnUpdate}");
}
