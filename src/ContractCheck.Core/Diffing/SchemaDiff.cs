using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>What differs between the schemas of two revisions.</summary>
public static class SchemaDiff
{
    /// <summary>
    /// The changes from <paramref name="before"/> to <paramref name="after"/>, ordered by table, then kind, then column. One edit gives
    /// one change: what follows from another change is left out (see <see cref="EchoSuppression"/>). A table that one side could not
    /// load, or a column that may come from a missing base, is never reported as added or removed. What goes on under another name is
    /// told as renamed.
    /// </summary>
    /// <param name="before">The schema at base.</param>
    /// <param name="after">The schema at head.</param>
    /// <param name="hints">What is known of renames.</param>
    public static ImmutableArray<Change> Between(DatabaseSchema before, DatabaseSchema after, ImmutableArray<RenameHint> hints = default)
    {
        hints = hints.IsDefault ? [] : hints;
        var tables = RenameDetection.Tables(before, after, hints);
        var oldNames = tables.ToDictionary(r => r.NewTable, r => r.OldTable);
        var columns = Columns(before, after, tables, oldNames, hints);
        var changes = tables.Concat(columns).Select(r => Renamed(r, before, after)).ToList();
        foreach (var (old, @new) in TablePairs.Of(RenamedSchema.Of(before, tables, columns).Tables, after.Tables))
        {
            changes.AddRange((old, @new) switch
            {
                (null, { } added) => MayHaveBeenThere(before, added) ? [] : [Added(added)],
                ({ } removed, null) => MayHaveBeenThere(after, removed) ? [] : [Removed(removed)],
                ({ } one, { } other) => TableDiff.Between(one, other),
                _ => [],
            });
        }

        return
        [
            .. EchoSuppression.Apply(changes)
                .Select(c => c with { OldTable = c.OldTable ?? oldNames.GetValueOrDefault(c.Table) })
                .OrderBy(c => c.Table)
                .ThenBy(c => c.Kind)
                .ThenBy(c => c.Column, StringComparer.Ordinal)
                .ThenBy(c => c.Subject, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether the table may be among what that side could not load.</summary>
    internal static bool MayHaveBeenThere(DatabaseSchema side, Table table) =>
        side.Diagnostics.Unloaded.Any(u => u.Name == table.Name.Name || (u.Class is not null && u.Class == table.Class))
        || side.Diagnostics.Unparsed.Any(f => f.Location.File == table.Location?.File);

    private static Change Added(Table table) =>
        new() { Kind = ChangeKind.TableAdded, Table = table.Name, HeadLocation = table.Location };

    private static Change Removed(Table table) =>
        new() { Kind = ChangeKind.TableRemoved, Table = table.Name, BaseLocation = table.Location };

    private static ImmutableArray<Rename> Columns(
        DatabaseSchema before, DatabaseSchema after, ImmutableArray<Rename> tables, Dictionary<TableName, TableName> oldNames, ImmutableArray<RenameHint> hints)
    {
        var inTables = RenamedSchema.Of(before, tables, []);
        var ofColumns = hints.Where(h => h.OldColumn is not null).ToLookup(h => h.OldColumn!, StringComparer.OrdinalIgnoreCase);
        var doubled = before.Tables.Concat(after.Tables).GroupBy(t => t.Name).Where(g => g.Count() > 2).Select(g => g.Key).ToHashSet();
        return
        [
            .. from pair in TablePairs.Of(inTables.Tables, after.Tables)
               where pair is { Before: not null, After: not null } && !doubled.Contains(pair.After!.Name)
               from rename in RenameDetection.Columns(oldNames.GetValueOrDefault(pair.After!.Name, pair.After.Name), pair.Before!, pair.After, ofColumns)
               select rename,
        ];
    }

    private static Change Renamed(Rename rename, DatabaseSchema before, DatabaseSchema after)
    {
        var (old, @new) = (before.Table(rename.OldTable), after.Table(rename.NewTable));
        var moved = rename.OldTable.Name == rename.NewTable.Name;
        var schemaToo = rename.OldTable.Schema != rename.NewTable.Schema;
        var change = new Change
        {
            Kind = rename.NewColumn is not null ? ChangeKind.ColumnRenamed : moved ? ChangeKind.TableSchemaMoved : ChangeKind.TableRenamed,
            Table = rename.NewTable,
            OldTable = rename.OldTable,
            Before = schemaToo ? rename.OldTable.ToString() : rename.OldTable.Name,
            After = schemaToo ? rename.NewTable.ToString() : rename.NewTable.Name,
            BaseLocation = old?.Location,
            HeadLocation = @new?.Location,
            Likeness = rename.Likeness,
        };
        return rename is not { OldColumn: { } oldColumn, NewColumn: { } newColumn }
            ? change
            : change with
            {
                Column = newColumn,
                OldColumn = oldColumn,
                Columns = [oldColumn, newColumn],
                Before = oldColumn,
                After = newColumn,
                BaseLocation = old?.Column(oldColumn)?.Location,
                HeadLocation = @new?.Column(newColumn)?.Location,
            };
    }
}
