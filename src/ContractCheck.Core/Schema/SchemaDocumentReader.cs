using System.Collections.Immutable;
using System.Text.Json;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Schema;

/// <summary>Reads the schema document that the worker's child sent.</summary>
public static class SchemaDocumentReader
{
    private const int MaximumTables = 20_000;
    private const int MaximumColumns = 500_000;

    /// <summary>Reads a document of version 1. What does not fit the format in every member is refused.</summary>
    /// <exception cref="CheckException">Exit code 3: the document is not what the format asks for.</exception>
    public static DatabaseSchema Read(ReadOnlySpan<byte> utf8)
    {
        var document = Parse(utf8);
        return new DatabaseSchema
        {
            Dialect = document.Dialect,
            Tables = [.. document.Tables.Select(Table).OrderBy(t => t.Name)],
            Classes = [.. (document.Classes ?? []).Select(Class)],
            Views = [.. (document.Views ?? []).Select(View)],
            Diagnostics = Diagnostics(document.Diagnostics),
        };
    }

    /// <summary>The same document as the product itself writes it: indented, every string encoded, ending in a line break.</summary>
    /// <exception cref="CheckException">Exit code 3: the document is not what the format asks for.</exception>
    public static Encoded<JsonSink> Rewrite(ReadOnlySpan<byte> utf8) => JsonSink.Instance.Document(Parse(utf8), SchemaDocumentJson.Default.SchemaDocument);

    private static SchemaDocument Parse(ReadOnlySpan<byte> utf8)
    {
        SchemaDocument? document;
        try
        {
            StrictJson.RefuseNullInLists(utf8);
            document = JsonSerializer.Deserialize(utf8, SchemaDocumentJson.Default.SchemaDocument);
        }
        catch (JsonException exception)
        {
            throw Refused(exception.Message, exception);
        }

        if (document is not { Format: "contractcheck-schema", Version: 1 })
        {
            throw Refused("it is not a schema document of version 1");
        }

        if (document.Tables.Length > MaximumTables || document.Tables.Sum(t => (long)t.Columns.Length) > MaximumColumns)
        {
            throw Refused($"it has more than {MaximumTables} tables or {MaximumColumns} columns");
        }

        return document;
    }

    private static MappedClass Class(SchemaDocument.ClassMember one) => new(
        one.Class,
        Name(one.Table),
        new SourceLocation(one.File, one.Line),
        [.. one.Attributes.Select(a => new MappedProperty(a.Name, a.Kind, Columns(a.Columns), a.Target, Name(a.Secondary)))]);

    private static View View(SchemaDocument.ViewMember one) => new(
        new TableName(one.Schema, one.Name), one.Materialized, new SourceLocation(one.File, one.Line), [.. one.Columns.Select(c => new ViewColumn(c.Name, Columns(c.Columns)))]);

    private static TableName? Name(SchemaDocument.NameMember? name) => name is null ? null : new TableName(name.Schema, name.Name);

    private static ImmutableArray<ColumnName> Columns(ImmutableArray<SchemaDocument.OriginMember> columns) =>
        [.. columns.Select(c => new ColumnName(new TableName(c.Schema, c.Table), c.Column))];

    private static Table Table(SchemaDocument.TableMember table) => new()
    {
        Name = new TableName(table.Schema, table.Name),
        Class = table.Class,
        Location = Location(table.File, table.Line),
        Complete = table.Complete,
        Missing = table.Missing,
        Comment = table.Comment,
        Bind = table.Bind,
        Columns = [.. table.Columns.Select(Column)],
        PrimaryKey = table.PrimaryKey,
        Uniques = table.Uniques,
        ForeignKeys = [.. table.ForeignKeys.Select(ForeignKey)],
        Indexes = table.Indexes,
        Checks = table.Checks,
    };

    private static Column Column(SchemaDocument.ColumnMember column) => new()
    {
        Name = column.Name,
        Attribute = column.Attribute,
        Type = new ColumnType
        {
            Sql = column.Type,
            Resolved = column.TypeResolved,
            Python = column.Python,
            EnumValues = column.EnumValues ?? [],
            Length = column.Length,
            Precision = column.Precision,
            Scale = column.Scale,
            Timezone = column.Timezone,
        },
        Nullable = column.Nullable && !column.PrimaryKey,
        PrimaryKey = column.PrimaryKey,
        ServerDefault = column.ServerDefault,
        ClientDefault = column.ClientDefault,
        Computed = column.Computed?.Sql,
        Identity = column.Identity is not null,
        Comment = column.Comment,
        Location = Location(column.File, column.Line),
    };

    private static ForeignKey ForeignKey(SchemaDocument.ForeignKeyMember key) => new()
    {
        Name = key.Name,
        Columns = key.Columns,
        Target = new TableName(key.TargetSchema, key.TargetTable),
        TargetColumns = key.TargetColumns,
        OnDelete = key.OnDelete,
        OnUpdate = key.OnUpdate,
    };

    private static Diagnostics Diagnostics(SchemaDocument.DiagnosticsMember diagnostics) => new()
    {
        Python = diagnostics.Python,
        SqlAlchemy = diagnostics.Sqlalchemy,
        Unloaded = [.. diagnostics.Unloaded.Select(u => new UnloadedTable(u.Table, u.Class, new SourceLocation(u.File, u.Line), u.Reason, u.Distribution))],
        Failed = [.. diagnostics.Failed.Select(Failed)],
        Unparsed = [.. diagnostics.Unparsed.Select(Failed)],
        Inherited = [.. diagnostics.Inherited.Select(i => new SourceLocation(i.File, i.Line))],
        Mocked = [.. diagnostics.Mocked.Select(m => m.Distribution)],
    };

    private static FailedStatement Failed(SchemaDocument.FailedMember failed) =>
        new(new SourceLocation(failed.File, failed.Line), failed.Error);

    private static SourceLocation? Location(string? file, int? line) => file is null || line is null ? null : new SourceLocation(file, line.Value);

    private static CheckException Refused(string why, Exception? inner = null) => new(
        ExitCode.NoVerdict,
        $"The extraction's document was refused: {why}",
        "This is no property of your models; please report it with the output of 'contractcheck extract --format json'.",
        inner)
    {
        Rule = "CC901",
    };
}
