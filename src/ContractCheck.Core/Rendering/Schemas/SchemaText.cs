using System.Text;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>A tree: tables with their columns, keys and places, then what could not be read.</summary>
public static class SchemaText
{
    /// <summary>Writes it.</summary>
    public static string Render(DatabaseSchema schema, TextStyle style)
    {
        var page = new StringBuilder();
        foreach (var table in schema.Tables)
        {
            page.Append($"{style.Bold(TerminalText.Of(table.Name.ToString()))}{Place(table.Location, style)}\n");
            foreach (var column in table.Columns)
            {
                var facts = $"{column.Type.Sql} {SchemaFacts.Of(table, column)}".TrimEnd();
                page.Append($"  {TerminalText.Of(column.Name)}  {TerminalText.Of(facts)}{Place(column.Location, style)}\n");
            }

            page.AppendJoin("", SchemaFacts.Keys(table).Select(key => $"  {TerminalText.Of(key)}\n"));
            page.AppendJoin("", table.Missing.Select(m => $"  {style.Yellow("incomplete")} {TerminalText.Of(SchemaFacts.Why(m))}\n"));
        }

        page.Append($"\n{Phrases.Count(schema.Tables.Length, "table")}, {Phrases.Count(schema.Tables.Sum(t => t.Columns.Length), "column")}\n");
        page.AppendJoin("", SchemaFacts.Unread(schema).Select(line => $"{style.Yellow("not read")} {TerminalText.Of(line)}\n"));
        return page.ToString();
    }

    private static string Place(SourceLocation? location, TextStyle style) =>
        location is null ? "" : "  " + style.Dim(TerminalText.Of(location.ToString()));
}
