using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Lineage.Loads;

namespace ContractCheck.Core.Rules.Impacts;

/// <summary>Who is hit by a change.</summary>
public static class ChangeImpact
{
    // What is new has no readers, and these change no value that a reader gets.
    private static readonly ImmutableArray<ChangeKind> Unnoticed =
    [
        ChangeKind.TableAdded, ChangeKind.ColumnAdded, ChangeKind.ColumnAddedRequired, ChangeKind.CommentOrOrder, ChangeKind.IndexChanged, ChangeKind.CheckChanged,
        ChangeKind.UniqueAdded, ChangeKind.ForeignKeyAdded, ChangeKind.ServerDefaultChanged, ChangeKind.BecameNotNull,
    ];

    /// <summary>Ids of the tables whose changes readers may notice.</summary>
    public static ImmutableHashSet<string> Starts(IEnumerable<Change> changes, CheckInput input) => [.. changes.Where(IsFelt).Select(c => StartOf(c, input))];

    private static bool IsFelt(Change change) => !Unnoticed.Contains(change.Kind);

    // As base called it: those who read it knew it by that name.
    private static string StartOf(Change change, CheckInput input)
    {
        var name = change.OldTable ?? change.Table;
        var table = input.Base.Table(name) ?? input.Head.Table(name);
        return SourceTable.IdOf(name, table?.Bind);
    }

    /// <summary>The impact, or null where nothing downstream is known, or readers do not notice the change.</summary>
    public static Impact? Of(Change change, CheckInput input)
    {
        if (input.Downstream.Graph.Nodes.IsEmpty || !IsFelt(change))
        {
            return null;
        }

        ImmutableArray<string> columns = ChangeKinds.IsOfTable(change.Kind) ? [] : (change.OldColumn ?? change.Column) is { } column ? [column] : change.Columns;
        return columns.IsEmpty && !ChangeKinds.IsOfTable(change.Kind) ? null : ImpactAnalysis.Of(input.Downstream.Graph, StartOf(change, input), columns);
    }
}
