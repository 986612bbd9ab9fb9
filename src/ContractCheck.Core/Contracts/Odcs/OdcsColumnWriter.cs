using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Writes a column as a property of the contract.</summary>
internal static class OdcsColumnWriter
{
    /// <summary>Writes the keys of the column.</summary>
    public static void Write(YamlText yaml, Table table, Column column, WrittenNames names) =>
        Write(yaml, table, column, names, names.ForeignKeys[table.Name].Where(k => k.Columns is [var only] && only == column.Name));

    /// <summary>Writes the keys of the column but for its relationships, whose targets a contract may not have.</summary>
    public static void WritePlain(YamlText yaml, Table table, Column column, WrittenNames names) => Write(yaml, table, column, names, []);

    private static void Write(YamlText yaml, Table table, Column column, WrittenNames names, IEnumerable<ForeignKey> foreignKeys)
    {
        var name = names.Of(table.Name, column.Name);
        var keyPosition = table.PrimaryKey.IndexOf(column.Name);
        var logicalType = LogicalType(column.Type);
        yaml.Text("name", name);
        yaml.Text("physicalName", name == column.Name ? null : column.Name);
        yaml.Text("logicalType", logicalType);
        Options(yaml, column.Type, logicalType);
        yaml.Text("physicalType", PhysicalType(column.Type));
        yaml.Truth("required", column.Nullable ? null : true);
        yaml.Truth("primaryKey", keyPosition < 0 ? null : true);
        yaml.Whole("primaryKeyPosition", keyPosition < 0 ? null : keyPosition + 1);
        yaml.Truth("unique", table.UniqueKeys.Any(key => key is [var only] && only == column.Name) ? true : null);
        yaml.Text("description", string.IsNullOrEmpty(column.Comment) ? null : column.Comment);
        yaml.List("relationships", [.. foreignKeys], key =>
        {
            yaml.Text("type", "foreignKey");
            yaml.Text("to", OdcsTableWriter.References(key.Target, key.TargetColumns, names)[0]);
        });
        AllowedValues(yaml, column.Type);
    }

    // The length of an enumeration that is stored as text follows from its values, which are promised by themselves.
    private static string? PhysicalType(ColumnType type) =>
        !type.Resolved ? null
        : !type.EnumValues.IsEmpty && SqlType.Parse(type.Sql) is { Family: TypeFamily.Text, Arguments.IsEmpty: false } text ? text.Name
        : type.Sql;

    // A type of a missing library may hold anything: promising a guess would break at the first complete extraction.
    internal static string? LogicalType(ColumnType type) =>
        !type.EnumValues.IsDefaultOrEmpty ? "string"
        : !type.Resolved ? null
        : LogicalTypes.LogicalTypeOf(type.Sql) ?? "string";

    private static void Options(YamlText yaml, ColumnType type, string? logicalType)
    {
        var maxLength = logicalType == "string" && type.EnumValues.IsDefaultOrEmpty && !IsBinary(type) ? type.Length : null;
        var timezone = logicalType is "timestamp" or "time" ? type.Timezone : null;
        if (maxLength is not null || timezone is not null)
        {
            yaml.Mapping("logicalTypeOptions", () =>
            {
                yaml.Whole("maxLength", maxLength);
                yaml.Truth("timezone", timezone);
            });
        }
    }

    private static bool IsBinary(ColumnType type) =>
        type.Sql.Contains("BINARY", StringComparison.OrdinalIgnoreCase)
        || type.Sql.Contains("BLOB", StringComparison.OrdinalIgnoreCase)
        || type.Sql.Contains("RAW", StringComparison.OrdinalIgnoreCase)
        || type.Sql.Contains("BIT", StringComparison.OrdinalIgnoreCase);

    private static void AllowedValues(YamlText yaml, ColumnType type) =>
        yaml.List("quality", type.EnumValues.IsDefaultOrEmpty ? [] : new[] { type.EnumValues }, values =>
        {
            yaml.Text("type", "library");
            yaml.Text("metric", "invalidValues");
            yaml.Mapping("arguments", () => yaml.Texts("validValues", values));
            yaml.Whole("mustBe", 0);
        });
}
