using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>An entity-relationship diagram of Mermaid.</summary>
public static class SchemaMermaid
{
    private static readonly MermaidSink Sink = MermaidSink.Instance;

    /// <summary>Writes it.</summary>
    public static Encoded<MermaidSink> Render(DatabaseSchema schema)
    {
        var page = new Page<MermaidSink>(Sink).Write($"erDiagram\n");
        foreach (var table in schema.Tables)
        {
            page.Write($"    {Entity(table.Name)} {{\n");
            foreach (var column in table.Columns)
            {
                var required = column.Nullable ? default : Sink.Of($" \"not null\"");
                page.Write($"        {Sink.Word(column.Type.Sql)} {Sink.Word(column.Name)}{Keys(table, column)}{required}\n");
            }

            page.Write($"    }}\n");
        }

        foreach (var table in schema.Tables)
        {
            page.WriteAll(table.ForeignKeys.Select(key => Relationship(table, key)));
        }

        return page.Done();
    }

    private static Encoded<MermaidSink> Relationship(Table table, ForeignKey key)
    {
        var columns = key.Columns.ToHashSet(StringComparer.Ordinal);
        var many = columns.SetEquals(table.PrimaryKey) || table.Uniques.Any(u => columns.SetEquals(u.Columns)) ? Sink.Of($"|o") : Sink.Of($"}}o");
        var one = key.Columns.Any(name => table.Column(name)?.Nullable == true) ? Sink.Of($"o|") : Sink.Of($"||");
        return Sink.Of($"    {Entity(table.Name)} {many}--{one} {Entity(key.Target)} : \"{string.Join(", ", key.Columns)}\"\n");
    }

    private static Encoded<MermaidSink> Keys(Table table, Column column)
    {
        var keys = new List<Encoded<MermaidSink>>();
        if (table.PrimaryKey.Contains(column.Name, StringComparer.Ordinal))
        {
            keys.Add(Sink.Of($"PK"));
        }

        if (table.ForeignKeys.Any(key => key.Columns.Contains(column.Name, StringComparer.Ordinal)))
        {
            keys.Add(Sink.Of($"FK"));
        }

        if (table.Uniques.Any(unique => unique.Columns.Length == 1 && unique.Columns[0] == column.Name))
        {
            keys.Add(Sink.Of($"UK"));
        }

        return keys.Count == 0 ? default : Sink.Of($" {Sink.Join(", ", keys)}");
    }

    private static Encoded<MermaidSink> Entity(TableName name) => Sink.Of($"\"{name}\"");
}
