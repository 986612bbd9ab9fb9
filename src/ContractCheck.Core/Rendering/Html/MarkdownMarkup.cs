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

    private const string Picture = "#lineage";

    /// <summary>The HTML. In the place of diagrams of Mermaid is a link to the page's own picture.</summary>
    public static string Of(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var block in document.Descendants<LeafBlock>().ToList())
        {
            switch (block)
            {
                case FencedCodeBlock { Info: "mermaid" }:
                    Replace(block, new LinkInline(Picture, "").AppendChild(new LiteralInline("See the picture.")));
                    break;
                case HtmlBlock html when !OwnElement().IsMatch(html.Lines.ToString()):
                    Replace(block, new LiteralInline(html.Lines.ToString()));
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
                case LinkInline link when link.IsImage || !(link.Url == Picture || link.Url?.StartsWith(Project.Address + "/", StringComparison.Ordinal) == true):
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

    private static void Replace(Block block, Inline content)
    {
        var paragraph = new ParagraphBlock { Inline = new ContainerInline() };
        paragraph.Inline.AppendChild(content);
        block.Parent![block.Parent.IndexOf(block)] = paragraph;
    }

    [GeneratedRegex(@"\A(<details>(<summary>[^<>]*</summary>)?|</details>|<br>)\s*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnElement();
}
