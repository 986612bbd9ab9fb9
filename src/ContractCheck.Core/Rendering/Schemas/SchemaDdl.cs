using System.Collections.Immutable;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>The schema as statements of its dialect, to read and to compare. Nothing here runs them.</summary>
public sealed class SchemaDdl
{
    private readonly DatabaseSchema schema;
    private readonly SqlSink sink;

    private SchemaDdl(DatabaseSchema schema)
    {
        this.schema = schema;
        sink = new SqlSink(schema.Dialect);
    }

    // SQLite cannot add a constraint to a table, and names a schema in other places; everywhere else a table may refer to a later one.
    private bool InlineKeys => schema.Dialect is "sqlite";

    /// <summary>PostgreSQL's enumerations are types of their own, which columns name.</summary>
    private IEnumerable<(string Name, ImmutableArray<string> Values)> EnumTypes =>
        schema.Dialect is not "postgresql" ? []
        : schema.Tables.SelectMany(t => t.Columns)
            .Where(c => !c.Type.EnumValues.IsEmpty && !c.Type.Sql.Contains('(', StringComparison.Ordinal))
            .Select(c => (Name: c.Type.Sql.TrimEnd('[', ']'), Values: c.Type.EnumValues))
            .DistinctBy(type => type.Name, StringComparer.Ordinal)
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>Writes it.</summary>
    public static Encoded<SqlSink> Render(DatabaseSchema schema) => new SchemaDdl(schema).Statements();

    private Encoded<SqlSink> Statements()
    {
        var page = new Page<SqlSink>(sink);
        page.Write($"-- {schema.Tables.Length} tables as the models declare them, for {schema.Dialect}.\n");
        page.WriteAll(SchemaFacts.Unread(schema).Select(line => sink.Of($"-- not read: {line}\n")));
        page.WriteAll(EnumTypes.Select(type => sink.Of($"\nCREATE TYPE {sink.Name(type.Name)} AS ENUM ({sink.Join(", ", type.Values.Select(sink.Literal))});\n")));
        foreach (var table in schema.Tables)
        {
            page.Write($"\n").WriteAll(table.Missing.Select(m => sink.Of($"-- incomplete: {SchemaFacts.Why(m)}\n")));
            page.Write($"CREATE TABLE {Name(table.Name)} (\n    {sink.Join(",\n    ", table.Columns.Select(Column).Concat(Constraints(table)))}\n);\n");
            page.WriteAll(table.Indexes.Select(index => Index(table, index)));
        }

        if (!InlineKeys)
        {
            page.Write($"\n");
            page.WriteAll(schema.Tables.SelectMany(t => t.ForeignKeys.Select(k => sink.Of($"ALTER TABLE {Name(t.Name)} ADD {ForeignKey(k, k.Target)};\n"))));
        }

        return page.Done();
    }

    private Encoded<SqlSink> Column(Column column)
    {
        var value = column switch
        {
            { Computed: { } computed } => sink.Of($" GENERATED ALWAYS AS ({computed}) STORED"),
            { ServerDefault: { } serverDefault } => sink.Of($" DEFAULT {serverDefault}"),
            _ => default,
        };
        return sink.Of($"{sink.Name(column.Name)} {column.Type.Sql}{value}{(column.Nullable ? "" : " NOT NULL")}");
    }

    private IEnumerable<Encoded<SqlSink>> Constraints(Table table)
    {
        if (!table.PrimaryKey.IsEmpty)
        {
            yield return sink.Of($"PRIMARY KEY {Names(table.PrimaryKey)}");
        }

        foreach (var unique in table.Uniques)
        {
            yield return sink.Of($"{Named(unique.Name)}UNIQUE {Names(unique.Columns)}");
        }

        foreach (var check in table.Checks)
        {
            yield return sink.Of($"{Named(check.Name)}CHECK ({check.Sql})");
        }

        foreach (var key in InlineKeys ? table.ForeignKeys : [])
        {
            yield return ForeignKey(key, key.Target with { Schema = null });
        }
    }

    private Encoded<SqlSink> ForeignKey(ForeignKey key, TableName target)
    {
        var deleted = key.OnDelete is null ? default : sink.Of($" ON DELETE {key.OnDelete}");
        var updated = key.OnUpdate is null ? default : sink.Of($" ON UPDATE {key.OnUpdate}");
        return sink.Of($"{Named(key.Name)}FOREIGN KEY {Names(key.Columns)} REFERENCES {Name(target)} {Names(key.TargetColumns)}{deleted}{updated}");
    }

    private Encoded<SqlSink> Index(Table table, TableIndex index)
    {
        var columns = sink.Join(", ", index.Columns.Select(c => table.Column(c) is null ? sink.Of($"({c})") : sink.Name(c)));
        var name = index.Name ?? $"ix_{table.Name.Name}_{string.Join('_', index.Columns)}";
        var (named, on) = InlineKeys
            ? (new TableName(table.Name.Schema, name), table.Name with { Schema = null })
            : (new TableName(null, name), table.Name);
        return sink.Of($"CREATE {(index.Unique ? "UNIQUE " : "")}INDEX {Name(named)} ON {Name(on)} ({columns});\n");
    }

    private Encoded<SqlSink> Named(string? name) => name is null ? default : sink.Of($"CONSTRAINT {sink.Name(name)} ");

    private Encoded<SqlSink> Name(TableName name) =>
        name.Schema is { } schema ? sink.Of($"{sink.Name(schema)}.{sink.Name(name.Name)}") : sink.Name(name.Name);

    private Encoded<SqlSink> Names(ImmutableArray<string> columns) => sink.Of($"({sink.Join(", ", columns.Select(sink.Name))})");
}
