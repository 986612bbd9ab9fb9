using System.Globalization;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>
/// Markdown that this program has written, as HTML. Of raw HTML only the elements that the summary uses come through, and of links only
/// those to the project's own pages, whatever the encoding of names may have missed: everything else is text.
/// </summary>
internal static partial class MarkdownMarkup
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>The HTML. Diagrams of Mermaid are left out: the page has its own picture.</summary>
    public static string Of(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var block in document.Descendants<LeafBlock>().ToList())
        {
            switch (block)
            {
                case FencedCodeBlock { Info: "mermaid" }:
                    block.Parent!.Remove(block);
                    break;
                case HtmlBlock html when !OwnElement().IsMatch(html.Lines.ToString()):
                    var text = new ParagraphBlock { Inline = new ContainerInline() };
                    text.Inline.AppendChild(new LiteralInline(html.Lines.ToString()));
                    html.Parent![html.Parent.IndexOf(html)] = text;
                    break;
            }
        }

        foreach (var inline in document.Descendants<Inline>().ToList())
        {
            switch (inline)
            {
                case HtmlInline html when !OwnElement().IsMatch(html.Tag):
                    html.ReplaceBy(new LiteralInline(html.Tag));
                    break;
                case AutolinkInline link:
                    link.ReplaceBy(new LiteralInline(link.Url));
                    break;
                case LinkInline link when link.IsImage || link.Url?.StartsWith(Project.Address + "/", StringComparison.Ordinal) != true:
                    link.ReplaceBy(new LiteralInline(link.Url ?? ""));
                    break;
            }
        }

        using var page = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var renderer = new HtmlRenderer(page);
        Pipeline.Setup(renderer);
        renderer.Render(document);

        // The gaps that keep GitHub from linking names: an element does the same, and is not copied along with a name.
        return page.ToString().Replace("\u200b", "<wbr>", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\A(<details>(<summary>[^<>]*</summary>)?|</details>|<br>)\s*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnElement();
}
