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

        foreach (var gone in Missing(UniqueKeys(before), after))
        {
            yield return Make(ChangeKind.UniqueRemoved, gone, List(gone), List(gone), null);
        }

        foreach (var added in Missing(UniqueKeys(after), before))
        {
            yield return Make(ChangeKind.UniqueAdded, added, List(added), null, List(added));
        }

        foreach (var change in ForeignKeys(before, after, Make))
        {
            yield return change;
        }

        foreach (var (old, now) in Pairs(before.Checks, after.Checks, c => c.Name, c => c.Sql))
        {
            ImmutableArray<string> columns = [.. Mentioned(before, old?.Sql).Union(Mentioned(after, now?.Sql), StringComparer.Ordinal)];
            yield return Make(ChangeKind.CheckChanged, columns, (old ?? now)!.Sql, old?.Sql, now?.Sql) with { Column = null };
        }

        foreach (var (old, now) in Pairs(before.Indexes, after.Indexes, i => i.Name, Index))
        {
            ImmutableArray<string> columns = [.. (old?.Columns ?? []).Union(now?.Columns ?? [], StringComparer.Ordinal)];
            yield return Make(ChangeKind.IndexChanged, columns, Index((old ?? now)!), old is null ? null : Index(old), now is null ? null : Index(now))
                with { Column = null };
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

    /// <summary>The groups that nothing keeps unique in the other table, its primary key included.</summary>
    private static IEnumerable<ImmutableArray<string>> Missing(IEnumerable<ImmutableArray<string>> from, Table other)
    {
        var known = UniqueKeys(other).Append(other.PrimaryKey.Sort(StringComparer.Ordinal)).Select(List).ToHashSet(StringComparer.Ordinal);
        return from.Where(key => !known.Contains(List(key)));
    }

    /// <summary>What only one side has. A name says no more than which of the gone and the new are one edit.</summary>
    private static IEnumerable<(T? Old, T? New)> Pairs<T>(
        ImmutableArray<T> before,
        ImmutableArray<T> after,
        Func<T, string?> name,
        Func<T, string> text)
        where T : class
    {
        var gone = before.ExceptBy(after.Select(text), text, StringComparer.Ordinal).OrderBy(text, StringComparer.Ordinal).ToList();
        var added = after.ExceptBy(before.Select(text), text, StringComparer.Ordinal).OrderBy(text, StringComparer.Ordinal).ToList();
        foreach (var old in gone)
        {
            var now = name(old) is { } known ? added.Find(item => name(item) == known) : null;
            _ = now is not null && added.Remove(now);
            yield return (old, now);
        }

        foreach (var item in added)
        {
            yield return (null, item);
        }
    }

    /// <summary>Columns of one key only; all of them where the keys differ in order alone.</summary>
    private static ImmutableArray<string> SymmetricDifference(ImmutableArray<string> one, ImmutableArray<string> other)
    {
        ImmutableArray<string> differing =
            [.. one.Except(other, StringComparer.Ordinal), .. other.Except(one, StringComparer.Ordinal)];
        return differing.IsEmpty ? one : differing;
    }

    private static ImmutableArray<string> Mentioned(Table table, string? sql)
    {
        if (sql is null)
        {
            return [];
        }

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
