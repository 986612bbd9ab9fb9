using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage.Loads;

namespace ContractCheck.Core.Lineage.Building;

/// <summary>Lineage, and what of it could not be read.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Loads">Tables of the models and the sources that they are loaded into.</param>
/// <param name="Notes">What could not be read, and why.</param>
public sealed record LineageReading(LineageGraph Graph, ImmutableArray<LoadedTable> Loads, ImmutableArray<Unjudged> Notes);
