using System.Globalization;
using System.Text.RegularExpressions;
using ContractCheck.Core.Contracts;

namespace ContractCheck.Core.Rules;

/// <summary>The part of a contract's version that announces broken promises.</summary>
internal static partial class SemanticVersion
{
    /// <summary>The first number of a released version such as <c>2.1.0</c> or <c>v2</c>; null for a pre-release and for what is no version.</summary>
    public static int? Major(Contract contract) => Major(contract.Version.Value);

    /// <summary>The first version that may break the promises of this one.</summary>
    public static string NextMajor(string version) => $"{(Major(version) ?? 0) + 1}.0.0";

    private static int? Major(string version) =>
        Released().Match(version) is { Success: true } match
        && int.TryParse(match.Groups["major"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major
            : null;

    [GeneratedRegex(@"\A[vV]?(?<major>[0-9]{1,9})(?:\.[0-9]{1,9}){0,3}(?:\+[0-9A-Za-z.-]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Released();
}
