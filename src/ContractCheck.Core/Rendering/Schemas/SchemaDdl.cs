using System.Collections.Immutable;
using System.Text;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>The schema as statements of its dialect, to read and to compare. Nothing here runs them.</summary>
public static class SchemaDdl
{
    /// <summary>Writes it.</summary>
    public static string Render(DatabaseSchema schema)
    {
        var quotes = Quotes.Of(schema.Dialect);
        var page = new StringBuilder($"-- {schema.Tables.Length} tables as the models declare them, for {schema.Dialect}.\n");
        page.AppendJoin("", SchemaFacts.Unread(schema).Select(line => $"-- not read: {VisibleText.Of(line)}\n"));
        page.AppendJoin("", EnumTypes(schema).Select(type => $"\nCREATE TYPE {quotes.Around(type.Name)} AS ENUM ({Values(type.Values)});\n"));
        foreach (var table in schema.Tables)
        {
            page.Append('\n');
            page.AppendJoin("", table.Missing.Select(m => $"-- incomplete: {VisibleText.Of(SchemaFacts.Why(m))}\n"));
            var lines = table.Columns.Select(c => Column(c, quotes)).Concat(Constraints(table, quotes, schema.Dialect));
            page.Append($"CREATE TABLE {quotes.Around(table.Name)} (\n    {string.Join(",\n    ", lines)}\n);\n");
            page.AppendJoin("", table.Indexes.Select(index => Index(table, index, quotes, schema.Dialect)));
        }

        if (!InlineKeys(schema.Dialect))
        {
            page.Append('\n');
            page.AppendJoin("", schema.Tables.SelectMany(t => t.ForeignKeys.Select(k => $"ALTER TABLE {quotes.Around(t.Name)} ADD {ForeignKey(k, k.Target, quotes)};\n")));
        }

        return page.ToString();
    }

    // SQLite cannot add a constraint to a table, and names a schema in other places; everywhere else a table may refer to a later one.
    private static bool InlineKeys(string dialect) => dialect is "sqlite";

    private static string Column(Column column, Quotes quotes)
    {
        var text = new StringBuilder($"{quotes.Around(column.Name)} {VisibleText.Of(column.Type.Sql)}");
        if (column.Computed is { } computed)
        {
            text.Append($" GENERATED ALWAYS AS ({VisibleText.Of(computed)}) STORED");
        }
        else if (column.ServerDefault is { } value)
        {
            text.Append($" DEFAULT {VisibleText.Of(value)}");
        }

        return text.Append(column.Nullable ? "" : " NOT NULL").ToString();
    }

    private static IEnumerable<string> Constraints(Table table, Quotes quotes, string dialect)
    {
        if (!table.PrimaryKey.IsEmpty)
        {
            yield return $"PRIMARY KEY {quotes.Around(table.PrimaryKey)}";
        }

        foreach (var unique in table.Uniques)
        {
            yield return $"{Named(unique.Name, quotes)}UNIQUE {quotes.Around(unique.Columns)}";
        }

        foreach (var check in table.Checks)
        {
            yield return $"{Named(check.Name, quotes)}CHECK ({VisibleText.Of(check.Sql)})";
        }

        foreach (var key in InlineKeys(dialect) ? table.ForeignKeys : [])
        {
            yield return ForeignKey(key, key.Target with { Schema = null }, quotes);
        }
    }

    private static string ForeignKey(ForeignKey key, TableName target, Quotes quotes) =>
        $"{Named(key.Name, quotes)}FOREIGN KEY {quotes.Around(key.Columns)} REFERENCES {quotes.Around(target)} {quotes.Around(key.TargetColumns)}"
        + (key.OnDelete is { } deleted ? $" ON DELETE {VisibleText.Of(deleted)}" : "")
        + (key.OnUpdate is { } updated ? $" ON UPDATE {VisibleText.Of(updated)}" : "");

    private static string Index(Table table, TableIndex index, Quotes quotes, string dialect)
    {
        var columns = index.Columns.Select(c => table.Column(c) is null ? $"({VisibleText.Of(c)})" : quotes.Around(c));
        var name = index.Name ?? $"ix_{table.Name.Name}_{string.Join('_', index.Columns)}";
        var (named, on) = InlineKeys(dialect)
            ? (new TableName(table.Name.Schema, name), table.Name with { Schema = null })
            : (new TableName(null, name), table.Name);
        return $"CREATE {(index.Unique ? "UNIQUE " : "")}INDEX {quotes.Around(named)} ON {quotes.Around(on)} ({string.Join(", ", columns)});\n";
    }

    private static string Named(string? name, Quotes quotes) => name is null ? "" : $"CONSTRAINT {quotes.Around(name)} ";

    /// <summary>PostgreSQL's enumerations are types of their own, which columns name.</summary>
    private static IEnumerable<(string Name, ImmutableArray<string> Values)> EnumTypes(DatabaseSchema schema) =>
        schema.Dialect is not "postgresql" ? []
        : schema.Tables.SelectMany(t => t.Columns)
            .Where(c => !c.Type.EnumValues.IsEmpty && !c.Type.Sql.Contains('(', StringComparison.Ordinal))
            .Select(c => (Name: c.Type.Sql.TrimEnd('[', ']'), Values: c.Type.EnumValues))
            .DistinctBy(type => type.Name, StringComparer.Ordinal)
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static string Values(ImmutableArray<string> values) =>
        string.Join(", ", values.Select(v => $"'{VisibleText.Of(v).Replace("'", "''", StringComparison.Ordinal)}'"));

    private sealed record Quotes(char Open, char Close)
    {
        public static Quotes Of(string dialect) => dialect switch
        {
            "mysql" or "mariadb" => new('`', '`'),
            "mssql" => new('[', ']'),
            _ => new('"', '"'),
        };

        public string Around(string name) => $"{Open}{VisibleText.Of(name).Replace($"{Close}", $"{Close}{Close}", StringComparison.Ordinal)}{Close}";

        public string Around(TableName name) => name.Schema is { } schema ? $"{Around(schema)}.{Around(name.Name)}" : Around(name.Name);

        public string Around(ImmutableArray<string> columns) => $"({string.Join(", ", columns.Select(Around))})";
    }
}
