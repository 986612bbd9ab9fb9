using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts.DataContractSpecification;

/// <summary>The specification's types of fields, in the words of the model.</summary>
internal static class SpecificationTypes
{
    private static readonly ImmutableArray<(string Name, SpecificationType Type)> All =
    [
        .. Of(new("number", null), "number", "decimal", "numeric"),
        .. Of(new("integer", ("format", "i32")), "int", "integer"),
        .. Of(new("integer", ("format", "i64")), "long", "bigint"),
        .. Of(new("number", ("format", "f32")), "float"),
        .. Of(new("number", ("format", "f64")), "double"),
        .. Of(new("string", null), "string", "text", "varchar", "bytes"),
        .. Of(new("boolean", null), "boolean"),
        .. Of(new("timestamp", ("timezone", "true")), "timestamp", "timestamp_tz"),
        .. Of(new("timestamp", ("timezone", "false")), "timestamp_ntz"),
        .. Of(new("date", null), "date"),
        .. Of(new("time", null), "time"),
        .. Of(new("array", null), "array"),
        .. Of(new("map", null), "map"),
        .. Of(new("object", null), "object", "record", "struct", "variant", "json"),
        .. Of(new(null, null), "null"),
    ];

    private static readonly FrozenDictionary<string, SpecificationType> ByName =
        All.ToFrozenDictionary(t => t.Name, t => t.Type, StringComparer.Ordinal);

    /// <summary>Every name of a type.</summary>
    public static IEnumerable<string> Names => All.Select(t => t.Name);

    /// <summary>The type of that name.</summary>
    public static SpecificationType Find(string name) => ByName[name];

    private static IEnumerable<(string Name, SpecificationType Type)> Of(SpecificationType type, params string[] names) =>
        names.Select(n => (n, type));
}

/// <summary>What a type of the specification promises.</summary>
/// <param name="LogicalType">The kind of value, or null where none is promised.</param>
/// <param name="Option">An option of the logical type, or null.</param>
internal sealed record SpecificationType(string? LogicalType, (string Name, string Value)? Option);
