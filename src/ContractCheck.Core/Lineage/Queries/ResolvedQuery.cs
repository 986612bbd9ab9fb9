using System.Collections.Immutable;

namespace ContractCheck.Core.Lineage.Queries;

/// <summary>What a query's columns and rows derive from.</summary>
public sealed record ResolvedQuery
{
    /// <summary>Its columns.</summary>
    public required RelationColumns Columns { get; init; }

    /// <summary>Columns that decide its rows.</summary>
    public required ImmutableArray<ColumnOrigin> Rows { get; init; }

    /// <summary>Columns that its text names, used or not: without one of them it fails.</summary>
    public required ImmutableArray<ColumnOrigin> Named { get; init; }

    /// <summary>Ids of relations that its text names, and whose rows it does not use.</summary>
    public required ImmutableArray<string> Mentioned { get; init; }

    /// <summary>Ids of the relations that it reads.</summary>
    public required ImmutableArray<string> Reads { get; init; }

    /// <summary>Of these the ones of which a name may be, where it cannot be said which one has it.</summary>
    public required ImmutableArray<string> Doubtful { get; init; }
}
