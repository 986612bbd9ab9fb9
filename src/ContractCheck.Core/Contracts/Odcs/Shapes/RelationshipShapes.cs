using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using static ContractCheck.Core.Contracts.Documents.Keys;
using static ContractCheck.Core.Contracts.Odcs.OdcsKeys;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Relationships. What the references mean is read by <see cref="OdcsReference"/>.</summary>
internal static class RelationshipShapes
{
    private static readonly ImmutableArray<ShapeKey> Common =
    [
        Key("type", ValueKind.Choice("foreignKey")),
        Key("customProperties", CommonShapes.CustomProperties),
    ];

    private static readonly ValueKind References = new EitherKind(
        ValueKind.Text, ValueKind.List(ValueKind.Text) with { Least = 1 }, null, "a string or a list of strings");

    public static ValueKind OfColumns { get; } = ValueKind.List(ValueKind.Object(new Shape(
        "a relationship of a property", [Must("to", References), .. Common])
    {
        Rule = (relationship, version) => BadReferences(relationship, "to", (OdcsVersion)version),
    }));

    public static ValueKind OfTables { get; } = ValueKind.List(ValueKind.Object(new Shape(
        "a relationship of a schema object", [Must("from", References), Must("to", References), .. Common])
    {
        Rule = (relationship, version) =>
            BadReferences(relationship, "from", (OdcsVersion)version).Concat(BadReferences(relationship, "to", (OdcsVersion)version)).Concat(BadPair(relationship)),
    }));

    private static IEnumerable<ContractError> BadReferences(DocumentMapping relationship, string key, OdcsVersion version) =>
        Scalars(relationship[key])
            .Where(s => s.Type is ScalarType.Text && !OdcsReference.IsWellFormed(s.Text, version))
            .Select(s => new ContractError(
                s.Position,
                $"'{s.Text}' is no reference to a column",
                version < OdcsVersion.V320 && s.Text.Count(c => c == '.') > 1
                    ? "before v3.2.0 a reference has two parts: 'table.column', by the names of the contract"
                    : "write 'table.column', by the names of the contract"));

    private static IEnumerable<ContractError> BadPair(DocumentMapping relationship) => (relationship["from"], relationship["to"]) switch
    {
        (DocumentScalar, DocumentScalar) => [],
        (DocumentSequence from, DocumentSequence to) when from.Items.Length == to.Items.Length => [],
        (DocumentSequence from, DocumentSequence to) =>
            [new ContractError(
                to.Position, $"'from' names {from.Items.Length} columns and 'to' names {to.Items.Length}", "name as many of each")],
        (DocumentScalar or DocumentSequence, DocumentScalar or DocumentSequence) =>
            [new ContractError(relationship["to"]!.Position, "'from' and 'to' must both be strings or both be lists")],
        _ => [],
    };

    private static IEnumerable<DocumentScalar> Scalars(DocumentNode? node) => node switch
    {
        DocumentScalar scalar => [scalar],
        DocumentSequence sequence => sequence.Items.OfType<DocumentScalar>(),
        _ => [],
    };
}
