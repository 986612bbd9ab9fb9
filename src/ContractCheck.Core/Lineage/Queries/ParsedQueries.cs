using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContractCheck.Core.Lineage.Queries;

/// <summary>What the worker made of queries. It read a stranger's SQL, so what it says is read strictly.</summary>
public static class ParsedQueries
{
    /// <summary>Reads the worker's answer: of each query its tree, or why there is none.</summary>
    /// <param name="utf8">The answer.</param>
    /// <param name="expected">How many queries it was given.</param>
    /// <exception cref="InvalidDataException">It is not what the protocol asks for.</exception>
    public static ImmutableArray<ParsedQuery> Read(ReadOnlySpan<byte> utf8, int expected)
    {
        var answer = Parse(utf8, QueryJson.Default.ParsedQueriesMessage);
        return answer.Queries.Count == expected ? [.. answer.Queries] : throw new InvalidDataException("it answers for other queries");
    }

    /// <summary>Reads one query that <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static ParsedQuery ReadOne(ReadOnlySpan<byte> utf8) => Parse(utf8, QueryJson.Default.ParsedQuery);

    /// <summary>One query, to be kept.</summary>
    public static byte[] Write(ParsedQuery query) => JsonSerializer.SerializeToUtf8Bytes(query, QueryJson.Default.ParsedQuery);

    private static T Parse<T>(ReadOnlySpan<byte> utf8, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            StrictJson.RefuseNullInLists(utf8);
            return JsonSerializer.Deserialize(utf8, type) ?? throw new InvalidDataException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"its content is malformed: {e.Message}", e);
        }
    }
}

/// <summary>A query's tree, or why there is none.</summary>
public sealed record ParsedQuery
{
    /// <summary>The tree.</summary>
    public QueryTree? Tree { get; set; }

    /// <summary>Why there is none.</summary>
    public string? Error { get; set; }
}

internal sealed record ParsedQueriesMessage
{
    public required string Sqlglot { get; set; }

    public required IReadOnlyList<ParsedQuery> Queries { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    MaxDepth = 512,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ParsedQueriesMessage))]
[JsonSerializable(typeof(ParsedQuery))]
internal sealed partial class QueryJson : JsonSerializerContext;
