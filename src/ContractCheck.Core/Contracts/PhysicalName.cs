using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts;

/// <summary>The notation of table names in contracts: <c>table</c>, <c>schema.table</c>, <c>"with.dot".table</c>.</summary>
public static class PhysicalName
{
    /// <summary>Reads a name. Of more than two parts the last two count, so <c>db.schema.table</c> works.</summary>
    /// <param name="text">The name as written.</param>
    public static TableName Parse(string text)
    {
        var parts = Parts(text);
        return parts.Count > 1 ? new TableName(parts[^2], parts[^1]) : new TableName(null, parts[0]);
    }

    /// <summary>The database of a name such as <c>db.schema.table</c>, or null.</summary>
    /// <param name="text">The name as written.</param>
    public static string? DatabaseOf(string text) => Parts(text) is { Count: > 2 } parts ? parts[^3] : null;

    /// <summary>Writes a name so that <see cref="Parse"/> gives it back.</summary>
    /// <param name="name">The name.</param>
    public static string Format(TableName name) => name.Schema is null ? Quoted(name.Name) : $"{Quoted(name.Schema)}.{Quoted(name.Name)}";

    private static string Quoted(string part) =>
        part.AsSpan().ContainsAny('.', '"') ? $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : part;

    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        for (var start = 0; start <= text.Length;)
        {
            var end = PartEnd(text, start);
            var part = text[start..end];
            parts.Add(part is ['"', .., '"'] ? part[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : part);
            start = end + 1;
        }

        return parts;
    }

    private static int PartEnd(string text, int start)
    {
        var quoted = false;
        for (var at = start; at < text.Length; at++)
        {
            quoted ^= text[at] == '"';
            if (text[at] == '.' && !quoted)
            {
                return at;
            }
        }

        return text.Length;
    }
}
