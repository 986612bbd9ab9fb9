using System.Collections.Immutable;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rendering.Impacts;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>Short texts about nodes of the lineage.</summary>
internal static class LineageFacts
{
    private static readonly ImpactPhrases<PlainSink> Impacts = new(PlainSink.Instance);

    /// <summary>How it is reached, in words.</summary>
    public static string How(ReachedNode reached) => reached.How switch
    {
        Reach.Value when reached.Columns.IsEmpty => "by value",
        Reach.Value => $"by value: {string.Join(", ", reached.Columns)}",
        Reach.Rows => "which rows it has depends on the change",
        Reach.Name => "its query names it and does not use it",
        _ => "it reads a table that is reached; which columns is not known",
    };

    /// <summary>What is known of it, each a label and a text.</summary>
    public static IEnumerable<ImmutableArray<string>> Of(LineageNode node, ReachedNode? reached)
    {
        (string Label, string? Text)[] facts =
        [
            ("kind", ImpactNames.Word(node)),
            ("reached", reached is null ? null : How(reached)),
            ("steps", reached is null ? null : $"{reached.Steps}"),
            .. node.Owners.Select(o => ("owner", (string?)Impacts.Owner(o).ToString())),
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
