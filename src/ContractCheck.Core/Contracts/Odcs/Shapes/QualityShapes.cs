using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using static ContractCheck.Core.Contracts.Documents.Keys;
using static ContractCheck.Core.Contracts.Odcs.OdcsKeys;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Quality rules: common keys, and for each type its own.</summary>
internal static class QualityShapes
{
    private static readonly ListKind Range = ValueKind.List(ValueKind.Number) with { Least = 2, Most = 2, Distinct = true };

    private static readonly ValueKind Metric =
        ValueKind.Choice("nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount");

    private static readonly ValueKind Dimension =
        ValueKind.Choice("accuracy", "completeness", "conformity", "consistency", "coverage", "timeliness", "uniqueness");

    private static readonly ImmutableArray<ShapeKey> Operators =
    [
        Key("mustBe", ValueKind.Anything),
        Key("mustNotBe", ValueKind.Anything),
        Key("mustBeGreaterThan", ValueKind.Number),
        Key("mustBeGreaterOrEqualTo", ValueKind.Number),
        Key("mustBeLessThan", ValueKind.Number),
        Key("mustBeLessOrEqualTo", ValueKind.Number),
        Key("mustBeBetween", Range),
        Key("mustNotBeBetween", Range),
    ];

    private static readonly ImmutableArray<ShapeKey> Library =
    [
        .. RequiredOnce("rule", ValueKind.Text),
        Since(OdcsVersion.V310, Must("metric", Metric)),
        Since(OdcsVersion.V310, Key("arguments", ValueKind.AnyMapping)),
        .. Operators,
    ];

    private static readonly ImmutableArray<ShapeKey> Sql = [Must("query", ValueKind.Text), .. Operators];

    private static readonly ImmutableArray<ShapeKey> Custom =
    [
        Must("engine", ValueKind.Text),
        Must("implementation", new EitherKind(ValueKind.Text, null, ValueKind.AnyMapping, "a string or a mapping")),
    ];

    public static ValueKind Rules { get; } = ValueKind.List(ValueKind.Object(new Shape(
        "a quality rule",
        [
            Id(),
            .. Texts("name", "description", "businessImpact", "method", "schedule", "scheduler", "severity", "unit"),
            Key("type", ValueKind.Choice("text", "library", "sql", "custom")),
            Key("dimension", Dimension),
            Key("tags", ValueKind.Texts),
            Key("authoritativeDefinitions", CommonShapes.AuthoritativeDefinitions),
            Key("customProperties", CommonShapes.CustomProperties),
        ])
    {
        ClosedSince = (int)OdcsVersion.V310,
        More = KeysOfType,
        Rule = OneOperator,
    }));

    private static IEnumerable<ShapeKey> KeysOfType(DocumentMapping rule, int version) =>
    [
        .. IsLibrary(rule, version) ? Library : [],
        .. Type(rule) == "sql" ? Sql : [],
        .. Type(rule) == "custom" ? Custom : [],
    ];

    private static IEnumerable<ContractError> OneOperator(DocumentMapping rule, int version)
    {
        if (version < (int)OdcsVersion.V310 || (Type(rule) != "sql" && !IsLibrary(rule, version)))
        {
            return [];
        }

        var given = rule.Entries.Where(e => Operators.Any(o => o.Name == e.Key)).ToList();
        return given.Count switch
        {
            0 => [new ContractError(
                rule.Position, "a quality rule says nothing about its result", "add one operator, such as 'mustBe: 0'")],
            1 => [],
            _ => [new ContractError(
                given[1].Position,
                $"a quality rule has several operators: {string.Join(", ", given.Select(e => e.Key))}",
                "write one rule for each")],
        };
    }

    private static bool IsLibrary(DocumentMapping rule, int version) =>
        Type(rule) == "library" || (version >= (int)OdcsVersion.V310 ? rule["metric"] is not null : rule["type"] is null);

    private static string? Type(DocumentMapping rule) => (rule["type"] as DocumentScalar)?.Text;
}
