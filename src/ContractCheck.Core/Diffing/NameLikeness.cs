namespace ContractCheck.Core.Diffing;

/// <summary>How alike two names are.</summary>
internal static class NameLikeness
{
    private const int Longest = 63;

    /// <summary>From 0 (nothing in common) to 1 (equal but for case and separators): by letters, or by whole words where that says more.</summary>
    public static double Between(string one, string other)
    {
        if (one.Length > Longest || other.Length > Longest)
        {
            return one == other ? 1 : 0;
        }

        var (a, b) = (Words(one), Words(other));
        var letters = 1 - ((double)EditDistance.Between(string.Concat(a), string.Concat(b)) / Math.Max(1, Math.Max(a.Sum(w => w.Length), b.Sum(w => w.Length))));
        var shared = a.Intersect(b, StringComparer.Ordinal).Count();
        var words = shared == Math.Min(a.Length, b.Length) ? 0.75 : (double)shared / Math.Max(a.Length, b.Length);
        return Math.Max(Math.Max(letters, words), IsShortFor(string.Concat(a), string.Concat(b)) || IsShortFor(string.Concat(b), string.Concat(a)) ? 0.75 : 0);
    }

    /// <summary>As <c>descr</c> is for <c>description</c>.</summary>
    private static bool IsShortFor(string one, string other) => one.Length >= 4 && other.StartsWith(one, StringComparison.Ordinal);

    /// <summary>Of <c>customer_id</c> and <c>customerId</c>: customer, id.</summary>
    private static string[] Words(string name)
    {
        var spaced = string.Concat(name.Select((c, i) =>
            !char.IsLetterOrDigit(c) ? " "
            : i > 0 && char.IsUpper(c) && char.IsLower(name[i - 1]) ? $" {char.ToLowerInvariant(c)}"
            : $"{char.ToLowerInvariant(c)}"));
        return spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
