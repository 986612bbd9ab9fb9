using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Impacts;

/// <summary>A flowchart of Mermaid: from changed tables to those who use them.</summary>
public static class ImpactMermaid
{
    private static readonly MermaidSink Sink = MermaidSink.Instance;

    /// <summary>Writes it.</summary>
    public static Encoded<MermaidSink> Render(ImpactPicture picture)
    {
        var page = new Page<MermaidSink>(Sink).Write($"flowchart LR\n");
        var places = picture.Nodes.Select((n, i) => (n.Node.Id, Place: i)).ToDictionary(p => p.Id, p => p.Place, StringComparer.Ordinal);
        foreach (var node in picture.Nodes)
        {
            page.Write($"    n{places[node.Node.Id]}{Shape(node)}\n");
        }

        foreach (var link in picture.Links)
        {
            page.Write($"    n{places[link.From]} {(link.How == Reach.Value ? Sink.Of($"-->") : Sink.Of($"-.->"))} n{places[link.To]}\n");
        }

        return page.Done();
    }

    private static Encoded<MermaidSink> Shape(PictureNode node) => node.Node.Kind switch
    {
        NodeKind.Table => Sink.Of($"[(\"{ImpactNames.Start(node)}\")]"),
        NodeKind.Exposure or NodeKind.Consumer => Sink.Of($"[/\"{node.Node.Name}\"/]"),
        NodeKind.Metric => Sink.Of($"([\"{node.Node.Name}\"])"),
        _ => Sink.Of($"[\"{node.Node.Name}\"]"),
    };
}
