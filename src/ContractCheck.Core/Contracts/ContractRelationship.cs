using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts;

/// <summary>A promised reference from columns of one table to columns of another.</summary>
public sealed record ContractRelationship
{
    /// <summary>Names in the database of this table's columns.</summary>
    public required ImmutableArray<string> FromColumns { get; init; }

    /// <summary>
    /// The referred table, by its name in the database where the contract describes it, else as written.
    /// Null where the reference leads into another file.
    /// </summary>
    public TableName? ToTable { get; init; }

    /// <summary>
    /// Columns of the referred table in the order of <see cref="FromColumns"/>; empty where <see cref="ToTable"/> is null.
    /// </summary>
    public ImmutableArray<string> ToColumns { get; init; } = [];

    /// <summary>The target as it is written, several joined by a comma.</summary>
    public required string Text { get; init; }

    /// <summary>Where the relationship is written.</summary>
    public required ContractPosition Position { get; init; }
}
