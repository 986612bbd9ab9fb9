using System.Text;

namespace ContractCheck.Core.Lineage.Loads;

/// <summary>What loads make of the names of columns: other letters, and <c>snake_case</c>.</summary>
internal static class ColumnNames
{
    /// <summary>Whether a load may have made one name of the other.</summary>
    public static bool AreOne(string model, string loaded) =>
        string.Equals(model, loaded, StringComparison.OrdinalIgnoreCase) || string.Equals(Snake(model), loaded, StringComparison.OrdinalIgnoreCase);

    /// <summary>The loaded name of a column among those that are known; the column's own where none is it.</summary>
    public static string Of(string model, IReadOnlyCollection<string> known) =>
        known.FirstOrDefault(k => string.Equals(model, k, StringComparison.OrdinalIgnoreCase)) ?? known.FirstOrDefault(k => AreOne(model, k)) ?? model;

    private static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var at = 0; at < name.Length; at++)
        {
            var startsWord = char.IsUpper(name[at]) && at > 0 && (char.IsLower(name[at - 1]) || char.IsDigit(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1]) && name[at - 1] != '_'));
            if (startsWord)
            {
                text.Append('_');
            }

            text.Append(char.IsLetterOrDigit(name[at]) ? char.ToLowerInvariant(name[at]) : '_');
        }

        return text.ToString();
    }
}
