using System.Collections.Immutable;

namespace ContractCheck.Core.Lineage.Dbt;

/// <summary>A node of a manifest, as far as lineage needs it.</summary>
public sealed record DbtNode
{
    /// <summary>The node of the graph, without columns.</summary>
    public required LineageNode Node { get; init; }

    /// <summary>Database, schema and identifier, as far as they are known; empty where it is no table.</summary>
    public ImmutableArray<string> Relation { get; init; } = [];

    /// <summary>What stands for it in queries.</summary>
    public string? RelationText { get; init; }

    /// <summary>Whether that is no name of a table but a file or a function that reads one.</summary>
    public bool IsOutside => RelationText is { } text && (text.Contains('(', StringComparison.Ordinal) || text.Contains('\'', StringComparison.Ordinal));

    /// <summary>Whether the case of the identifier counts.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>Of a source the name of its group of tables.</summary>
    public string? SourceName { get; init; }

    /// <summary>Name of the common table expression that its query becomes in others; null where it is a table of its own.</summary>
    public string? InlinedAs { get; init; }

    /// <summary>Ids of the nodes that it names.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Its query, or null where it has none or it is not known.</summary>
    public string? Sql { get; init; }

    /// <summary>Why the query is not known, where it has one.</summary>
    public string? NoSql { get; init; }

    /// <summary>Columns that its project describes; seldom all.</summary>
    public ImmutableArray<string> Described { get; init; } = [];

    /// <summary>Columns that the database had when the catalog was made; empty where there is no catalog.</summary>
    public ImmutableArray<string> Catalogued { get; init; } = [];

    /// <summary>Columns that dbt adds to a snapshot, each with the columns of its query that it derives from.</summary>
    public ImmutableArray<(string Name, ImmutableArray<string> From)> Added { get; init; } = [];
}

/// <summary>A dbt project as its manifest tells it.</summary>
/// <param name="Name">Name of the project.</param>
/// <param name="File">The manifest.</param>
/// <param name="Dialect">sqlglot's name of the dialect that its queries are written in; empty for one that sqlglot does not know.</param>
/// <param name="Nodes">Sources, seeds, models, snapshots, metrics and exposures. No tests.</param>
public sealed record DbtProject(string Name, string File, string Dialect, ImmutableArray<DbtNode> Nodes);
