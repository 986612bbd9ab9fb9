using System.Globalization;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>A line per column (RFC 4180), for spreadsheets.</summary>
public static class SchemaCsv
{
    private static readonly string[] Header =
    [
        "schema", "table", "column", "type", "nullable", "primary_key", "unique", "references", "server_default", "computed", "enum", "comment",
        "complete", "class", "file", "line",
    ];

    /// <summary>Writes it.</summary>
    public static Encoded<CsvSink> Render(DatabaseSchema schema) => new Page<CsvSink>(CsvSink.Instance)
        .Write($"{CsvSink.Instance.Row(Header)}")
        .WriteAll(schema.Tables.SelectMany(table => table.Columns.Select(column => CsvSink.Instance.Row(Cells(table, column)))))
        .Done();

    private static IEnumerable<string?> Cells(Table table, Column column)
    {
        var location = column.Location ?? table.Location;
        return
        [
            table.Name.Schema ?? "", table.Name.Name, column.Name, column.Type.Sql, Flag(column.Nullable),
            Flag(table.PrimaryKey.Contains(column.Name, StringComparer.Ordinal)),
            Flag(table.Uniques.Any(u => u.Columns.Length == 1 && u.Columns[0] == column.Name)),
            string.Join("; ", References(table, column)), column.ServerDefault ?? "", column.Computed ?? "",
            string.Join("; ", column.Type.EnumValues), column.Comment ?? "", Flag(table.Complete), table.Class ?? "",
            location?.File ?? "", location?.Line.ToString(CultureInfo.InvariantCulture) ?? "",
        ];
    }

    private static IEnumerable<string> References(Table table, Column column) =>
        from key in table.ForeignKeys
        let index = key.Columns.IndexOf(column.Name)
        where index >= 0 && index < key.TargetColumns.Length
        select $"{key.Target}.{key.TargetColumns[index]}";

    private static string Flag(bool value) => value ? "true" : "false";
}
