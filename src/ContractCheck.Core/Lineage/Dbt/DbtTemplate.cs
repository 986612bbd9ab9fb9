using System.Text.RegularExpressions;

namespace ContractCheck.Core.Lineage.Dbt;

/// <summary>The query of a model that was parsed and not compiled. Where its template only names other nodes, the names can be put in.</summary>
internal static partial class DbtTemplate
{
    /// <summary>The query with the relations that it names, or null where the template does more.</summary>
    /// <param name="code">The template.</param>
    /// <param name="relationOf">The relation of a node by the last parts of its id: <c>stg_orders</c>, <c>shop.orders</c>; null where there is none.</param>
    public static string? Fill(string code, Func<string, string?> relationOf)
    {
        try
        {
            return Filled(code, relationOf);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static string? Filled(string code, Func<string, string?> relationOf)
    {
        var unknown = false;
        var filled = References().Replace(Settings().Replace(code, ""), match =>
        {
            var names = match.Groups["name"].Captures.Select(c => c.Value);
            var relation = relationOf(string.Join('.', names));
            unknown |= relation is null;
            return relation ?? "";
        });
        return unknown || filled.Contains("{{", StringComparison.Ordinal) || filled.Contains("{%", StringComparison.Ordinal) ? null : Comments().Replace(filled, "");
    }

    [GeneratedRegex(@"\{\{-?\s*(?:ref|source)\s*\(\s*(?:['""](?<name>[^'""]+)['""]\s*,?\s*){1,2}\)\s*-?\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex References();

    [GeneratedRegex(@"\{\{-?\s*config\s*\([^{}]*\)\s*-?\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Settings();

    [GeneratedRegex(@"\{#.*?#\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Comments();
}
