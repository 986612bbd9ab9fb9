using System.Text;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>For every table that could not be read, or not whole: why, and what would mend it.</summary>
public static class SchemaExplanation
{
    /// <summary>Writes it.</summary>
    public static string Render(DatabaseSchema schema, TextStyle style)
    {
        var page = new StringBuilder();
        var diagnostics = schema.Diagnostics;
        foreach (var table in schema.Tables.Where(t => !t.Complete))
        {
            Entry(page, style, $"{table.Name} is incomplete", table.Location, table.Missing.Select(SchemaFacts.Why));
        }

        foreach (var table in diagnostics.Unloaded)
        {
            Entry(page, style, $"{table.Name ?? table.Class} did not load", table.Location, [table.Reason]);
        }

        foreach (var file in diagnostics.Unparsed)
        {
            Entry(page, style, $"{file.Location.File} cannot be parsed", file.Location, [file.Error]);
        }

        var whole = page.Length == 0;
        var missing = schema.Tables.SelectMany(t => t.Missing).Select(m => m.Distribution).Concat(diagnostics.Unloaded.Select(u => u.Distribution)).OfType<string>();
        var closing = Phrases.Closing(new ReadWith(diagnostics.Python, diagnostics.SqlAlchemy, Sandbox: null), missing, new TerminalEncoder(style));
        page.Append(whole ? $"{Phrases.Count(schema.Tables.Length, "table")}, read whole.\n" : "\n");
        return page.AppendJoin("", closing.Select(line => $"{line}\n")).ToString();
    }

    private static void Entry(StringBuilder page, TextStyle style, string title, SourceLocation? location, IEnumerable<string> reasons)
    {
        var place = location is null ? "" : "  " + style.Dim(TerminalText.Of(location.ToString()));
        page.Append($"{style.Bold(TerminalText.Of(title))}{place}\n");
        page.AppendJoin("", reasons.Select(reason => $"  {TerminalText.Of(reason)}\n"));
    }
}
