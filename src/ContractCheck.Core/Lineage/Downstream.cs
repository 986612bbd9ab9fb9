using System.Collections.Immutable;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Lineage;

/// <summary>What is known of those who use the models' data.</summary>
/// <param name="Graph">The lineage of the tables that change.</param>
/// <param name="Notes">What of it could not be read, and why.</param>
public sealed record Downstream(LineageGraph Graph, ImmutableArray<Unjudged> Notes)
{
    /// <summary>Nobody says who uses the data.</summary>
    public static Downstream Unknown { get; } = new(LineageGraph.Empty, []);

    /// <summary>Whether all declared consumers are known: there is lineage, and nothing of it was left out.</summary>
    public bool KnowsConsumers => !Graph.Nodes.IsEmpty && Notes.IsEmpty;
}
