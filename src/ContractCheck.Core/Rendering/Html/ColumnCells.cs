using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>A column's cells: name, type, whether NULL is allowed, keys, default.</summary>
internal static class ColumnCells
{
    /// <summary>The cells.</summary>
    public static ImmutableArray<string> Of(Table table, Column column) =>
        [.. new[] { column.Name, Type(column.Type), column.Nullable ? "null" : "not null", Keys(table, column.Name), Default(column) }.Select(VisibleTexts.Of)];

    private static string Type(ColumnType type) =>
        type.Sql + (type.Resolved ? "" : " (as written)") + (type.EnumValues.IsEmpty ? "" : $" [{string.Join(", ", type.EnumValues)}]");

    private static string Keys(Table table, string column)
    {
        var keys = table.ForeignKeys.Where(k => k.Columns.Contains(column, StringComparer.Ordinal))
            .Select(k => $"FK {k.Target}.{k.TargetColumns.ElementAtOrDefault(k.Columns.IndexOf(column))}");
        keys = table.UniqueKeys.Any(u => u is [var only] && only == column) ? keys.Prepend("UK") : keys;
        return string.Join(", ", table.PrimaryKey.Contains(column, StringComparer.Ordinal) ? keys.Prepend("PK") : keys);
    }

    private static string Default(Column column) =>
        column.Computed is { } sql ? $"generated: {sql}" : column.ServerDefault ?? (column.Identity ? "identity" : column.ClientDefault ? "filled by the models" : "");
}
