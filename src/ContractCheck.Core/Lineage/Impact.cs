using System.Collections.Immutable;

namespace ContractCheck.Core.Lineage;

/// <summary>How something is reached; the smaller, the surer.</summary>
public enum Reach
{
    /// <summary>A value that it holds or uses derives from what is changed.</summary>
    Value,

    /// <summary>Which rows it has depends on what is changed.</summary>
    Rows,

    /// <summary>Its query names what is changed, and uses neither its values nor its rows: it fails, and what derives from it need not change.</summary>
    Name,

    /// <summary>It reads a table that is reached; which of its columns is not known.</summary>
    Table,
}

/// <summary>Who is hit when a table or some of its columns change.</summary>
/// <param name="Start">Id of the models' table in the graph.</param>
/// <param name="StartColumns">The columns that change; empty for the whole table.</param>
/// <param name="Reached">Everything reached, nearest first; each node once.</param>
/// <param name="Links">All ways between nodes that were gone, the surest of each pair.</param>
public sealed record Impact(string Start, ImmutableArray<string> StartColumns, ImmutableArray<ReachedNode> Reached, ImmutableArray<ReachedLink> Links)
{
    /// <summary>Models, snapshots and metrics that are reached.</summary>
    public IEnumerable<ReachedNode> Models => Reached.Where(r => r.Node.IsModel);

    /// <summary>Declared uses that are reached.</summary>
    public IEnumerable<ReachedNode> Consumers => Reached.Where(r => r.Node.IsConsumer);

    /// <summary>Owners of what is reached, consumers' first, each once.</summary>
    public IEnumerable<Owner> Owners => Consumers.Concat(Models).SelectMany(r => r.Node.Owners).Distinct();
}

/// <summary>A node that a change reaches.</summary>
/// <param name="Node">The node.</param>
/// <param name="How">The surest way in which it is reached.</param>
/// <param name="Columns">Its columns that are reached by value, in their order.</param>
/// <param name="Path">The shortest of the surest ways: from the first node after the changed table to this one.</param>
public sealed record ReachedNode(LineageNode Node, Reach How, ImmutableArray<string> Columns, ImmutableArray<LineageStep> Path)
{
    /// <summary>Whether its own query joins, filters, groups or orders by what is changed, or by a column that derives from it.</summary>
    public bool DecidesRows { get; init; }

    /// <summary>Steps from the table: 1 is direct. Being loaded into the warehouse is no step.</summary>
    public int Steps => Path.Count(s => s.Node.Kind != NodeKind.Source);
}

/// <summary>A way between two nodes.</summary>
/// <param name="From">Id of the node upstream.</param>
/// <param name="To">Id of the node downstream.</param>
/// <param name="How">How.</param>
public sealed record ReachedLink(string From, string To, Reach How);

/// <summary>A step of a path.</summary>
/// <param name="Node">Where it leads to.</param>
/// <param name="Column">The column there, where the step leads to one.</param>
/// <param name="How">How.</param>
public sealed record LineageStep(LineageNode Node, string? Column, Reach How);
