using System.Collections.Immutable;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Lineage.Consumers;
using ContractCheck.Core.Lineage.Dbt;
using ContractCheck.Core.Lineage.Loads;

namespace ContractCheck.Core.Lineage.Building;

/// <summary>All that is known of where data goes to.</summary>
public sealed record LineageInput
{
    /// <summary>Tables of the models.</summary>
    public required ImmutableArray<SourceTable> Tables { get; init; }

    /// <summary>What derives from what within the models: views of tables, for example.</summary>
    public ImmutableArray<LineageEdge> WithinModels { get; init; } = [];

    /// <summary>dbt projects.</summary>
    public ImmutableArray<DbtProject> Projects { get; init; } = [];

    /// <summary>How tables are loaded.</summary>
    public ImmutableArray<LoadSetting> Loads { get; init; } = [];

    /// <summary>Declared uses.</summary>
    public ImmutableArray<DeclaredConsumer> Consumers { get; init; } = [];
}
