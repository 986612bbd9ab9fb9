using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContractCheck.Core.Rendering.OpenLineage;

/// <summary>A static event of OpenLineage 2-0-2: what a dataset is, outside of any run.</summary>
internal sealed record DatasetEvent(string EventTime, string Producer, [property: JsonPropertyName("schemaURL")] string SchemaUrl, Dataset Dataset)
{
    /// <summary>The schema of such events.</summary>
    public const string Schema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent";
}

/// <summary>A dataset and what is known of it.</summary>
internal sealed record Dataset(string Namespace, string Name, DatasetFacets Facets);

/// <summary>Facets; what is null is not told, and stays as whoever else told it.</summary>
internal sealed record DatasetFacets(SchemaFacet? Schema, OwnershipFacet? Ownership, DocumentationFacet? Documentation, ColumnLineageFacet? ColumnLineage);

/// <summary>A facet.</summary>
internal abstract record DatasetFacet([property: JsonPropertyName("_schemaURL"), JsonPropertyOrder(-1)] string SchemaUrl)
{
    /// <summary>Who tells it.</summary>
    [JsonPropertyName("_producer")]
    [JsonPropertyOrder(-2)]
    public string Producer { get; } = Project.Address;
}

/// <summary>Columns.</summary>
internal sealed record SchemaFacet(ImmutableArray<SchemaField> Fields)
    : DatasetFacet("https://openlineage.io/spec/facets/1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet");

/// <summary>A column.</summary>
internal sealed record SchemaField(string Name, string? Type, string? Description, [property: JsonPropertyName("ordinal_position")] int? OrdinalPosition);

/// <summary>Who answers for a dataset.</summary>
internal sealed record OwnershipFacet(ImmutableArray<DatasetOwner> Owners)
    : DatasetFacet("https://openlineage.io/spec/facets/1-0-1/OwnershipDatasetFacet.json#/$defs/OwnershipDatasetFacet");

/// <summary>An owner.</summary>
internal sealed record DatasetOwner(string Name, string? Type);

/// <summary>What a dataset is, in words.</summary>
internal sealed record DocumentationFacet(string Description)
    : DatasetFacet("https://openlineage.io/spec/facets/1-0-1/DocumentationDatasetFacet.json#/$defs/DocumentationDatasetFacet");

/// <summary>What columns derive from; <paramref name="Dataset"/> are columns that decide which rows there are.</summary>
internal sealed record ColumnLineageFacet(SortedDictionary<string, ColumnLineageField> Fields, ImmutableArray<InputField>? Dataset)
    : DatasetFacet("https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet");

/// <summary>What a column derives from.</summary>
internal sealed record ColumnLineageField(ImmutableArray<InputField> InputFields);

/// <summary>A column of another dataset.</summary>
internal sealed record InputField(string Namespace, string Name, string Field, ImmutableArray<Transformation> Transformations);

/// <summary>How it is used; a subtype is given only where it is certain.</summary>
internal sealed record Transformation(string Type, string? Subtype)
{
    /// <summary>The value is copied.</summary>
    public static Transformation Identity { get; } = new("DIRECT", "IDENTITY");

    /// <summary>The value is computed from it, or copied.</summary>
    public static Transformation Direct { get; } = new("DIRECT", null);

    /// <summary>It joins, filters, groups or sorts.</summary>
    public static Transformation Indirect { get; } = new("INDIRECT", null);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DatasetEvent))]
internal sealed partial class OpenLineageJson : JsonSerializerContext;
