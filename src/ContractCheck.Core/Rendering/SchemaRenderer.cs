using System.Collections.Immutable;
using System.Text;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering;

/// <summary>Writes a schema for people.</summary>
public static class SchemaRenderer
{
    /// <summary>A tree: tables with their columns, keys and places, then what could not be read.</summary>
    public static string Text(DatabaseSchema schema, TextStyle style)
    {
        var page = new StringBuilder();
        foreach (var table in schema.Tables)
        {
            page.Append($"{style.Bold(TerminalText.Of(table.Name.ToString()))}{Place(table.Location, style)}\n");
            foreach (var column in table.Columns)
            {
                page.Append($"  {TerminalText.Of(column.Name)}  {TerminalText.Of(Facts(table, column))}{Place(column.Location, style)}\n");
            }

            page.AppendJoin("", Keys(table).Select(key => $"  {TerminalText.Of(key)}\n"));
            page.AppendJoin("", table.Missing.Select(m => $"  {style.Yellow("incomplete")} {TerminalText.Of(Why(m))}\n"));
        }

        page.Append($"\n{schema.Tables.Length} tables, {schema.Tables.Sum(t => t.Columns.Length)} columns\n");
        page.AppendJoin("", Open(schema).Select(line => $"{style.Yellow("not read")} {TerminalText.Of(line)}\n"));
        return page.ToString();
    }

    /// <summary>A heading and a table of columns for every table.</summary>
    public static string Markdown(DatabaseSchema schema)
    {
        var page = new StringBuilder();
        foreach (var table in schema.Tables)
        {
            var place = table.Location is null ? "" : $" {MarkdownText.Code(table.Location.ToString())}";
            page.Append($"## {MarkdownText.Of(table.Name.ToString())}\n\n{place}\n\n| column | type | facts |\n|---|---|---|\n");
            foreach (var column in table.Columns)
            {
                var facts = Facts(table, column)[column.Type.Sql.Length..].Trim();
                page.Append($"| {MarkdownText.Of(column.Name)} | {MarkdownText.Code(column.Type.Sql)} | {MarkdownText.Of(facts)} |\n");
            }

            page.AppendJoin("", Keys(table).Select(key => $"\n- {MarkdownText.Of(key)}"));
            page.AppendJoin("", table.Missing.Select(m => $"\n- incomplete: {MarkdownText.Of(Why(m))}"));
            page.Append("\n\n");
        }

        page.AppendJoin("", Open(schema).Select(line => $"- not read: {MarkdownText.Of(line)}\n"));
        return page.ToString();
    }

    private static string Facts(Table table, Column column)
    {
        var facts = new List<string> { column.Type.Sql };
        if (!column.Type.Resolved)
        {
            facts.Add("(as written)");
        }

        if (!column.Nullable)
        {
            facts.Add("NOT NULL");
        }

        if (table.PrimaryKey.Contains(column.Name, StringComparer.Ordinal))
        {
            facts.Add("PRIMARY KEY");
        }

        if (column.ServerDefault is { } value)
        {
            facts.Add($"DEFAULT {value}");
        }

        if (column.Computed is { } sql)
        {
            facts.Add($"GENERATED AS ({sql})");
        }

        if (!column.Type.EnumValues.IsEmpty)
        {
            facts.Add($"[{string.Join(", ", column.Type.EnumValues)}]");
        }

        return string.Join(' ', facts);
    }

    private static IEnumerable<string> Keys(Table table) =>
        table.Uniques.Select(u => $"UNIQUE {List(u.Columns)}")
            .Concat(table.ForeignKeys.Select(k => $"FOREIGN KEY {List(k.Columns)} REFERENCES {k.Target} {List(k.TargetColumns)}"
                + (k.OnDelete is null ? "" : $" ON DELETE {k.OnDelete}")))
            .Concat(table.Checks.Select(c => $"CHECK ({c.Sql})"))
            .Concat(table.Indexes.Select(i => $"{(i.Unique ? "UNIQUE " : "")}INDEX {List(i.Columns)}"));

    private static IEnumerable<string> Open(DatabaseSchema schema) =>
        schema.Diagnostics.Unloaded.Select(u => $"{u.Location}: {u.Name ?? u.Class}: {u.Reason}")
            .Concat(schema.Diagnostics.Unparsed.Select(f => $"{f.Location}: {f.Error}"));

    private static string Why(MissingPart part) => $"{part.Class ?? part.Distribution}: {part.Reason}";

    private static string List(ImmutableArray<string> columns) => $"({string.Join(", ", columns)})";

    private static string Place(SourceLocation? location, TextStyle style) =>
        location is null ? "" : "  " + style.Dim(TerminalText.Of(location.ToString()));
}
