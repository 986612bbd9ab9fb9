namespace ContractCheck.Core.Lineage;

/// <summary>How one node derives from another.</summary>
public enum EdgeKind
{
    /// <summary>A column's value is computed from a column's value.</summary>
    Value,

    /// <summary>A column decides which rows there are: it filters, joins, groups or orders with a limit.</summary>
    Rows,

    /// <summary>A query names a column and uses neither its value nor its rows: without the column it fails.</summary>
    Names,

    /// <summary>Rows come from its rows. Which columns are used is known.</summary>
    Reads,

    /// <summary>It is used as a whole: any of its columns may be needed.</summary>
    Whole,
}

/// <summary>A derivation.</summary>
/// <param name="From">Id of the node upstream.</param>
/// <param name="FromColumn">Its column; null for <see cref="EdgeKind.Reads"/> and <see cref="EdgeKind.Whole"/>.</param>
/// <param name="To">Id of the node downstream.</param>
/// <param name="ToColumn">Its column; null but for <see cref="EdgeKind.Value"/>, and there for consumers, which have none.</param>
/// <param name="Kind">How.</param>
public readonly record struct LineageEdge(string From, string? FromColumn, string To, string? ToColumn, EdgeKind Kind);
