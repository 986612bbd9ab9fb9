using System.Globalization;
using System.Text;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>A line per column (RFC 4180), for spreadsheets.</summary>
public static class SchemaCsv
{
    private const string Header = "schema,table,column,type,nullable,primary_key,unique,references,server_default,computed,enum,comment,complete,class,file,line";

    /// <summary>Writes it.</summary>
    public static string Render(DatabaseSchema schema)
    {
        var page = new StringBuilder(Header).Append("\r\n");
        foreach (var table in schema.Tables)
        {
            foreach (var column in table.Columns)
            {
                page.AppendJoin(',', Cells(table, column).Select(Cell)).Append("\r\n");
            }
        }

        return page.ToString();
    }

    private static IEnumerable<string> Cells(Table table, Column column)
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

    // A spreadsheet would take text that starts like a formula for one.
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
