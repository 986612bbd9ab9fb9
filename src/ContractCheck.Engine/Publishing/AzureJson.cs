using System.Collections.Immutable;
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

/// <summary>A list, as Azure DevOps wraps it.</summary>
internal sealed record AzureList<T>(ImmutableArray<T> Value);

/// <summary>A label of a pull request.</summary>
internal sealed record AzureLabel(string Name, bool Active);

/// <summary>A thread of a pull request.</summary>
internal sealed record AzureThread(int? Id, ImmutableArray<AzureComment> Comments, [property: JsonConverter(typeof(SentNumberConverter))] int? Status);

/// <summary>A comment of a thread.</summary>
internal sealed record AzureComment(
    int? Id, string? Content, [property: JsonConverter(typeof(SentNumberConverter))] int? CommentType, AzureAccount? Author);

/// <summary>An account.</summary>
internal sealed record AzureAccount(string? Id);

/// <summary>Who the token is.</summary>
internal sealed record AzureConnection(AzureAccount? AuthenticatedUser);

/// <summary>A thread's status, to be sent.</summary>
internal sealed record AzureStatus(int Status);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AzureList<AzureLabel>))]
[JsonSerializable(typeof(AzureList<AzureThread>))]
[JsonSerializable(typeof(AzureThread))]
[JsonSerializable(typeof(AzureComment))]
[JsonSerializable(typeof(AzureStatus))]
[JsonSerializable(typeof(AzureConnection))]
internal sealed partial class AzureJson : JsonSerializerContext;
