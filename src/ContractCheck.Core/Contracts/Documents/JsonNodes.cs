using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>Parses JSON to nodes. Duplicate keys are refused, which System.Text.Json's own object models let pass.</summary>
public static class JsonNodes
{
    /// <summary>Parses strict JSON within <see cref="DocumentLimits"/>.</summary>
    /// <param name="file">Path for positions.</param>
    /// <param name="text">The file's text.</param>
    public static ParsedDocument Parse(string file, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = DocumentLimits.Depth + 1 });
        var builder = new Builder(new TextPositions(file, bytes));
        try
        {
            var root = builder.Document(ref reader);
            return builder.Errors.Count == 0 ? new ParsedDocument(root, []) : new ParsedDocument(null, [.. builder.Errors]);
        }
        catch (JsonException e)
        {
            return Failed(builder, file, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, Message(e));
        }
        catch (InvalidOperationException)
        {
            // The reader's only other failure: an escaped half of a surrogate pair.
            var at = builder.Here(ref reader);
            return Failed(builder, file, at.Line, at.Column, "not valid JSON: the string holds half a surrogate pair");
        }
    }

    private static ParsedDocument Failed(Builder builder, string file, int line, int column, string message) =>
        new(null, [.. builder.Errors, new ContractError(new ContractPosition(file, line, column), message)]);

    private static string Message(JsonException e) =>
        e is Limit ? e.Message : $"not valid JSON: {e.Message.Split(" LineNumber:")[0].TrimEnd('.')}";

    private sealed class Limit(ContractPosition at, string message)
        : JsonException(message, path: null, at.Line - 1, at.Column - 1);

    private sealed class Builder(TextPositions positions)
    {
        private int events;

        public List<ContractError> Errors { get; } = [];

        public ContractPosition Here(ref Utf8JsonReader reader) => positions.At((int)reader.TokenStartIndex);

        public DocumentNode? Document(ref Utf8JsonReader reader)
        {
            if (positions.IsBlank)
            {
                return null;
            }

            Next(ref reader);
            var root = Node(ref reader);
            reader.Read();
            return root;
        }

        private void Next(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (++events > DocumentLimits.Events)
            {
                throw new Limit(Here(ref reader), DocumentLimits.EventsMessage);
            }
        }

        private DocumentNode Node(ref Utf8JsonReader reader)
        {
            var at = Here(ref reader);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= DocumentLimits.Depth)
            {
                throw new Limit(at, DocumentLimits.DepthMessage);
            }

            return reader.TokenType switch
            {
                JsonTokenType.StartObject => Mapping(ref reader, at),
                JsonTokenType.StartArray => Sequence(ref reader, at),
                JsonTokenType.String => new DocumentScalar(at, reader.GetString()!, ScalarType.Text),
                JsonTokenType.Null => new DocumentScalar(at, "", ScalarType.Null),
                JsonTokenType.True => new DocumentScalar(at, "true", ScalarType.Truth),
                JsonTokenType.False => new DocumentScalar(at, "false", ScalarType.Truth),
                _ => CoreSchema.Resolve(at, Encoding.UTF8.GetString(reader.ValueSpan)),
            };
        }

        private DocumentMapping Mapping(ref Utf8JsonReader reader, ContractPosition at)
        {
            var entries = ImmutableArray.CreateBuilder<DocumentEntry>();
            var seen = new Dictionary<string, ContractPosition>(StringComparer.Ordinal);
            for (Next(ref reader); reader.TokenType is not JsonTokenType.EndObject; Next(ref reader))
            {
                var key = reader.GetString()!;
                var position = Here(ref reader);
                Next(ref reader);
                var value = Node(ref reader);
                if (seen.TryAdd(key, position))
                {
                    entries.Add(new DocumentEntry(key, position, value));
                }
                else
                {
                    Refuse(position, $"the key '{key}' is given twice", $"it is first given in line {seen[key].Line}");
                }
            }

            return new DocumentMapping(at, entries.ToImmutable());
        }

        private DocumentSequence Sequence(ref Utf8JsonReader reader, ContractPosition at)
        {
            var items = ImmutableArray.CreateBuilder<DocumentNode>();
            for (Next(ref reader); reader.TokenType is not JsonTokenType.EndArray; Next(ref reader))
            {
                items.Add(Node(ref reader));
            }

            return new DocumentSequence(at, items.ToImmutable());
        }

        private void Refuse(ContractPosition at, string message, string hint)
        {
            Errors.Add(new ContractError(at, message, hint));
            if (Errors.Count >= DocumentLimits.Errors)
            {
                throw new Limit(at, "too many errors to go on");
            }
        }
    }
}
