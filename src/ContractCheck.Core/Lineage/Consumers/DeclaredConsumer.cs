using System.Collections.Immutable;
using ContractCheck.Core.Contracts;

namespace ContractCheck.Core.Lineage.Consumers;

/// <summary>A use of a table, or of one of its columns, that a list or a contract declares.</summary>
public sealed record DeclaredConsumer
{
    /// <summary>Table of the models, or model of dbt, as written.</summary>
    public required string Table { get; init; }

    /// <summary>The column, or null for the whole table.</summary>
    public string? Column { get; init; }

    /// <summary>Name of the consumer.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, such as <c>dashboard</c>, <c>reverse ETL</c>, <c>data science</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Who to tell.</summary>
    public ImmutableArray<Owner> Owners { get; init; } = [];

    /// <summary>How much it matters, as written.</summary>
    public string? Criticality { get; init; }

    /// <summary>Where it can be looked at.</summary>
    public string? Url { get; init; }

    /// <summary>Where it is declared.</summary>
    public required ContractPosition Position { get; init; }
}
