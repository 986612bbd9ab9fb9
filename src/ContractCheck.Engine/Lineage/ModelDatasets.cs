using System.Collections.Immutable;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Lineage.Loads;
using ContractCheck.Core.Rendering.OpenLineage;
using ContractCheck.Core.Schema;

namespace ContractCheck.Engine.Lineage;

/// <summary>What an OpenLineage API can be told of one revision's models.</summary>
/// <param name="Input">What to tell.</param>
/// <param name="Notes">What of the lineage could not be read, and why.</param>
public sealed record ModelDatasets(OpenLineageInput Input, ImmutableArray<Unjudged> Notes)
{
    internal static async Task<ModelDatasets> ReadAsync(
        DatabaseSchema schema, ImmutableArray<Contract> contracts, ImmutableArray<LoadSetting> loads, LineageSources sources, LineageReader reader,
        ImmutableArray<string> namespaces, CancellationToken cancellation)
    {
        var lineage = await reader.ReadAsync(SourceTable.Of(schema), [.. CodeLineage.Edges(schema)], loads, contracts, starts: null, cancellation);
        var input = new OpenLineageInput
        {
            Schema = schema,
            Contracts = contracts,
            Graph = lineage.Graph,
            Dialects = sources.Projects.DistinctBy(p => p.Name, StringComparer.Ordinal).ToDictionary(p => p.Name, p => p.Dialect, StringComparer.Ordinal),
            Namespaces = namespaces,
        };
        return new ModelDatasets(input, lineage.Notes);
    }
}
