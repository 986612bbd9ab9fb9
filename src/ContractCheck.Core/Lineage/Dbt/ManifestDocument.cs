using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContractCheck.Core.Lineage.Dbt;

/// <summary>What is read of a manifest.json; it has much more, and all of it is somebody else's text.</summary>
internal sealed record ManifestDocument
{
    public MetadataMember? Metadata { get; set; }

    public Dictionary<string, NodeMember?>? Nodes { get; set; }

    public Dictionary<string, NodeMember?>? Sources { get; set; }

    public Dictionary<string, NodeMember?>? Exposures { get; set; }

    public Dictionary<string, NodeMember?>? Metrics { get; set; }

    [JsonPropertyName("semantic_models")]
    public Dictionary<string, NodeMember?>? SemanticModels { get; set; }

    [JsonPropertyName("saved_queries")]
    public Dictionary<string, NodeMember?>? SavedQueries { get; set; }

    public Dictionary<string, GroupMember?>? Groups { get; set; }

    internal sealed record MetadataMember
    {
        [JsonPropertyName("dbt_schema_version")]
        public string? SchemaVersion { get; set; }

        [JsonPropertyName("adapter_type")]
        public string? AdapterType { get; set; }

        [JsonPropertyName("project_name")]
        public string? ProjectName { get; set; }
    }

    internal sealed record NodeMember
    {
        [JsonPropertyName("resource_type")]
        public string? ResourceType { get; set; }

        public string? Name { get; set; }

        public string? Label { get; set; }

        public string? Type { get; set; }

        [JsonPropertyName("package_name")]
        public string? PackageName { get; set; }

        public string? Database { get; set; }

        public string? Schema { get; set; }

        public string? Alias { get; set; }

        public string? Identifier { get; set; }

        [JsonPropertyName("source_name")]
        public string? SourceName { get; set; }

        [JsonPropertyName("relation_name")]
        public string? RelationName { get; set; }

        [JsonPropertyName("compiled_code")]
        public string? CompiledCode { get; set; }

        [JsonPropertyName("raw_code")]
        public string? RawCode { get; set; }

        public string? Language { get; set; }

        [JsonPropertyName("original_file_path")]
        public string? File { get; set; }

        [JsonPropertyName("depends_on")]
        public DependsOnMember? DependsOn { get; set; }

        public JsonElement Group { get; set; }

        public ConfigMember? Config { get; set; }

        public JsonElement Meta { get; set; }

        public Dictionary<string, ColumnMember?>? Columns { get; set; }

        public JsonElement Version { get; set; }

        public QuotingMember? Quoting { get; set; }

        public JsonElement Owner { get; set; }

        public JsonElement Url { get; set; }

        public string? Maturity { get; set; }
    }

    internal sealed record DependsOnMember
    {
        public List<string?>? Nodes { get; set; }
    }

    internal sealed record ConfigMember
    {
        public string? Materialized { get; set; }

        public JsonElement Meta { get; set; }

        public JsonElement Group { get; set; }

        public JsonElement Strategy { get; set; }

        [JsonPropertyName("updated_at")]
        public JsonElement UpdatedAt { get; set; }

        [JsonPropertyName("unique_key")]
        public JsonElement UniqueKey { get; set; }

        [JsonPropertyName("snapshot_meta_column_names")]
        public JsonElement SnapshotColumns { get; set; }
    }

    internal sealed record ColumnMember
    {
        public string? Name { get; set; }
    }

    internal sealed record QuotingMember
    {
        public bool? Identifier { get; set; }
    }

    internal sealed record GroupMember
    {
        public string? Name { get; set; }

        public JsonElement Owner { get; set; }
    }
}

/// <summary>What is read of a catalog.json.</summary>
internal sealed record CatalogDocument
{
    public Dictionary<string, RelationMember?>? Nodes { get; set; }

    public Dictionary<string, RelationMember?>? Sources { get; set; }

    internal sealed record RelationMember
    {
        public Dictionary<string, PlaceMember?>? Columns { get; set; }
    }

    internal sealed record PlaceMember
    {
        public string? Name { get; set; }

        public JsonElement Index { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 128, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ManifestDocument))]
[JsonSerializable(typeof(CatalogDocument))]
internal sealed partial class DbtJson : JsonSerializerContext;
