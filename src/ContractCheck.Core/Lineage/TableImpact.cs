using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage.Loads;

namespace ContractCheck.Core.Lineage;

/// <summary>Who uses a table or a column, asked without a change.</summary>
/// <param name="Start">The table.</param>
/// <param name="Column">The column; null for the whole table.</param>
/// <param name="Impact">Who is reached.</param>
/// <param name="Graph">The lineage.</param>
/// <param name="Loads">Sources that the table is loaded into.</param>
/// <param name="Notes">What could not be read, and why.</param>
public sealed record TableImpact(
    LineageNode Start, string? Column, Impact Impact, LineageGraph Graph, ImmutableArray<LoadedTable> Loads, ImmutableArray<Unjudged> Notes)
{
    /// <summary>What of the models themselves uses it.</summary>
    public ImmutableArray<CodeUse> InCode { get; init; } = [];

    /// <summary>Table and column as one dotted name.</summary>
    public string Target => Column is null ? Start.Name : $"{Start.Name}.{Column}";
}
