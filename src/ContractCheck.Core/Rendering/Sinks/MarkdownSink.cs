using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>GitHub-flavoured Markdown, in a table cell too: no markup, no link, no mention, no HTML.</summary>
public sealed class MarkdownSink : ProseSink<MarkdownSink>
{
    private const string Special = "\\`*_{}[]()#+!|~$";

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

    internal override void Encode(StringBuilder page, string text)
    {
        foreach (var character in VisibleText.Of(text))
        {
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
                case '@':
                    // A backslash does not stop GitHub from mentioning somebody; a character reference does.
                    page.Append("&#64;");
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
