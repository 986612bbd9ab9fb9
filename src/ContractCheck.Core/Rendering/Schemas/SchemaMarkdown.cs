using System.Text;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>A heading and a table of columns for every table.</summary>
public static class SchemaMarkdown
{
    /// <summary>Writes it.</summary>
    public static string Render(DatabaseSchema schema)
    {
        var page = new StringBuilder();
        foreach (var table in schema.Tables)
        {
            var place = table.Location is null ? "" : $"{MarkdownText.Code(table.Location.ToString())}\n\n";
            page.Append($"## {MarkdownText.Of(table.Name.ToString())}\n\n{place}| column | type | facts |\n|---|---|---|\n");
            foreach (var column in table.Columns)
            {
                var facts = SchemaFacts.Of(table, column);
                page.Append($"| {MarkdownText.Of(column.Name)} | {MarkdownText.Code(column.Type.Sql)} | {MarkdownText.Of(facts)} |\n");
            }

            page.AppendJoin("", SchemaFacts.Keys(table).Select(key => $"\n- {MarkdownText.Of(key)}"));
            page.AppendJoin("", table.Missing.Select(m => $"\n- incomplete: {MarkdownText.Of(SchemaFacts.Why(m))}"));
            page.Append("\n\n");
        }

        page.AppendJoin("", SchemaFacts.Unread(schema).Select(line => $"- not read: {MarkdownText.Of(line)}\n"));
        return page.ToString();
    }
}
