namespace ContractCheck.Core.Contracts.Csv;

/// <summary>Finds what separates the cells: spreadsheets write a comma, a semicolon or a tab, by the locale of whoever saves.</summary>
internal static class CsvSeparator
{
    private const string Candidates = ",;\t";

    /// <summary>The separator that the header has most of; a comma where it has none.</summary>
    public static char Of(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var header = end < 0 ? text : text[..end];
        return Candidates.MaxBy(c => header.Count(h => h == c));
    }

    /// <summary>The separator that a first line such as <c>sep=;</c> tells spreadsheets, and the length of that line.</summary>
    public static (char Separator, int Length)? Told(string text)
    {
        if (!text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || text.Length < 5 || !Candidates.Contains(text[4], StringComparison.Ordinal))
        {
            return null;
        }

        var rest = text.AsSpan(5);
        return rest.StartsWith("\r\n") ? (text[4], 7)
            : rest is [] ? (text[4], 5)
            : rest[0] is '\r' or '\n' ? (text[4], 6)
            : null;
    }
}
