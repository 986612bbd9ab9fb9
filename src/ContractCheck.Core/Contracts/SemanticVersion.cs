using System.Globalization;
using System.Text.RegularExpressions;
using ContractCheck.Core.Contracts.Changes;

namespace ContractCheck.Core.Contracts;

/// <summary>Versions of contracts: which announce broken promises, and which comes next.</summary>
internal static partial class SemanticVersion
{
    /// <summary>The first number of a released version such as <c>2.1.0</c> or <c>v2</c>; null for a pre-release and for what is no version.</summary>
    public static int? Major(Contract contract) => Numbers(contract.Version.Value) is { } numbers ? numbers.Major : null;

    /// <summary>The major version that is in force: of a pre-release the one before it, where it is the first of its major version.</summary>
    public static int MajorInForce(Contract contract) =>
        Major(contract)
        ?? (PreRelease().Match(contract.Version.Value) is { Success: true } match && Numbers(match.Groups["release"].Value) is { } next
            ? next.Minor > 0 || next.Patch > 0 ? next.Major : Math.Max(0, next.Major - 1)
            : 0);

    /// <summary>The first version that may break the promises of this one.</summary>
    public static string NextMajor(string version) => Next(version, ContractChangeGrade.Breaking);

    /// <summary>The version that changes of that grade call for.</summary>
    public static string Next(string version, ContractChangeGrade grade)
    {
        var release = PreRelease().Match(version) is { Success: true } match ? match.Groups["release"].Value : version;
        var (major, minor, patch) = Numbers(release) ?? (0, 0, 0);
        var prefix = version.StartsWith('v') ? "v" : "";
        return prefix + grade switch
        {
            // The release that a pre-release is of is still to come.
            ContractChangeGrade.Breaking when release != version && minor == 0 && patch == 0 => $"{major}.0.0",
            ContractChangeGrade.Breaking => $"{major + 1}.0.0",
            ContractChangeGrade.Additive => $"{major}.{minor + 1}.0",
            _ => $"{major}.{minor}.{patch + 1}",
        };
    }

    /// <summary>Whether one released version comes before another; null where either is none.</summary>
    public static bool? IsBefore(string one, string other) =>
        Numbers(one) is { } a && Numbers(other) is { } b ? a.CompareTo(b) < 0 : null;

    private static (int Major, int Minor, int Patch)? Numbers(string version)
    {
        if (Released().Match(version) is not { Success: true } match)
        {
            return null;
        }

        int Part(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        return (Part("major"), Part("minor"), Part("patch"));
    }

    [GeneratedRegex(@"\A(?<release>[vV]?[0-9.]{1,40})-[0-9A-Za-z.-]+(?:\+.*)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PreRelease();

    [GeneratedRegex(
        @"\A[vV]?(?<major>[0-9]{1,9})(?:\.(?<minor>[0-9]{1,9}))?(?:\.(?<patch>[0-9]{1,9}))?(?:\.[0-9]{1,9})?(?:\+[0-9A-Za-z.-]+)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Released();
}
