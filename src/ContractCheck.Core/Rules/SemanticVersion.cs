using System.Globalization;
using ContractCheck.Core.Contracts;

namespace ContractCheck.Core.Rules;

/// <summary>The part of a contract's version that announces broken promises.</summary>
internal static class SemanticVersion
{
    /// <summary>The first number of the version (a leading <c>v</c> is skipped), or 0.</summary>
    public static int Major(Contract contract) => Major(contract.Version.Value);

    /// <summary>The first version that may break the promises of this one.</summary>
    public static string NextMajor(string version) => $"{Major(version) + 1}.0.0";

    private static int Major(string version)
    {
        var digits = version.TrimStart('v', 'V').TakeWhile(char.IsAsciiDigit).ToArray();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }
}
