using ContractCheck.Core.Contracts.Documents;
using static ContractCheck.Core.Contracts.Documents.Keys;
using static ContractCheck.Core.Contracts.Odcs.OdcsKeys;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Mappings that occur in many places of the standard.</summary>
internal static class CommonShapes
{
    public static ValueKind CustomProperties { get; } = ValueKind.List(ValueKind.Object(new Shape(
        "a custom property",
        [
            Id(),
            .. RequiredLater("property", ValueKind.Text),
            .. RequiredLater("value", ValueKind.Anything),
            Since(OdcsVersion.V310, Key("description", ValueKind.Text)),
            Since(OdcsVersion.V320, Key("vendor", ValueKind.Text)),
        ])
    {
        ClosedSince = (int)OdcsVersion.V310,
    }));

    public static ValueKind AuthoritativeDefinitions { get; } = ValueKind.List(ValueKind.Object(new Shape(
        "an authoritative definition",
        [
            Id(),
            Must("url", ValueKind.Text),
            Must("type", ValueKind.Text),
            Since(OdcsVersion.V310, Key("description", ValueKind.Text)),
        ])
    {
        ClosedSince = (int)OdcsVersion.V310,
    }));

    public static ValueKind Roles { get; } = ValueKind.List(ValueKind.Object(new Shape(
        "a role",
        [
            Id(),
            Must("role", ValueKind.Text),
            .. Texts("description", "access", "firstLevelApprovers", "secondLevelApprovers"),
            Since(OdcsVersion.V301, Key("customProperties", CustomProperties)),
        ])
    {
        ClosedSince = (int)OdcsVersion.V310,
    }));

    public static ValueKind Context { get; } = new EitherKind(
        ValueKind.Text,
        null,
        ValueKind.Object(new Shape(
            "a context",
            [
                Key("instructions", ValueKind.Text),
                Key("constraints", Remarks("a constraint", Must("constraint", ValueKind.Text))),
                Key("verifiedStatements", Remarks("a verified statement", Must("question", ValueKind.Text), Key("answer", ValueKind.Text))),
            ])),
        "a string or a mapping");

    private static ListKind Remarks(string name, params ShapeKey[] keys) => ValueKind.List(ValueKind.Object(new Shape(
        name,
        [
            Key("id", ValueKind.Text),
            .. keys,
            Key("tags", ValueKind.Texts),
            Key("authoritativeDefinitions", AuthoritativeDefinitions),
            Key("customProperties", CustomProperties),
        ])));
}
