using System.Collections.Immutable;
using System.Text.Json;

namespace ContractCheck.Core.Lineage.Dbt;

/// <summary>Reads owners, who are written in many ways: a name, an object with name and mail address, a list of either.</summary>
internal static class DbtOwners
{
    private static readonly string[] Contacts = ["email", "slack", "slack_channel", "slack_channel_name", "channel", "github"];

    /// <summary>Owners of a model: those of its group, then what its <c>meta</c> says under <c>owner</c> or <c>owners</c>.</summary>
    public static ImmutableArray<Owner> OfMeta(params ReadOnlySpan<JsonElement> metas)
    {
        var owners = ImmutableArray.CreateBuilder<Owner>();
        foreach (var meta in metas)
        {
            foreach (var key in (string[])["owner", "owners", "team"])
            {
                if (meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty(key, out var value))
                {
                    owners.AddRange(Of(value));
                }
            }
        }

        return [.. owners.Distinct()];
    }

    /// <summary>Owners that a value names.</summary>
    public static ImmutableArray<Owner> Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > 0 } name => [new Owner(name, null)],
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(v => v.ValueKind == JsonValueKind.Array ? [] : Of(v))],
        JsonValueKind.Object => OfObject(value),
        _ => [],
    };

    private static ImmutableArray<Owner> OfObject(JsonElement value)
    {
        var contact = Contacts.Select(key => Text(value, key)).FirstOrDefault(t => t is not null);
        return (Text(value, "name") ?? contact) is { } name ? [new Owner(name, contact == name ? null : contact)] : [];
    }

    private static string? Text(JsonElement value, string key) => !value.TryGetProperty(key, out var found) ? null : found.ValueKind switch
    {
        JsonValueKind.String => found.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Array => string.Join(", ", found.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString())) is { Length: > 0 } all ? all : null,
        _ => null,
    };
}
