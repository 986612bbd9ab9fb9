using System.Collections.Immutable;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Lineage.Building;
using ContractCheck.Core.Lineage.Consumers;
using ContractCheck.Core.Lineage.Loads;

namespace ContractCheck.Engine.Lineage;

/// <summary>Reads the lineage of tables: what files tell, and what the queries in them mean.</summary>
/// <param name="parser">Parses queries.</param>
/// <param name="sources">What files tell.</param>
internal sealed class LineageReader(QueryParser parser, LineageSources sources)
{
    /// <summary>The lineage.</summary>
    /// <param name="tables">Tables of the models.</param>
    /// <param name="within">What derives from what within the models.</param>
    /// <param name="loads">How tables are loaded.</param>
    /// <param name="contracts">Contracts, which may name consumers.</param>
    /// <param name="starts">Ids of the tables to follow; all where it is null.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<LineageReading> ReadAsync(
        ImmutableArray<SourceTable> tables, ImmutableArray<LineageEdge> within, ImmutableArray<LoadSetting> loads, IEnumerable<Contract> contracts,
        IReadOnlySet<string>? starts, CancellationToken cancellation)
    {
        var input = new LineageInput
        {
            Tables = tables,
            WithinModels = within,
            Projects = sources.Projects,
            Loads = loads,
            Consumers = [.. sources.Consumers, .. contracts.SelectMany(ContractConsumers.Of)],
        };
        var plan = await Task.Run(() => LineagePlan.Of(input, starts), cancellation);
        var (parsed, failure) = await parser.ParseAsync(plan.Queries, cancellation);
        var reading = await Task.Run(() => plan.Build(parsed), cancellation);
        return reading with { Notes = [.. sources.Notes, .. failure is null ? [] : new[] { failure }, .. reading.Notes] };
    }
}
