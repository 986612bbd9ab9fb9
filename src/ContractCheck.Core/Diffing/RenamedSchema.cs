using System.Collections.Immutable;
using System.Text;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>
/// Base's schema with head's names, so that a rename is told once and what else changed is compared as if it had not happened.
/// </summary>
internal static class RenamedSchema
{
    /// <summary>Puts new names in the place of the old ones, wherever they stand.</summary>
    public static DatabaseSchema Of(DatabaseSchema schema, ImmutableArray<Rename> tables, ImmutableArray<Rename> columns)
    {
        if (tables.IsEmpty && columns.IsEmpty)
        {
            return schema;
        }

        var tableNames = tables.ToDictionary(r => r.OldTable, r => r.NewTable);
        var columnNames = columns.ToDictionary(r => (r.OldTable, r.OldColumn!), r => r.NewColumn!);
        var renamedIn = columns.Select(r => r.OldTable).ToHashSet();
        string Column(TableName table, string name) => columnNames.GetValueOrDefault((table, name), name);
        return schema with { Tables = [.. schema.Tables.Select(t => Rewrite(t, tableNames, Column, renamedIn.Contains(t.Name)))] };
    }

    private static Table Rewrite(Table table, Dictionary<TableName, TableName> tables, Func<TableName, string, string> column, bool hasRenamed)
    {
        string Own(string name) => column(table.Name, name);
        ImmutableArray<string> All(ImmutableArray<string> names) => [.. names.Select(Own)];
        string Sql(string sql) => hasRenamed ? InSql(sql, Own) : sql;
        return table with
        {
            Name = tables.GetValueOrDefault(table.Name, table.Name),
            Columns = [.. table.Columns.Select(c => c with { Name = Own(c.Name), Computed = c.Computed is { } sql ? Sql(sql) : null })],
            PrimaryKey = All(table.PrimaryKey),
            Uniques = [.. table.Uniques.Select(u => u with { Columns = All(u.Columns) })],
            Indexes = [.. table.Indexes.Select(i => i with { Columns = [.. i.Columns.Select(Sql)] })],
            Checks = [.. table.Checks.Select(c => c with { Sql = Sql(c.Sql) })],
            ForeignKeys =
            [
                .. table.ForeignKeys.Select(k => k with
                {
                    Columns = All(k.Columns),
                    Target = tables.GetValueOrDefault(k.Target, k.Target),
                    TargetColumns = [.. k.TargetColumns.Select(c => column(k.Target, c))],
                }),
            ],
        };
    }

    /// <summary>The SQL with its words renamed, but for those within string literals.</summary>
    private static string InSql(string sql, Func<string, string> rename)
    {
        var text = new StringBuilder(sql.Length);
        var quoted = false;
        for (var at = 0; at < sql.Length;)
        {
            var end = at;
            while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || sql[end] == '_'))
            {
                end++;
            }

            if (end > at)
            {
                text.Append(quoted ? sql[at..end] : rename(sql[at..end]));
                at = end;
                continue;
            }

            quoted ^= sql[at] == '\'';
            text.Append(sql[at++]);
        }

        return text.ToString();
    }
}
