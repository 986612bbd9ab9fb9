using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests;

/// <summary>Small schemas and contracts for tests.</summary>
internal static class Sample
{
    public static DatabaseSchema Tables(params Table[] tables) =>
        DatabaseSchema.Empty("postgresql") with { Tables = [.. tables.OrderBy(t => t.Name)] };

    public static Table Table(string name, params Column[] columns) => new()
    {
        Name = new TableName(null, name),
        Class = "shop." + name,
        Location = new SourceLocation("shop.py", 10),
        Columns = [Column("id", "INTEGER") with { PrimaryKey = true, Identity = true }, .. columns],
        PrimaryKey = ["id"],
    };

    /// <summary>A column that is NOT NULL.</summary>
    public static Column Column(string name, string type, params string[] values) => new()
    {
        Name = name,
        Type = new ColumnType { Sql = type, EnumValues = [.. values] },
        Nullable = false,
        Location = new SourceLocation("shop.py", 11),
    };

    public static ForeignKey Reference(string column, string table, string target = "id") =>
        new() { Columns = [column], Target = new TableName(null, table), TargetColumns = [target] };

    public static UniqueConstraint Unique(params string[] columns) => new(null, [.. columns]);

    public static TableIndex Index(params string[] columns) => new(null, [.. columns], Unique: false);

    /// <summary>A contract of the table orders with those lines below <c>properties</c>.</summary>
    public static Contract Contract(string version, string properties, string id = "shop", string status = "active")
    {
        var text = $"""
            apiVersion: v3.1.0
            kind: DataContract
            id: {id}
            version: "{version}"
            status: {status}
            schema:
              - name: orders
                logicalType: object
                properties:

            """;
        var lines = properties.Split('\n').Select(line => "      " + line);
        var reading = ContractReader.Read($"{id}.odcs.yaml", text + string.Join('\n', lines) + "\n");
        reading.Errors.ShouldBeEmpty();
        return reading.Contract!;
    }

    /// <summary>The schema, with a table that the source declares and loading did not produce.</summary>
    public static DatabaseSchema Unloaded(this DatabaseSchema schema, string table) => schema with
    {
        Diagnostics = schema.Diagnostics with
        {
            Unloaded = [new UnloadedTable(table, "shop." + table, new SourceLocation("shop.py", 10), "RuntimeError: no settings")],
        },
    };

    /// <summary>The schema, with a file that cannot be parsed.</summary>
    public static DatabaseSchema Unparsed(this DatabaseSchema schema, string file) => schema with
    {
        Diagnostics = schema.Diagnostics with
        {
            Unparsed = [new FailedStatement(new SourceLocation(file, 1), "SyntaxError: invalid syntax")],
        },
    };

    /// <summary>The table, with a base class that is not installed.</summary>
    public static Table Incomplete(this Table table) => table with
    {
        Complete = false,
        Missing = [new MissingPart("acme.Audited", "acme", "columns of this base are unknown")],
    };
}
