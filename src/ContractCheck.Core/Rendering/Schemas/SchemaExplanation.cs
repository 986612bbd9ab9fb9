using System.Text;
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

        if (page.Length == 0)
        {
            return $"All {schema.Tables.Length} tables were read whole, with Python {diagnostics.Python} and SQLAlchemy {diagnostics.SqlAlchemy}.\n";
        }

        page.Append($"\nRead with Python {diagnostics.Python} and SQLAlchemy {diagnostics.SqlAlchemy}.\n");
        var missing = schema.Tables.SelectMany(t => t.Missing).Select(m => m.Distribution).OfType<string>()
            .Concat(diagnostics.Unloaded.Select(u => u.Distribution).OfType<string>())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (missing.Count > 0)
        {
            page.Append($"To mend it: --packages-path DIR, with {TerminalText.Of(string.Join(", ", missing))} unpacked in DIR.\n");
        }

        return page.ToString();
    }

    private static void Entry(StringBuilder page, TextStyle style, string title, SourceLocation? location, IEnumerable<string> reasons)
    {
        var place = location is null ? "" : "  " + style.Dim(TerminalText.Of(location.ToString()));
        page.Append($"{style.Bold(TerminalText.Of(title))}{place}\n");
        page.AppendJoin("", reasons.Select(reason => $"  {TerminalText.Of(reason)}\n"));
    }
}
