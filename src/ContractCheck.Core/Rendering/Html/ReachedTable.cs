using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rendering.Impacts;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>What the changes reach as a table: the picture's facts for whoever prints the page or does not see pictures.</summary>
internal static class ReachedTable
{
    private const int MostRows = 500;

    private static readonly MarkupSink Sink = MarkupSink.Instance;
    private static readonly ImpactPhrases<MarkupSink> Impacts = new(Sink);

    /// <summary>The table, or a line that says that nothing is reached.</summary>
    public static Encoded<MarkupSink> Of(LineagePicture picture)
    {
        var reached = picture.Reached.ToList();
        if (reached.Count == 0)
        {
            return Sink.Of($"<p>The changes reach nothing of it.</p>\n");
        }

        var caption = reached.Count > MostRows ? Sink.Of($"What the changes reach, the nearest {MostRows} of {reached.Count}") : Sink.Of($"What the changes reach, the nearest first");
        return new Page<MarkupSink>(Sink)
            .Write($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"What the changes reach\"><table class=\"reached\">\n<caption>{caption}</caption>\n<thead><tr><th scope=\"col\">name</th><th scope=\"col\">kind</th><th scope=\"col\">reached</th><th scope=\"col\">steps</th><th scope=\"col\">owners</th><th scope=\"col\">maturity</th></tr></thead>\n<tbody>\n")
            .WriteAll(reached.Take(MostRows).Select(Row))
            .Write($"</tbody></table></div>\n")
            .Done();
    }

    private static Encoded<MarkupSink> Row(ReachedNode reached)
    {
        var node = reached.Node;
        var name = VisibleTexts.Link(node.Url) is { } link ? Sink.Of($"<a href=\"{Sink.Address(link)}\" rel=\"noopener noreferrer nofollow\">{node.Name}</a>") : Sink.Text(node.Name);
        return Sink.Of($"<tr><th scope=\"row\">{name}</th><td>{ImpactNames.Word(node)}</td><td>{LineageFacts.How(reached)}</td><td>{reached.Steps}</td><td>{Impacts.Owners(node.Owners)}</td><td>{node.Maturity}</td></tr>\n");
    }
}
