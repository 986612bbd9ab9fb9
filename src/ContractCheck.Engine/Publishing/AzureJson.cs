using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContractCheck.Engine.Publishing;

/// <summary>Azure takes some members as numbers and sends them by name; what it sends of them is of no interest here.</summary>
internal sealed class SentNumberConverter : JsonConverter<int?>
{
    /// <inheritdoc/>
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => writer.WriteNumberValue(value ?? 0);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AzureList<AzureLabel>))]
[JsonSerializable(typeof(AzureList<AzureThread>))]
[JsonSerializable(typeof(AzureThread))]
[JsonSerializable(typeof(AzureComment))]
[JsonSerializable(typeof(AzureStatus))]
internal sealed partial class AzureJson : JsonSerializerContext;
