using System.Collections.Immutable;
using ContractCheck.Core.Lineage;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>Short texts about nodes of the lineage.</summary>
internal static class LineageFacts
{
    /// <summary>What it is, such as <c>dbt model</c> or <c>dashboard</c>.</summary>
    public static string Kind(LineageNode node) => node.Type ?? node.Kind switch
    {
        NodeKind.Table => "table of the models",
        NodeKind.Source => "source",
        NodeKind.Seed => "seed",
        NodeKind.Model => "dbt model",
        NodeKind.Snapshot => "snapshot",
        NodeKind.Metric => "metric",
        NodeKind.Exposure => "exposure",
        _ => "consumer",
    };

    /// <summary>How it is reached, in words.</summary>
    public static string How(ReachedNode reached) => reached.How switch
    {
        Reach.Value when reached.Columns.IsEmpty => "by value",
        Reach.Value => $"by value: {string.Join(", ", reached.Columns)}",
        Reach.Rows => "which rows it has depends on the change",
        _ => "it reads a table that is reached; which columns is not known",
    };

    /// <summary>The owners, each with what reaches them.</summary>
    public static IEnumerable<string> Owners(LineageNode node) => node.Owners.Select(o => o.Contact is { } contact && contact != o.Name ? $"{o.Name} ({contact})" : o.Name);

    /// <summary>What is known of it, each a label and a text.</summary>
    public static IEnumerable<ImmutableArray<string>> Of(LineageNode node, ReachedNode? reached)
    {
        (string Label, string? Text)[] facts =
        [
            ("kind", Kind(node)),
            ("reached", reached is null ? null : How(reached)),
            ("steps", reached is null ? null : $"{reached.Steps}"),
            .. Owners(node).Select(o => ("owner", (string?)o)),
            ("maturity", node.Maturity),
            ("address", node.Url),
            ("project", node.Project),
            ("relation", node.Relation),
            ("file", node.File),
            ("columns unknown", node.Unresolved),
        ];
        return from fact in facts where fact.Text is not null select ImmutableArray.Create(fact.Label, VisibleTexts.Of(fact.Text));
    }
}
