using ContractCheck.Core.Contracts.Documents;
using static ContractCheck.Core.Contracts.Documents.Keys;
using static ContractCheck.Core.Contracts.Odcs.OdcsKeys;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>The contract itself.</summary>
internal static class RootShape
{
    public static Shape Value { get; } = new(
        "the contract",
        [
            Must("apiVersion", ValueKind.Text),
            Must("kind", ValueKind.Choice("DataContract")),
            Must("id", ValueKind.Text),
            Must("version", ValueKind.Text),
            Until(OdcsVersion.V310, Must("status", ValueKind.Text)),
            Since(OdcsVersion.V320, Key("status", ValueKind.Text)),
            .. Texts("name", "tenant", "domain", "dataProduct", "slaDefaultElement", "contractCreatedTs"),
            Key("tags", ValueKind.Texts),
            Key("description", Description()),
            Key("servers", ServerShapes.Servers),
            Key("schema", SchemaShapes.Tables),
            Key("support", PeopleShapes.Support),
            Key("price", Price()),
            .. PeopleShapes.Team,
            Key("roles", CommonShapes.Roles),
            Key("slaProperties", ServiceLevels()),
            Since(OdcsVersion.V301, Key("authoritativeDefinitions", CommonShapes.AuthoritativeDefinitions)),
            Key("customProperties", CommonShapes.CustomProperties),
            Since(OdcsVersion.V320, Key("context", CommonShapes.Context)),
        ]);

    private static ValueKind Description() => ValueKind.Object(new Shape(
        "the description",
        [
            .. Texts("usage", "purpose", "limitations"),
            Since(OdcsVersion.V301, Key("authoritativeDefinitions", CommonShapes.AuthoritativeDefinitions)),
            Since(OdcsVersion.V301, Key("customProperties", CommonShapes.CustomProperties)),
        ])
    {
        // No JSON Schema closes the description: only what looks misspelt is refused.
        IsOpen = true,
    });

    private static ValueKind Price() => ValueKind.Object(new Shape(
        "the price",
        [Id(), Key("priceAmount", ValueKind.Number), .. Texts("priceCurrency", "priceUnit")])
    {
        ClosedSince = (int)OdcsVersion.V310,
    });

    private static ListKind ServiceLevels() => ValueKind.List(ValueKind.Object(new Shape(
        "a service level",
        [
            Id(),
            Must("property", ValueKind.Text),
            Must("value", ValueKind.Scalar),
            Key("valueExt", ValueKind.Scalar),
            .. Texts("unit", "element", "driver"),
            .. Texts("description", "scheduler", "schedule").Select(k => Since(OdcsVersion.V310, k)),
        ])
    {
        ClosedSince = (int)OdcsVersion.V310,
    }));
}
