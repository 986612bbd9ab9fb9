using System.Collections.Immutable;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Impacts;

/// <summary>Writes who uses a table or a column.</summary>
public static class ImpactRenderer
{
    private const int MostNodes = 200;

    /// <summary>A line for each who is reached, nearest first.</summary>
    public static Encoded<TerminalSink> Text(TableImpact impact, TerminalSink sink)
    {
        var phrases = new ImpactPhrases<TerminalSink>(sink);
        var reached = impact.Impact.Models.Concat(impact.Impact.Consumers).OrderBy(r => r.Steps).ToImmutableArray();
        var page = new Page<TerminalSink>(sink).Write($"{sink.Strong(impact.Target)} {(reached.IsEmpty ? sink.Of($"reaches nobody that is declared") : phrases.Reaches(impact.Impact))}\n");
        page.WriteAll(impact.InCode.Select(u => sink.Of($"  in the models: {u.Kind} {sink.Strong(u.Name)}{(u.Location is { } place ? sink.Of($" [{place}]") : default)}\n")));
        page.WriteAll(impact.Loads.Select(l => sink.Of($"  loaded into {l.Source.Node.Name} ({l.Source.Node.Relation ?? ""}; by {ImpactDocument.Word(l.Why)})\n")));
        var width = reached.Select(r => Name(r).Length).DefaultIfEmpty().Max();
        page.WriteAll(reached.Select(r => sink.Of($"  {Phrases.Count(r.Steps, "step").PadRight(9)}{sink.Strong(Name(r).PadRight(width))}  {Line(r, sink, phrases)}\n")));
        if (phrases.Owners(impact.Impact.Owners) is { IsEmpty: false } owners)
        {
            page.Write($"Notify: {owners}\n");
        }

        return page.Done();
    }

    /// <summary>The document, indented.</summary>
    public static Encoded<JsonSink> Json(TableImpact impact) => JsonSink.Instance.Document(ImpactDocument.Of(impact), ImpactJson.Default.ImpactDocument);

    /// <summary>A flowchart.</summary>
    public static Encoded<MermaidSink> Mermaid(TableImpact impact) => ImpactMermaid.Render(Picture(impact));

    /// <summary>A graph.</summary>
    public static Encoded<DotSink> Dot(TableImpact impact) => ImpactDot.Render(Picture(impact));

    private static ImpactPicture Picture(TableImpact impact) => ImpactPicture.Of(impact.Graph, [impact.Impact], MostNodes);

    private static string Name(ReachedNode reached) => reached.Columns switch
    {
        [] => reached.Node.Name,
        [var only] => $"{reached.Node.Name}.{only}",
        _ => $"{reached.Node.Name} ({Phrases.Count(reached.Columns.Length, "column")})",
    };

    private static Encoded<TerminalSink> Line(ReachedNode reached, TerminalSink sink, ImpactPhrases<TerminalSink> phrases)
    {
        var how = reached.How switch
        {
            Reach.Value => default,
            Reach.Rows => sink.Of($", only its rows: a join, filter or group"),
            Reach.Name => sink.Of($", its query names it and does not use it"),
            _ => reached.Node.Unresolved is { } why ? sink.Of($", by table only: {why}") : sink.Of($", by table only"),
        };
        var via = reached.Path is [.., { } before, _] && before.Node.Kind != NodeKind.Source ? sink.Of($", via {(before.Column is null ? before.Node.Name : $"{before.Node.Name}.{before.Column}")}") : default;
        var owners = phrases.Owners(reached.Node.Owners) is { IsEmpty: false } who ? sink.Of($" · {who}") : default;
        var url = reached.Node.Url is { } address ? sink.Of($" · {address}") : default;
        return sink.Of($"{sink.Dim(sink.Of($"{ImpactNames.Type(reached.Node)}{how}{via}"))}{owners}{url}");
    }
}
