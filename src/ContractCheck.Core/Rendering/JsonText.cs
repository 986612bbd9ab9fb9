namespace ContractCheck.Core.Rendering;

/// <summary>The last step of every JSON output.</summary>
internal static class JsonText
{
    /// <summary>
    /// The same JSON, in which no log parser finds a command: <c>##</c> can only stand inside a string, where its second sign may be
    /// written as an escape.
    /// </summary>
    public static string ForLogs(string json) => json.Replace("##", "#\\u0023", StringComparison.Ordinal) + "\n";
}
