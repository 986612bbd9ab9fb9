using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using static ContractCheck.Core.Contracts.Documents.Keys;
using static ContractCheck.Core.Contracts.Odcs.OdcsKeys;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Teams and support channels.</summary>
internal static class PeopleShapes
{
    private static readonly ListKind Members = ValueKind.List(ValueKind.Object(new Shape(
        "a team member",
        [
            Id(),
            .. RequiredLater("username", ValueKind.Text),
            .. Texts("role", "dateIn", "dateOut", "replacedByUsername"),
            .. Texts("name", "description").Select(k => Since(OdcsVersion.V302, k)),
            Since(OdcsVersion.V310, Key("tags", ValueKind.Texts)),
            Since(OdcsVersion.V310, Key("customProperties", CommonShapes.CustomProperties)),
            Since(OdcsVersion.V310, Key("authoritativeDefinitions", CommonShapes.AuthoritativeDefinitions)),
        ])
    {
        ClosedSince = (int)OdcsVersion.V310,
    }));

    /// <summary>A list of members; from v3.1.0 on also a mapping with members.</summary>
    public static ImmutableArray<ShapeKey> Team { get; } =
        Changed("team", Members, new EitherKind(null, Members, ValueKind.Object(TeamShape()), "a mapping with members"));

    public static ValueKind Support { get; } = ValueKind.List(ValueKind.Object(new Shape(
        "a support channel",
        [
            Id(),
            Must("channel", ValueKind.Text),
            .. RequiredOnce("url", ValueKind.Text),
            .. Texts("description", "tool", "scope", "invitationUrl"),
            Since(OdcsVersion.V310, Key("customProperties", CommonShapes.CustomProperties)),
        ])
    {
        ClosedSince = (int)OdcsVersion.V310,
    }));

    private static Shape TeamShape() => new(
        "the team",
        [
            Id(),
            .. Texts("name", "description"),
            Key("members", Members),
            Key("tags", ValueKind.Texts),
            Key("customProperties", CommonShapes.CustomProperties),
            Key("authoritativeDefinitions", CommonShapes.AuthoritativeDefinitions),
        ]);
}
