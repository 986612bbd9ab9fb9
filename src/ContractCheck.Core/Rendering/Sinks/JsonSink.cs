using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>JSON: whole documents, which the serializer encodes.</summary>
public sealed class JsonSink : Sink<JsonSink>
{
    private JsonSink()
    {
    }

    /// <summary>The sink.</summary>
    public static JsonSink Instance { get; } = new();

    /// <summary>
    /// The document, ending in a line break. No log parser finds a command in it: <c>##</c> can only stand inside a string, where its
    /// second sign is written as an escape.
    /// </summary>
    internal Encoded<JsonSink> Document<T>(T document, JsonTypeInfo<T> type) =>
        Written(JsonSerializer.Serialize(document, type).Replace("##", "#\\u0023", StringComparison.Ordinal) + "\n");

    internal override void Encode(StringBuilder page, string text) =>
        page.Append(JsonEncodedText.Encode(text).Value.Replace("##", "#\\u0023", StringComparison.Ordinal));
}
