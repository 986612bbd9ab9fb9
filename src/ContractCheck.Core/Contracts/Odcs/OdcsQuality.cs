using System.Globalization;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Which quality rules promise something about the schema.</summary>
internal static class OdcsQuality
{
    /// <summary>Whether the rule allows no row at all that misses it. A share of bad rows promises nothing about the schema.</summary>
    public static bool AllowsNone(DocumentMapping rule) => IsZero(rule["mustBe"]) || IsZero(rule["mustBeLessOrEqualTo"]);

    /// <summary>The allowed values of a column: those of <c>enum</c>, else of an <c>invalidValues</c> rule that allows none.</summary>
    public static AllowedValues? AllowedValues(DocumentMapping column)
    {
        if (column.Entry("enum") is { } entry)
        {
            return new AllowedValues([.. column.Mappings("enum").Select(v => v.Text("value")).OfType<string>()], entry.Position);
        }

        return column.Mappings("quality")
            .Where(r => r.Text("metric") == "invalidValues" && AllowsNone(r) && r.Mapping("arguments")?["validValues"] is DocumentSequence)
            .Select(r => new AllowedValues(r.Mapping("arguments")!.TextsOf("validValues"), r.Position))
            .FirstOrDefault();
    }

    private static bool IsZero(DocumentNode? node) =>
        node is DocumentScalar { Type: ScalarType.Whole or ScalarType.Fraction, Text: var text }
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && value == 0;
}
