using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Impacts;

/// <summary>A graph of Graphviz: from changed tables to those who use them.</summary>
public static class ImpactDot
{
    private static readonly DotSink Sink = DotSink.Instance;

    /// <summary>Writes it.</summary>
    public static Encoded<DotSink> Render(ImpactPicture picture)
    {
        var page = new Page<DotSink>(Sink).Write($"digraph impact {{\n    rankdir=LR;\n    node [shape=box];\n");
        page.WriteAll(picture.Nodes.Select(n => Sink.Of($"    \"{n.Node.Id}\" [label=\"{ImpactNames.Start(n)}\"{Shape(n.Node)}];\n")));
        page.WriteAll(picture.Links.Select(l => Sink.Of($"    \"{l.From}\" -> \"{l.To}\"{(l.How == Reach.Value ? default : Sink.Of($" [style=dashed]"))};\n")));
        return page.Write($"}}\n").Done();
    }

    private static Encoded<DotSink> Shape(LineageNode node) => node.Kind switch
    {
        NodeKind.Table => Sink.Of($", shape=cylinder"),
        NodeKind.Exposure or NodeKind.Consumer => Sink.Of($", shape=parallelogram"),
        NodeKind.Metric => Sink.Of($", shape=ellipse"),
        _ => default,
    };
}
