using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>What differs between the schemas of two revisions.</summary>
public static class SchemaDiff
{
    /// <summary>
    /// The changes from <paramref name="before"/> to <paramref name="after"/>, ordered by table, then kind, then column. One edit gives
    /// one change: what follows from another change is left out (see <see cref="EchoSuppression"/>). A table that one side could not
    /// load, or a column that may come from a missing base, is never reported as added or removed.
    /// </summary>
    public static ImmutableArray<Change> Between(DatabaseSchema before, DatabaseSchema after)
    {
        var changes = new List<Change>();
        foreach (var (old, @new) in TablePairs.Of(before.Tables, after.Tables))
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
                .OrderBy(c => c.Table)
                .ThenBy(c => c.Kind)
                .ThenBy(c => c.Column, StringComparer.Ordinal)
                .ThenBy(c => c.Subject, StringComparer.Ordinal),
        ];
    }

    private static bool MayHaveBeenThere(DatabaseSchema side, Table table) =>
        side.Diagnostics.Unloaded.Any(u => u.Name == table.Name.Name || (u.Class is not null && u.Class == table.Class))
        || side.Diagnostics.Unparsed.Any(f => f.Location.File == table.Location?.File);

    private static Change Added(Table table) =>
        new() { Kind = ChangeKind.TableAdded, Table = table.Name, HeadLocation = table.Location };

    private static Change Removed(Table table) =>
        new() { Kind = ChangeKind.TableRemoved, Table = table.Name, BaseLocation = table.Location };
}
