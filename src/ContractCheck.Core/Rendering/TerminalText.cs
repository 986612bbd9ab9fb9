namespace ContractCheck.Core.Rendering;

/// <summary>Encodes a stranger's text for a terminal or a log: no escape sequences, and nothing that a pipeline's log parser obeys.</summary>
public static class TerminalText
{
    /// <summary>
    /// Visible text in which <c>##[</c>, <c>##vso[</c> and a leading <c>::</c> are broken up: GitHub and Azure read commands from plain
    /// log lines.
    /// </summary>
    public static string Of(string text)
    {
        var visible = VisibleText.Of(text)
            .Replace("##[", "#\\u0023[", StringComparison.Ordinal)
            .Replace("##vso", "#\\u0023vso", StringComparison.OrdinalIgnoreCase);
        return visible.TrimStart().StartsWith("::", StringComparison.Ordinal)
            ? visible.Replace("::", "\\u003A:", StringComparison.Ordinal)
            : visible;
    }
}
