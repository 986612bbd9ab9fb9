using System.Text.RegularExpressions;

namespace ContractCheck.Core.Configuration;

/// <summary>A distribution that models need, with or without a version: <c>oslo.db</c>, <c>oslo.db[mysql]==17.2.0</c>.</summary>
public static partial class PackageRequirement
{
    /// <summary>
    /// Whether the text names a distribution of the configured index and nothing else. Options, paths, addresses and environment markers are
    /// refused: a pull request could have pip read a file of its own with them.
    /// </summary>
    public static bool IsValid(string text) => text.Length <= 200 && Requirement().IsMatch(text);

    /// <summary>Whether it asks for exactly one version.</summary>
    public static bool IsPinned(string text) => text.Contains("==", StringComparison.Ordinal) && !text.Contains('*', StringComparison.Ordinal);

    [GeneratedRegex(
        @"\A[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[A-Za-z0-9._, -]*\])? *(?:(?:===?|~=|!=|<=?|>=?) *[A-Za-z0-9.*+!_-]+(?: *, *(?:===?|~=|!=|<=?|>=?) *[A-Za-z0-9.*+!_-]+)*)?\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Requirement();
}
