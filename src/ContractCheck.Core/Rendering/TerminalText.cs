namespace ContractCheck.Core.Rendering;

/// <summary>Encodes a stranger's text for a terminal or a log: no escape sequences, and nothing that a pipeline's log parser obeys.</summary>
public static class TerminalText
{
    /// <summary>
    /// Visible text in which a leading <c>::</c> is broken up, too: GitHub reads commands from plain log lines.
    /// </summary>
    public static string Of(string text)
    {
        var visible = VisibleText.Of(text);
        return visible.TrimStart().StartsWith("::", StringComparison.Ordinal)
            ? visible.Replace("::", "\\u003A:", StringComparison.Ordinal)
            : visible;
    }
}
