using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using static ContractCheck.Core.Contracts.Documents.Keys;
using static ContractCheck.Core.Contracts.Odcs.OdcsKeys;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Tables and their columns.</summary>
internal static class SchemaShapes
{
    private static readonly ImmutableArray<ShapeKey> Element =
    [
        Id(),
        .. Texts("name", "physicalType", "description", "businessName"),
        Key("authoritativeDefinitions", CommonShapes.AuthoritativeDefinitions),
        Key("tags", ValueKind.Texts),
        Key("customProperties", CommonShapes.CustomProperties),
        Key("quality", QualityShapes.Rules),
        Since(OdcsVersion.V320, Key("deprecated", ValueKind.Truth)),
        Since(OdcsVersion.V320, Key("synonyms", Synonyms())),
    ];

    private static readonly ValueKind LogicalType =
        ValueKind.Choice("string", "date", "number", "integer", "object", "array", "boolean", "timestamp", "time")
            .And((int)OdcsVersion.V320, "map", "vector");

    private static readonly ImmutableArray<ShapeKey> AnyColumn =
    [
        .. Element,
        Since(OdcsVersion.V302, Key("physicalName", ValueKind.Text)),
        Key("logicalType", LogicalType),
        .. new[] { "primaryKey", "required", "unique", "partitioned", "criticalDataElement" }.Select(k => Key(k, ValueKind.Truth)),
        Key("primaryKeyPosition", ValueKind.Whole),
        Key("partitionKeyPosition", ValueKind.Whole),
        .. Texts("classification", "encryptedName", "transformLogic", "transformDescription"),
        Key("transformSourceObjects", ValueKind.Texts),
        Key("examples", ValueKind.List(ValueKind.Anything)),
        Since(OdcsVersion.V310, Key("relationships", RelationshipShapes.OfColumns)),
        Since(OdcsVersion.V320, Key("enum", EnumValues())),
        Since(OdcsVersion.V320, Key("semanticType", ValueKind.Choice("column", "measure", "dimension"))),
        Key("items", ValueKind.Object(() => Item!)),
        Key("properties", ValueKind.List(ValueKind.Object(() => Column!))),
        Since(OdcsVersion.V320, Key("map", ValueKind.Object(() => Map!))),
    ];

    private static readonly Shape Item = ColumnShape("items", AnyColumn, isItem: true);

    private static readonly Shape Column =
        ColumnShape("a property", [Must("name", ValueKind.Text), .. AnyColumn.Where(k => k.Name != "name")], isItem: false);

    private static readonly Shape Map =
        new("a map", [Must("key", ValueKind.Object(() => Item)), Must("value", ValueKind.Object(() => Item))]);

    public static ValueKind Tables { get; } = ValueKind.List(ValueKind.Object(new Shape(
        "a schema object",
        [
            Must("name", ValueKind.Text),
            .. Element.Where(k => k.Name != "name"),
            .. Texts("physicalName", "dataGranularityDescription"),
            Since(OdcsVersion.V320, Key("context", CommonShapes.Context)),
            Key("logicalType", ValueKind.Choice("object")),
            Key("properties", ValueKind.List(ValueKind.Object(Column))),
            Since(OdcsVersion.V310, Key("relationships", RelationshipShapes.OfTables)),
        ])));

    private static Shape ColumnShape(string name, ImmutableArray<ShapeKey> keys, bool isItem) => new(name, keys)
    {
        More = (column, _) => [Key("logicalTypeOptions", TypeOptionShapes.Of(Type(column)))],
        Rule = (column, _) => ColumnRules.Errors(column, Type(column), isItem),
    };

    private static string? Type(DocumentMapping column) => (column["logicalType"] as DocumentScalar)?.Text;

    private static ListKind Synonyms() => ValueKind.List(ValueKind.Object(new Shape(
        "a synonym",
        [
            Id(),
            Must("synonym", ValueKind.Text),
            .. Texts("description", "locale", "source", "status"),
            Key("customProperties", CommonShapes.CustomProperties),
        ])));

    private static ListKind EnumValues() => ValueKind.List(ValueKind.Object(new Shape(
        "an enum value",
        [
            Id(),
            Must("value", ValueKind.Scalar),
            .. Texts("label", "description"),
            Key("tags", ValueKind.Texts),
            Key("customProperties", CommonShapes.CustomProperties),
            Key("authoritativeDefinitions", CommonShapes.AuthoritativeDefinitions),
        ]))) with { Least = 1 };
}
