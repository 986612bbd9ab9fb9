using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Contracts;

/// <summary>Tables of real programs, as SQLAlchemy itself describes them with all dependencies installed.</summary>
internal static partial class TruthFile
{
    /// <summary>The tables of a file; of those that two databases of the program share, the first.</summary>
    public static ImmutableArray<Table> Read(string relative)
    {
        using var file = File.OpenRead(SharedData.PathOf(relative));
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(unpacked);
        return [.. document.RootElement.GetProperty("tables").EnumerateArray().Select(ReadTable).DistinctBy(t => t.Name)];
    }

    private static Table ReadTable(JsonElement table) => new()
    {
        Name = new TableName(table.GetProperty("schema").GetString(), table.GetProperty("name").GetString()!),
        Columns = [.. table.GetProperty("columns").EnumerateArray().Select(ReadColumn)],
        PrimaryKey = Texts(table.GetProperty("primaryKey")),
        Uniques = [.. table.GetProperty("uniques").EnumerateArray().Select(u => new UniqueConstraint(null, Texts(u)))],
        ForeignKeys = [.. table.GetProperty("columns").EnumerateArray().SelectMany(ReadForeignKeys)],
    };

    private static Column ReadColumn(JsonElement column) => new()
    {
        Name = column.GetProperty("name").GetString()!,
        Nullable = column.GetProperty("nullable").GetBoolean(),
        PrimaryKey = column.GetProperty("primaryKey").GetBoolean(),
        Type = ReadType(column.GetProperty("type").GetString()!, column.GetProperty("enum")),
    };

    private static ColumnType ReadType(string sql, JsonElement values) => new()
    {
        Sql = sql,
        EnumValues = values.ValueKind is JsonValueKind.Array ? Texts(values) : [],
        Length = Length().Match(sql) is { Success: true } m ? int.Parse(m.Groups["length"].Value, CultureInfo.InvariantCulture) : null,
        Timezone = sql.StartsWith("TIME", StringComparison.Ordinal) ? sql.Contains("WITH TIME ZONE", StringComparison.Ordinal) : null,
    };

    private static IEnumerable<ForeignKey> ReadForeignKeys(JsonElement column) =>
        Texts(column.GetProperty("foreignKeys")).Select(target => target.Split('.')).Select(parts => new ForeignKey
        {
            Columns = [column.GetProperty("name").GetString()!],
            Target = new TableName(parts.Length > 2 ? parts[^3] : null, parts[^2]),
            TargetColumns = [parts[^1]],
        });

    private static ImmutableArray<string> Texts(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString()!)];

    [GeneratedRegex(@"CHAR\((?<length>\d+)\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Length();
}
