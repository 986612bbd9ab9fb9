using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>Short texts for facts of a schema, as the formats for people share them. Not encoded for any of them.</summary>
internal static class SchemaFacts
{
    /// <summary>A column's facts besides its type.</summary>
    public static string Of(Table table, Column column)
    {
        var facts = new List<string>();
        if (!column.Type.Resolved)
        {
            facts.Add("(as written)");
        }

        if (!column.Nullable)
        {
            facts.Add("NOT NULL");
        }

        if (table.PrimaryKey.Contains(column.Name, StringComparer.Ordinal))
        {
            facts.Add("PRIMARY KEY");
        }

        if (column.ServerDefault is { } value)
        {
            facts.Add($"DEFAULT {value}");
        }

        if (column.Computed is { } sql)
        {
            facts.Add($"GENERATED AS ({sql})");
        }

        if (!column.Type.EnumValues.IsEmpty)
        {
            facts.Add($"[{string.Join(", ", column.Type.EnumValues)}]");
        }

        return string.Join(' ', facts);
    }

    /// <summary>Constraints and indexes besides the primary key.</summary>
    public static IEnumerable<string> Keys(Table table) =>
        table.Uniques.Select(u => $"UNIQUE {List(u.Columns)}")
            .Concat(table.ForeignKeys.Select(k => $"FOREIGN KEY {List(k.Columns)} REFERENCES {k.Target} {List(k.TargetColumns)}"
                + (k.OnDelete is null ? "" : $" ON DELETE {k.OnDelete}")))
            .Concat(table.Checks.Select(c => $"CHECK ({c.Sql})"))
            .Concat(table.Indexes.Select(i => $"{(i.Unique ? "UNIQUE " : "")}INDEX {List(i.Columns)}"));

    /// <summary>What could not be read at all.</summary>
    public static IEnumerable<string> Unread(DatabaseSchema schema) =>
        schema.Diagnostics.Unloaded.Select(u => $"{u.Location}: {u.Name ?? u.Class}: {u.Reason}")
            .Concat(schema.Diagnostics.Unparsed.Select(f => $"{f.Location}: {f.Error}"));

    /// <summary>Why a table is not complete.</summary>
    public static string Why(MissingPart part) =>
        (part.Class ?? part.Distribution) is { } source ? $"{source}: {part.Reason}" : part.Reason;

    private static string List(ImmutableArray<string> columns) => $"({string.Join(", ", columns)})";
}
