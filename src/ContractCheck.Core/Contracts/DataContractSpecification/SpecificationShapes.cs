using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using static ContractCheck.Core.Contracts.Documents.Keys;

namespace ContractCheck.Core.Contracts.DataContractSpecification;

/// <summary>
/// The keys of the specification's JSON Schema. It lets authors add keys of their own everywhere, so only what looks misspelt is refused.
/// </summary>
internal static class SpecificationShapes
{
    private static readonly ImmutableArray<ShapeKey> FieldKeys =
    [
        Key("type", ValueKind.Choice([.. SpecificationTypes.Names])),
        .. Texts("description", "title", "references", "format", "pattern", "classification", "$ref"),
        .. All(ValueKind.Truth, "required", "primary", "primaryKey", "unique", "pii"),
        .. All(ValueKind.Count, "minLength", "maxLength", "precision", "scale"),
        .. All(ValueKind.Number, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
        Key("enum", ValueKind.Texts),
        Key("tags", ValueKind.Texts),
        .. All(ValueKind.AnyMapping, "links", "lineage", "config"),
        .. All(ValueKind.Anything, "example", "examples", "quality"),
        .. All(ValueKind.Object(() => Field!), "items", "keys", "values"),
        Key("fields", new NamedKind(ValueKind.Object(() => Field!))),
    ];

    private static readonly Shape Field = Open("a field", [.. FieldKeys]);

    private static readonly Shape Definition = Open("a definition", [.. Texts("domain", "name"), .. FieldKeys]);

    private static readonly Shape Model = Open(
        "a model",
        [
            Key("type", ValueKind.Choice("table", "view", "object")),
            .. Texts("description", "title"),
            Key("fields", new NamedKind(ValueKind.Object(Field))),
            Key("primaryKey", ValueKind.Texts),
            Key("additionalFields", ValueKind.Truth),
            Key("config", ValueKind.AnyMapping),
            .. All(ValueKind.Anything, "quality", "examples", "tags"),
        ]);

    private static readonly Shape Info = Open(
        "the info",
        [
            Must("title", ValueKind.Text),
            Must("version", ValueKind.Text),
            .. Texts("status", "description", "owner"),
            Key("contact", ValueKind.Object(Open("the contact", [.. Texts("name", "url", "email")]))),
        ]);

    private static readonly Shape Server = Open(
        "a server",
        [Must("type", ValueKind.Text), .. Texts("description", "environment", "host", "database", "schema", "catalog", "project", "dataset")])
        with { More = (_, _) => All(ValueKind.Anything, "account", "format", "location", "path", "port", "roles", "topic") };

    /// <summary>The contract itself.</summary>
    public static Shape Root { get; } = Open(
        "the contract",
        [
            Must("dataContractSpecification", ValueKind.Text),
            Must("id", ValueKind.Text),
            Must("info", ValueKind.Object(Info)),
            Key("servers", new NamedKind(ValueKind.Object(Server))),
            Key("models", new NamedKind(ValueKind.Object(Model))),
            Key("definitions", new NamedKind(ValueKind.Object(Definition))),
            .. All(new NamedKind(ValueKind.AnyMapping), "servicelevels", "serviceLevels"),
            .. All(ValueKind.AnyMapping, "terms", "links"),
            Key("tags", ValueKind.Texts),
            .. All(ValueKind.Anything, "examples", "quality", "schema"),
        ]);

    private static Shape Open(string name, ImmutableArray<ShapeKey> keys) => new(name, keys) { IsOpen = true };
}
