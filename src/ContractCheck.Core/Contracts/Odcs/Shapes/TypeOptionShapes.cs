using System.Collections.Frozen;
using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using static ContractCheck.Core.Contracts.Documents.Keys;
using static ContractCheck.Core.Contracts.Odcs.OdcsKeys;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>What <c>logicalTypeOptions</c> may hold for each logical type.</summary>
internal static class TypeOptionShapes
{
    private static readonly Dictionary<string, ImmutableArray<ShapeKey>> Keys = new(StringComparer.Ordinal)
    {
        ["string"] = [Key("minLength", ValueKind.Count), Key("maxLength", ValueKind.Count), .. Texts("pattern", "format")],
        ["date"] = [Key("format", ValueKind.Text), .. Bounds(ValueKind.Text)],
        ["timestamp"] = Moments(),
        ["time"] = Moments(),
        ["integer"] = Numbers("i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128"),
        ["number"] = Numbers("f32", "f64"),
        ["array"] = [Key("minItems", ValueKind.Count), Key("maxItems", ValueKind.Count), Key("uniqueItems", ValueKind.Truth)],
        ["object"] =
        [
            Key("minProperties", ValueKind.Count),
            Key("maxProperties", ValueKind.Count),
            Key("required", ValueKind.List(ValueKind.Text) with { Least = 1, Distinct = true }),
        ],
    };

    private static readonly FrozenDictionary<string, ValueKind> ByType = Keys.ToFrozenDictionary(
        t => t.Key, t => ValueKind.Object(new Shape($"the logicalTypeOptions of '{t.Key}'", t.Value)), StringComparer.Ordinal);

    /// <summary>The options of a logical type; anything where the standard leaves them open.</summary>
    public static ValueKind Of(string? logicalType) =>
        logicalType is not null && ByType.TryGetValue(logicalType, out var kind) ? kind : ValueKind.AnyMapping;

    private static ImmutableArray<ShapeKey> Moments() =>
        [.. Texts("format", "defaultTimezone"), Key("timezone", ValueKind.Truth), .. Bounds(ValueKind.Text)];

    private static ImmutableArray<ShapeKey> Numbers(params string[] formats) =>
    [
        Key("multipleOf", new NumberKind(Positive: true)),
        Key("format", ValueKind.Choice(formats)),
        .. Bounds(ValueKind.Number),
    ];

    // Exclusive bounds were flags beside the bound before they became bounds of their own; contracts mix both (decision 9).
    private static ImmutableArray<ShapeKey> Bounds(ValueKind bound) =>
    [
        Key("minimum", bound),
        Key("maximum", bound),
        Key("exclusiveMinimum", ValueKind.Scalar),
        Key("exclusiveMaximum", ValueKind.Scalar),
    ];
}
