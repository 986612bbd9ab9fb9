using System.Collections.Immutable;
using System.Text.Json;

namespace ContractCheck.Core.Lineage.Dbt;

/// <summary>The columns that dbt adds to a snapshot.</summary>
internal static class DbtSnapshot
{
    /// <summary>Their names, and the columns of the snapshot's query that they derive from.</summary>
    public static ImmutableArray<(string Name, ImmutableArray<string> From)> Columns(ManifestDocument.ConfigMember? config)
    {
        var key = Names(config?.UniqueKey ?? default);
        var time = config is { Strategy.ValueKind: JsonValueKind.String } && config.Strategy.GetString() == "timestamp" ? Names(config.UpdatedAt) : [];
        return
        [
            (Name("dbt_scd_id"), [.. key, .. time]),
            (Name("dbt_updated_at"), time),
            (Name("dbt_valid_from"), time),
            (Name("dbt_valid_to"), time),
        ];

        string Name(string usual) =>
            config is { SnapshotColumns: { ValueKind: JsonValueKind.Object } names } && names.TryGetProperty(usual, out var own) && own.ValueKind == JsonValueKind.String
                ? own.GetString()!
                : usual;
    }

    private static ImmutableArray<string> Names(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)],
        _ => [],
    };
}
