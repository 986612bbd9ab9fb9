using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContractCheck.Core.Schema;

/// <summary>The schema document as it travels (docs/schema-document.md). It comes from a child that ran a stranger's code.</summary>
internal sealed record SchemaDocument
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    public required string Dialect { get; init; }

    public required ImmutableArray<TableMember> Tables { get; init; }

    public ImmutableArray<ClassMember>? Classes { get; init; }

    public ImmutableArray<ViewMember>? Views { get; init; }

    public required DiagnosticsMember Diagnostics { get; init; }

    public required ClosureMember Closure { get; init; }

    internal sealed record ClassMember(string Class, NameMember? Table, string File, int Line, ImmutableArray<AttributeMember> Attributes);

    internal sealed record NameMember(string? Schema, string Name);

    internal sealed record AttributeMember(string Name, string Kind, ImmutableArray<OriginMember> Columns, string? Target, NameMember? Secondary);

    internal sealed record OriginMember(string? Schema, string Table, string Column);

    internal sealed record ViewMember(string? Schema, string Name, bool Materialized, string File, int Line, ImmutableArray<ViewColumnMember> Columns);

    internal sealed record ViewColumnMember(string Name, ImmutableArray<OriginMember> Columns);

    internal sealed record TableMember
    {
        public required string? Schema { get; init; }

        public required string Name { get; init; }

        public required string? Class { get; init; }

        public required string? File { get; init; }

        public required int? Line { get; init; }

        public required bool Complete { get; init; }

        public required ImmutableArray<MissingPart> Missing { get; init; }

        public required string? Comment { get; init; }

        public string? Bind { get; init; }

        public required ImmutableArray<string> PrimaryKey { get; init; }

        public required ImmutableArray<UniqueConstraint> Uniques { get; init; }

        public required ImmutableArray<ForeignKeyMember> ForeignKeys { get; init; }

        public required ImmutableArray<TableIndex> Indexes { get; init; }

        public required ImmutableArray<CheckConstraint> Checks { get; init; }

        public required ImmutableArray<ColumnMember> Columns { get; init; }
    }

    internal sealed record ColumnMember
    {
        public required string Name { get; init; }

        public required string? Attribute { get; init; }

        public required string Type { get; init; }

        public required bool TypeResolved { get; init; }

        public required string? Python { get; init; }

        public required bool Nullable { get; init; }

        public required bool PrimaryKey { get; init; }

        public required string? ServerDefault { get; init; }

        public required bool ClientDefault { get; init; }

        public required ComputedMember? Computed { get; init; }

        public required IdentityMember? Identity { get; init; }

        [JsonPropertyName("enum")]
        public required ImmutableArray<string>? EnumValues { get; init; }

        public required int? Length { get; init; }

        public required int? Precision { get; init; }

        public required int? Scale { get; init; }

        public required bool? Timezone { get; init; }

        public required string? Comment { get; init; }

        public required string? File { get; init; }

        public required int? Line { get; init; }
    }

    internal sealed record ForeignKeyMember(
        string? Name,
        ImmutableArray<string> Columns,
        string? TargetSchema,
        string TargetTable,
        ImmutableArray<string> TargetColumns,
        string? OnDelete,
        string? OnUpdate);

    internal sealed record ComputedMember(string Sql, bool? Persisted);

    internal sealed record IdentityMember(bool Always, long? Start, long? Increment);

    internal sealed record DiagnosticsMember(
        string Python,
        string Sqlalchemy,
        ImmutableArray<UnloadedMember> Unloaded,
        ImmutableArray<InheritedMember> Inherited,
        ImmutableArray<FailedMember> Failed,
        ImmutableArray<FailedMember> Unparsed,
        ImmutableArray<MockedMember> Mocked);

    internal sealed record UnloadedMember(string? Table, string? Class, string File, int Line, string Reason, string? Distribution);

    internal sealed record InheritedMember(string? Table, string? Class, string File, int Line);

    internal sealed record FailedMember(string File, int Line, string Error);

    internal sealed record MockedMember(string Distribution, ImmutableArray<string> Modules);

    internal sealed record ClosureMember(ImmutableArray<string> Files, ImmutableArray<string> Absent);
}

/// <summary>Strict: no unknown, missing or doubled members, no deep nesting.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    MaxDepth = 16,
    AllowDuplicateProperties = false,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true,
    NewLine = "\n",
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SchemaDocument))]
internal sealed partial class SchemaDocumentJson : JsonSerializerContext;
