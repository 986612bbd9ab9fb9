using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>GitHub-flavoured Markdown, in a table cell too: no markup, no link, no mention, no HTML.</summary>
public sealed class MarkdownSink : ProseSink<MarkdownSink>
{
    private const string Special = "\\`*_{}[]()+!|~$";

    // A space without width.
    private const string Gap = "&#8203;";

    private MarkdownSink()
    {
    }

    /// <summary>The sink.</summary>
    public static MarkdownSink Instance { get; } = new();

    /// <inheritdoc/>
    public override Encoded<MarkdownSink> Strong(string text) => Of($"**{text}**");

    /// <summary>As a code span. Inside one nothing is markup; the fence is longer than any run of backticks in the text.</summary>
    public override Encoded<MarkdownSink> Code(string text)
    {
        // A pipe ends a table cell even inside a code span, and only there is it escaped.
        var visible = VisibleText.Of(text).Replace("|", "\\|", StringComparison.Ordinal);
        var fence = new string('`', LongestRun(visible, '`') + 1);
        var padding = visible.Length == 0 || visible[0] is '`' or ' ' || visible[^1] is '`' or ' ' ? " " : "";
        return Written($"{fence}{padding}{visible}{padding}{fence}");
    }

    /// <summary>A link to a page of the project's own.</summary>
    public Encoded<MarkdownSink> Link(string text, Uri address) => Of($"[{text}]({Written(address.AbsoluteUri)})");

    /// <summary>A diagram, which the page draws. None of its lines begins with a fence: every one is the program's own up to the first quote.</summary>
    public Encoded<MarkdownSink> Diagram(Encoded<MermaidSink> diagram) => Written($"```mermaid\n{diagram}```\n");

    internal override void Encode(StringBuilder page, string text)
    {
        var visible = VisibleText.Of(text);
        for (var i = 0; i < visible.Length; i++)
        {
            var character = visible[i];
            switch (character)
            {
                case '<':
                    page.Append("&lt;");
                    break;
                case '>':
                    page.Append("&gt;");
                    break;
                case '&':
                    page.Append("&amp;");
                    break;
                case '@' or '#':
                    // GitHub looks for mentions and references in the page that it has rendered, where no escape is left: only something
                    // between the sign and the name stops it.
                    page.Append('\\').Append(character).Append(Gap);
                    break;
                case ':' when visible.AsSpan(i).StartsWith("://", StringComparison.Ordinal):
                    page.Append(':').Append(Gap);
                    break;
                case '.' when EndsWithWww(page):
                    page.Append(Gap).Append('.');
                    break;
                default:
                    if (Special.Contains(character, StringComparison.Ordinal))
                    {
                        page.Append('\\');
                    }

                    page.Append(character);
                    break;
            }
        }
    }

    private static bool EndsWithWww(StringBuilder page) =>
        page.Length >= 3 && page.ToString(page.Length - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase);

    private static int LongestRun(string text, char wanted)
    {
        var longest = 0;
        var run = 0;
        foreach (var character in text)
        {
            run = character == wanted ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
