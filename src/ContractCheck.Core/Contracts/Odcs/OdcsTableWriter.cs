using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Writes a table as an object of the contract's schema.</summary>
internal static class OdcsTableWriter
{
    /// <summary>Writes the keys of the table.</summary>
    public static void Write(YamlText yaml, Table table, WrittenNames names)
    {
        var foreignKeys = names.ForeignKeys[table.Name];
        yaml.Text("name", names.Of(table.Name));
        yaml.Text("physicalName", PhysicalName.Format(table.Name));
        yaml.Text("physicalType", "table");
        yaml.Text("description", Description(table));
        yaml.List("relationships", [.. foreignKeys.Where(k => k.Columns.Length > 1)], key =>
        {
            yaml.Text("type", "foreignKey");
            yaml.Texts("from", References(table.Name, key.Columns, names));
            yaml.Texts("to", References(key.Target, key.TargetColumns, names));
        });
        yaml.List("properties", table.Columns, column => OdcsColumnWriter.Write(yaml, table, column, names));
        yaml.List("quality", [.. table.Uniques.Where(u => u.Columns.Length > 1)], unique =>
        {
            yaml.Text("name", unique.Name);
            yaml.Text("type", "library");
            yaml.Text("metric", "duplicateValues");
            yaml.Mapping("arguments", () => yaml.Texts("properties", [.. unique.Columns.Select(c => names.Of(table.Name, c))]));
            yaml.Whole("mustBe", 0);
        });
    }

    /// <summary>Columns of a table as references.</summary>
    public static ImmutableArray<string> References(TableName table, ImmutableArray<string> columns, WrittenNames names) =>
        [.. columns.Select(c => $"{names.Of(table)}.{names.Of(table, c)}")];

    private static string? Description(Table table)
    {
        var missing = table.Missing.Select(m => m.Distribution is null
            ? $"Columns of {m.Class ?? "a base class"} are not listed."
            : $"Columns of {m.Class ?? "a base class"} ({m.Distribution}) are not listed.");
        var incomplete = table.Complete ? [] : missing.DefaultIfEmpty("Further columns may exist.");
        var text = string.Join(' ', incomplete.Prepend(table.Comment).Where(t => !string.IsNullOrEmpty(t)));
        return text.Length > 0 ? text : null;
    }
}
