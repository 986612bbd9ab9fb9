using System.Text;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>
/// An entity-relationship diagram of Mermaid. Its grammar knows few characters in types and names; all others become underscores there,
/// and stay in the quoted names of the tables.
/// </summary>
public static class SchemaMermaid
{
    /// <summary>Writes it.</summary>
    public static string Render(DatabaseSchema schema)
    {
        var page = new StringBuilder("erDiagram\n");
        foreach (var table in schema.Tables)
        {
            page.Append($"    {Entity(table.Name)} {{\n");
            foreach (var column in table.Columns)
            {
                page.Append($"        {Word(column.Type.Sql)} {Word(column.Name)}{Keys(table, column)}{(column.Nullable ? "" : " \"not null\"")}\n");
            }

            page.Append("    }\n");
        }

        foreach (var table in schema.Tables)
        {
            page.AppendJoin("", table.ForeignKeys.Select(key => Relationship(table, key)));
        }

        return page.ToString();
    }

    private static string Relationship(Table table, ForeignKey key)
    {
        var columns = key.Columns.ToHashSet(StringComparer.Ordinal);
        var many = columns.SetEquals(table.PrimaryKey) || table.Uniques.Any(u => columns.SetEquals(u.Columns)) ? "|o" : "}o";
        var one = key.Columns.Any(name => table.Column(name)?.Nullable == true) ? "o|" : "||";
        return $"    {Entity(table.Name)} {many}--{one} {Entity(key.Target)} : \"{Quotable(string.Join(", ", key.Columns))}\"\n";
    }

    private static string Keys(Table table, Column column)
    {
        var keys = new List<string>();
        if (table.PrimaryKey.Contains(column.Name, StringComparer.Ordinal))
        {
            keys.Add("PK");
        }

        if (table.ForeignKeys.Any(key => key.Columns.Contains(column.Name, StringComparer.Ordinal)))
        {
            keys.Add("FK");
        }

        if (table.Uniques.Any(unique => unique.Columns.Length == 1 && unique.Columns[0] == column.Name))
        {
            keys.Add("UK");
        }

        return keys.Count == 0 ? "" : " " + string.Join(", ", keys);
    }

    private static string Entity(TableName name) => $"\"{Quotable(name.ToString())}\"";

    // Mermaid has no escape for a quotation mark within quotes, and reads percent signs and backslashes as its own.
    private static string Quotable(string text) => With(VisibleText.Of(text), c => c is not ('"' or '%' or '\\' or '\r' or '\n'));

    private static string Word(string text)
    {
        var word = With(text.Replace(", ", "-", StringComparison.Ordinal), c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '[' or ']' or '(' or ')');
        return word.Length > 0 && char.IsAsciiLetter(word[0]) ? word : "_" + word;
    }

    private static string With(string text, Func<char, bool> allowed) => string.Concat(text.Select(c => allowed(c) ? c : '_'));
}
