using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.OpenLineage;

/// <summary>What an OpenLineage API can be told of one revision. All texts may be hostile.</summary>
public sealed record OpenLineageInput
{
    /// <summary>What the models declare.</summary>
    public required DatabaseSchema Schema { get; init; }

    /// <summary>Contracts, which name servers and owners.</summary>
    public required ImmutableArray<Contract> Contracts { get; init; }

    /// <summary>Where the models' data goes to, from all tables.</summary>
    public required LineageGraph Graph { get; init; }

    /// <summary>Of each dbt project the dialect of its warehouse, in sqlglot's names; empty for one that sqlglot does not know.</summary>
    public required IReadOnlyDictionary<string, string> Dialects { get; init; }

    /// <summary>Namespaces for what no server of a contract names: <c>postgres://db:5432</c>. The scheme tells which database's they are.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];
}
