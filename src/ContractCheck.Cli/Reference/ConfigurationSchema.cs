using System.Text.Json;
using System.Text.Json.Nodes;
using ContractCheck.Core.Configuration;

namespace ContractCheck.Cli.Reference;

/// <summary>The JSON Schema of the configuration.</summary>
internal static class ConfigurationSchema
{
    /// <summary>The schema, indented.</summary>
    public static string Text()
    {
        var properties = new JsonObject();
        foreach (var setting in ConfigurationReader.Settings)
        {
            var member = Shape(setting.Shape);
            member["description"] = $"{setting.Description} (default: {setting.Otherwise})".Replace("`", "", StringComparison.Ordinal);
            properties[setting.Key] = member;
        }

        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "ContractCheck configuration, version 1",
            ["description"] = $"What {ConfigurationReader.FileName} may say.",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            schema.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static JsonObject Shape(SettingShape shape) => shape switch
    {
        { Range: var (least, most) } => new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
        { Members.IsEmpty: false } => new JsonObject { ["type"] = "array", ["items"] = Mapping(shape) },
        { IsList: true } => new JsonObject
        {
            ["oneOf"] = new JsonArray(
                new JsonObject { ["type"] = "string", ["minLength"] = 1 },
                new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 } }),
        },

        // A version may be written without quotes, which makes it a number of YAML.
        { Values.IsEmpty: false } => new JsonObject
        {
            ["enum"] = new JsonArray([.. shape.Values.SelectMany(Spellings)]),
        },
        _ => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
    };

    private static JsonObject Mapping(SettingShape shape) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray([.. shape.Members.Where(m => m.Required).Select(m => JsonValue.Create(m.Name))]),
        ["properties"] = new JsonObject(shape.Members.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Name, m.Values.IsEmpty
            ? new JsonObject { ["type"] = "string", ["minLength"] = 1 }
            : new JsonObject { ["enum"] = new JsonArray([.. m.Values.Select(v => JsonValue.Create(v))]) }))),
    };

    private static IEnumerable<JsonNode?> Spellings(string value) =>
        decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number) ? [value, number] : [value];
}
