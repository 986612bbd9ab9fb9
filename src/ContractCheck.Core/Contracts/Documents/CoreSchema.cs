using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>Types plain scalars by the core schema of YAML 1.2, where <c>yes</c> and <c>2024-01-01</c> are text.</summary>
internal static partial class CoreSchema
{
    public static DocumentScalar Resolve(ContractPosition position, string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => new DocumentScalar(position, "", ScalarType.Null),
        "true" or "True" or "TRUE" => new DocumentScalar(position, "true", ScalarType.Truth),
        "false" or "False" or "FALSE" => new DocumentScalar(position, "false", ScalarType.Truth),
        _ when Decimal().IsMatch(text) => new DocumentScalar(position, text.TrimStart('+'), ScalarType.Whole),
        _ when Hexadecimal().IsMatch(text) => new DocumentScalar(position, HexadecimalDigits(text), ScalarType.Whole),
        _ when Octal().IsMatch(text) => new DocumentScalar(position, OctalDigits(text), ScalarType.Whole),
        _ when Fraction().IsMatch(text) => new DocumentScalar(position, text, ScalarType.Fraction),
        _ => new DocumentScalar(position, text, ScalarType.Text),
    };

    // Parsed with a leading zero, because BigInteger takes a leading f for a sign.
    private static string HexadecimalDigits(string text) =>
        BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture);

    private static string OctalDigits(string text) =>
        text[2..].Aggregate(BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0')).ToString(CultureInfo.InvariantCulture);

    // Digits are bounded: reading a longer number costs the square of its length, and none means anything in a contract.
    [GeneratedRegex(@"\A[-+]?[0-9]{1,300}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A0x[0-9a-fA-F]{1,300}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"\A0o[0-7]{1,300}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Octal();

    [GeneratedRegex(
        @"\A(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fraction();
}
