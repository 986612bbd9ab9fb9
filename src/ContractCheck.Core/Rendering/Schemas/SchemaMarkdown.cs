using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>A heading and a table of columns for every table.</summary>
public static class SchemaMarkdown
{
    /// <summary>Writes it.</summary>
    public static Encoded<MarkdownSink> Render(DatabaseSchema schema)
    {
        var sink = MarkdownSink.Instance;
        var page = new Page<MarkdownSink>(sink);
        foreach (var table in schema.Tables)
        {
            var place = table.Location is null ? default : sink.Of($"{sink.Code(table.Location.ToString())}\n\n");
            page.Write($"## {table.Name}\n\n{place}| column | type | facts |\n|---|---|---|\n");
            page.WriteAll(table.Columns.Select(c => sink.Of($"| {c.Name} | {sink.Code(c.Type.Sql)} | {SchemaFacts.Of(table, c)} |\n")));
            page.WriteAll(SchemaFacts.Keys(table).Select(key => sink.Of($"\n- {key}")));
            page.WriteAll(table.Missing.Select(m => sink.Of($"\n- incomplete: {SchemaFacts.Why(m)}")));
            page.Write($"\n\n");
        }

        return page.WriteAll(SchemaFacts.Unread(schema).Select(line => sink.Of($"- not read: {line}\n"))).Done();
    }
}
