using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>A tree: tables with their columns, keys and places, then what could not be read.</summary>
public static class SchemaText
{
    /// <summary>Writes it.</summary>
    public static Encoded<TerminalSink> Render(DatabaseSchema schema, TerminalSink sink)
    {
        var page = new Page<TerminalSink>(sink);
        foreach (var table in schema.Tables)
        {
            page.Write($"{sink.Strong(table.Name.ToString())}{Place(table.Location, sink)}\n");
            foreach (var column in table.Columns)
            {
                var facts = $"{column.Type.Sql} {SchemaFacts.Of(table, column)}".TrimEnd();
                page.Write($"  {column.Name}  {facts}{Place(column.Location, sink)}\n");
            }

            page.WriteAll(SchemaFacts.Keys(table).Select(key => sink.Of($"  {key}\n")));
            page.WriteAll(table.Missing.Select(m => sink.Of($"  {sink.Yellow(sink.Of($"incomplete"))} {SchemaFacts.Why(m)}\n")));
        }

        page.Write($"\n{Phrases.Count(schema.Tables.Length, "table")}, {Phrases.Count(schema.Tables.Sum(t => t.Columns.Length), "column")}\n");
        return page.WriteAll(SchemaFacts.Unread(schema).Select(line => sink.Of($"{sink.Yellow(sink.Of($"not read"))} {line}\n"))).Done();
    }

    private static Encoded<TerminalSink> Place(SourceLocation? location, TerminalSink sink) =>
        location is null ? default : sink.Of($"  {sink.Dim(sink.Text(location.ToString()))}");
}
