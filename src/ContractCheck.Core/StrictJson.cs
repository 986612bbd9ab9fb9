using System.Text.Json;

namespace ContractCheck.Core;

/// <summary>What the serializer lets pass and no document of ours has.</summary>
internal static class StrictJson
{
    private const int MaximumDepth = 512;

    /// <summary>The serializer refuses null for members, and lets it pass as an element of a list.</summary>
    /// <exception cref="JsonException">A list holds null, or the text is no JSON.</exception>
    public static void RefuseNullInLists(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaximumDepth });
        var previous = JsonTokenType.None;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null && previous != JsonTokenType.PropertyName)
            {
                throw new JsonException($"null is no element of a list (byte {reader.TokenStartIndex})");
            }

            previous = reader.TokenType;
        }
    }
}
