using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>Comma-separated values (RFC 4180) that a spreadsheet opens without running any of them.</summary>
public sealed class CsvSink : Sink<CsvSink>
{
    private CsvSink()
    {
    }

    /// <summary>The sink.</summary>
    public static CsvSink Instance { get; } = new();

    /// <summary>A line of cells. Nothing is cut: programs read it, too.</summary>
    public Encoded<CsvSink> Row(IEnumerable<string?> cells) => Of($"{Join(",", cells.Select(cell => Text(cell ?? "")))}\r\n");

    internal override void Encode(StringBuilder page, string text)
    {
        // A spreadsheet takes text that starts so for a formula, and runs it; a line that starts with two colons is a command of GitHub's.
        var visible = VisibleText.Whole(text);
        var safe = (visible.Length > 0 && visible[0] is '=' or '+' or '-' or '@') || visible.TrimStart().StartsWith(':') ? "'" + visible : visible;
        page.Append(safe.AsSpan().ContainsAny(",\";") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe);
    }
}
