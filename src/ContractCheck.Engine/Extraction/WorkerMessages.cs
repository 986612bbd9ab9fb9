using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContractCheck.Engine.Extraction;

/// <summary>What the worker says when it is ready.</summary>
/// <param name="Protocol">Version of the protocol.</param>
/// <param name="Python">Version of the interpreter.</param>
/// <param name="Sqlalchemy">Version of SQLAlchemy.</param>
/// <param name="Sandbox">What the machine offers to lock children in.</param>
/// <param name="Error">Why it cannot work; then it has ended.</param>
internal sealed record HelloMessage(int Protocol, string? Python, string? Sqlalchemy, SandboxOffer? Sandbox, string? Error);

/// <summary>Why an extraction gave no document.</summary>
/// <param name="Reason">One of the protocol's words, such as <c>timeout</c>.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Log">Last lines of what the models printed. Hostile text.</param>
internal sealed record FailureMessage(string Reason, string? Message, string? Log);

/// <summary>Starts an extraction.</summary>
internal sealed record GoMessage(
    string Root, string Dialect, IReadOnlyList<string> Include, IReadOnlyList<string> Exclude, IReadOnlyList<string> Packages, string? Scan,
    ExtractionLimits Limits, bool Sandbox, string? Private);

/// <summary>Starts a scan of several revisions.</summary>
internal sealed record ScanMessage(IReadOnlyList<ScannedRevision> Revisions, ExtractionLimits Limits, bool Sandbox, string? Private);

/// <summary>Starts the parsing of queries.</summary>
internal sealed record ParseMessage(string File, ExtractionLimits Limits, bool Sandbox, string? Private);

/// <summary>A query in the file that a <see cref="ParseMessage"/> names.</summary>
internal sealed record QueryMessage(string Sql, string Dialect);

/// <summary>A revision to scan.</summary>
internal sealed record ScannedRevision(
    string Root, IReadOnlyList<string> Include, IReadOnlyList<string> Exclude, IReadOnlyList<string> Packages);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    MaxDepth = 8,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(HelloMessage))]
[JsonSerializable(typeof(FailureMessage))]
[JsonSerializable(typeof(GoMessage))]
[JsonSerializable(typeof(ScanMessage))]
[JsonSerializable(typeof(ShownMessage))]
[JsonSerializable(typeof(ParseMessage))]
[JsonSerializable(typeof(IReadOnlyList<QueryMessage>))]
internal sealed partial class WorkerJson : JsonSerializerContext
{
    /// <summary>Reads a payload strictly.</summary>
    /// <exception cref="InvalidDataException">Not the JSON that the protocol asks for.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> payload, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(payload.Span, type) ?? throw new InvalidDataException("a frame holds null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"a frame's content is malformed: {e.Message}", e);
        }
    }
}
