namespace ContractCheck.Core.Diffing;

/// <summary>
/// One edit yields several raw differences: a removed column takes its constraints along, a removed table the foreign keys to it, a
/// new column brings its own. This is the only place that leaves such echoes out.
/// </summary>
internal static class EchoSuppression
{
    public static IEnumerable<Change> Apply(IReadOnlyList<Change> changes)
    {
        var removed = Columns(changes, ChangeKind.ColumnRemoved);
        var added = Columns(changes, ChangeKind.ColumnAdded, ChangeKind.ColumnAddedRequired);
        var tablesGone = changes.Where(c => c.Kind == ChangeKind.TableRemoved).Select(c => $"{c.Table} (").ToList();
        var retyped = Columns(changes, ChangeKind.TypeIncompatible, ChangeKind.TypeUnresolved);
        var revalued = Columns(changes, ChangeKind.EnumValueRemoved, ChangeKind.EnumValueAdded, ChangeKind.EnumValueRenamed);

        return changes.Where(change => change.Kind switch
        {
            ChangeKind.UniqueRemoved => !Touches(change, removed),
            ChangeKind.UniqueAdded => !Touches(change, added),
            ChangeKind.IndexChanged => !Touches(change, removed) && !Touches(change, added)
                && !(IsUnique(change) && changes.Any(c => c.Kind is ChangeKind.UniqueAdded or ChangeKind.UniqueRemoved && c.Table == change.Table && change.Columns.ToHashSet(StringComparer.Ordinal).SetEquals(c.Columns))),
            ChangeKind.CheckChanged => !Touches(change, removed) && !Touches(change, added) && !(Touches(change, revalued) && DiffersInValuesOnly(change)),
            ChangeKind.ForeignKeyRemoved =>
                !Touches(change, removed) && (change.After is not null || (!RefersTo(change, tablesGone) && !RefersToColumn(change, removed))),
            ChangeKind.ForeignKeyAdded => !Touches(change, added),
            ChangeKind.PrimaryKeyChanged =>
                !Touches(change, removed) || !change.Columns.All(c => Holds(removed, change, c) || Holds(added, change, c)),
            ChangeKind.EnumValueRemoved or ChangeKind.EnumValueAdded or ChangeKind.EnumValueRenamed or ChangeKind.EnumValueReordered => !Touches(change, retyped),
            ChangeKind.TypeWidened or ChangeKind.TypeNarrowed => !Touches(change, revalued),
            _ => true,
        });
    }

    private static HashSet<(string Table, string Column)> Columns(IEnumerable<Change> changes, params ChangeKind[] kinds) =>
        [.. changes.Where(c => kinds.Contains(c.Kind)).Select(c => (c.Table.ToString(), c.Column!))];

    private static bool Touches(Change change, HashSet<(string Table, string Column)> columns) =>
        change.Columns.Any(c => Holds(columns, change, c));

    private static bool Holds(HashSet<(string Table, string Column)> columns, Change change, string column) =>
        columns.Contains((change.Table.ToString(), column));

    private static bool IsUnique(Change index) =>
        index.Before?.StartsWith("unique ", StringComparison.Ordinal) == true || index.After?.StartsWith("unique ", StringComparison.Ordinal) == true;

    private static bool DiffersInValuesOnly(Change change) =>
        change is { Before: { } before, After: { } after } && WithoutValues(before) == WithoutValues(after);

    /// <summary>The SQL without string literals and what separates them.</summary>
    private static string WithoutValues(string sql) =>
        string.Concat(sql.Split('\'').Where((_, i) => i % 2 == 0)).Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    private static bool RefersTo(Change change, List<string> tables) =>
        tables.Exists(t => change.Subject!.StartsWith(t, StringComparison.Ordinal));

    private static bool RefersToColumn(Change change, HashSet<(string Table, string Column)> columns) =>
        columns.Any(c => change.Subject == $"{c.Table} ({c.Column})");
}
