using System.Text;

namespace ContractCheck.Core.Rendering;

/// <summary>Encodes a stranger's text for GitHub-flavoured Markdown.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_{}[]()#+!|~$";

    /// <summary>As running text, in a table cell too: no markup, no link, no mention, no HTML.</summary>
    public static string Of(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var character in VisibleText.Of(text))
        {
            switch (character)
            {
                case '<':
                    encoded.Append("&lt;");
                    break;
                case '>':
                    encoded.Append("&gt;");
                    break;
                case '&':
                    encoded.Append("&amp;");
                    break;
                case '@':
                    // A backslash does not stop GitHub from mentioning somebody; a character reference does.
                    encoded.Append("&#64;");
                    break;
                default:
                    if (Special.Contains(character, StringComparison.Ordinal))
                    {
                        encoded.Append('\\');
                    }

                    encoded.Append(character);
                    break;
            }
        }

        return encoded.ToString();
    }

    /// <summary>As a code span. Inside one nothing is markup; the fence is longer than any run of backticks in the text.</summary>
    public static string Code(string text)
    {
        // A pipe ends a table cell even inside a code span, and only there is it escaped.
        var visible = VisibleText.Of(text).Replace("|", "\\|", StringComparison.Ordinal);
        var fence = new string('`', LongestRun(visible, '`') + 1);
        var padding = visible.Length == 0 || visible[0] is '`' or ' ' || visible[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{padding}{visible}{padding}{fence}";
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
