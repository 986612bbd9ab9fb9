using System.Collections.Immutable;

namespace ContractCheck.Core.Lineage;

/// <summary>Something that holds or uses data. All texts may be hostile: renderers encode them.</summary>
public sealed record LineageNode
{
    /// <summary>Identity within the graph: dbt's unique id, <c>table.public.orders</c>, <c>consumer.CRM sync</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>Name for people: <c>stg_orders</c>, <c>orders.v2</c>, <c>CFO monthly dashboard</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of exposure or consumer: <c>dashboard</c>, <c>notebook</c>; null for tables and models.</summary>
    public string? Type { get; init; }

    /// <summary>The dbt project (or the list) that declares it; null for the models' tables.</summary>
    public string? Project { get; init; }

    /// <summary>The table in the database, dotted, as far as it is known; null where it is none.</summary>
    public string? Relation { get; init; }

    /// <summary>Columns that are known, in order.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Who to tell.</summary>
    public ImmutableArray<Owner> Owners { get; init; } = [];

    /// <summary>Where it can be looked at.</summary>
    public string? Url { get; init; }

    /// <summary>Maturity of an exposure, or criticality of a consumer.</summary>
    public string? Maturity { get; init; }

    /// <summary>File within the project that declares it.</summary>
    public string? File { get; init; }

    /// <summary>Why the columns that it derives are not known, or null: then it is reached by table only.</summary>
    public string? Unresolved { get; init; }

    /// <summary>Whether it is a use of data that somebody has declared, and no step on the way.</summary>
    public bool IsConsumer => Kind is NodeKind.Exposure or NodeKind.Consumer;

    /// <summary>Whether it is a step between the models' tables and the consumers.</summary>
    public bool IsModel => Kind is NodeKind.Model or NodeKind.Snapshot or NodeKind.Metric;
}
