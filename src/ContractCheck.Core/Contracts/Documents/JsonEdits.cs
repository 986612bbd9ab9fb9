using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>Edits JSON: members keep their order; the text is laid out anew, with two blanks a level.</summary>
internal sealed class JsonEdits(DocumentNode root)
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonNode _json = Of(root)!;
    private readonly Dictionary<object, JsonNode?> _nodes = new(ReferenceEqualityComparer.Instance);

    /// <summary>The document with the edits, as JSON text.</summary>
    public string Apply(IEnumerable<DocumentEdit> edits) => Text(Edited(edits));

    /// <summary>Whether a document holds what the edits make of this one; order counts, style does not.</summary>
    public bool Makes(DocumentNode? document, IEnumerable<DocumentEdit> edits) => document is not null && Text(Edited(edits)) == Text(Of(document)!);

    private JsonNode Edited(IEnumerable<DocumentEdit> edits)
    {
        Index(root, _json);
        foreach (var edit in edits)
        {
            switch (edit)
            {
                case DocumentEdit.SetScalar set:
                    Replace(_nodes[set.Old]!, Scalar(set.Text, set.Type));
                    break;
                case DocumentEdit.InsertEntry insert:
                    var parent = (JsonObject)_nodes[insert.Parent]!;
                    parent.Insert(parent.IndexOf(insert.After.Key) + 1, insert.Key, Scalar(insert.Text, insert.Type));
                    break;
                case DocumentEdit.RemoveEntry remove:
                    ((JsonObject)_nodes[remove.Parent]!).Remove(remove.Entry.Key);
                    break;
                case DocumentEdit.RemoveItem remove:
                    ((JsonArray)_nodes[remove.Parent]!).Remove(_nodes[remove.Item]);
                    break;
                case DocumentEdit.AddItem add:
                    ((JsonArray)_nodes[add.Parent]!).Add(Of(YamlNodes.Parse("item", add.Yaml).Root!));
                    break;
            }
        }

        return _json;
    }

    private static string Text(JsonNode json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Replace(JsonNode old, JsonNode? @new)
    {
        switch (old.Parent)
        {
            case JsonObject parent:
                parent[old.GetPropertyName()] = @new;
                break;
            case JsonArray parent:
                parent[old.GetElementIndex()] = @new;
                break;
        }
    }

    private void Index(DocumentNode node, JsonNode? json)
    {
        _nodes[node] = json;
        switch (node)
        {
            case DocumentMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Index(entry.Value, json![entry.Key]);
                }

                break;
            case DocumentSequence list:
                for (var i = 0; i < list.Items.Length; i++)
                {
                    Index(list.Items[i], json![i]);
                }

                break;
        }
    }

    private static JsonNode? Of(DocumentNode node) => node switch
    {
        DocumentMapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key, Of(e.Value)))),
        DocumentSequence list => new JsonArray([.. list.Items.Select(Of)]),
        DocumentScalar scalar => Scalar(scalar.Text, scalar.Type),
        _ => null,
    };

    private static JsonNode? Scalar(string text, ScalarType type) => type switch
    {
        ScalarType.Truth => JsonValue.Create(text == "true"),
        ScalarType.Whole => JsonValue.Create(long.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        ScalarType.Fraction => JsonNode.Parse(text),
        ScalarType.Null => null,
        _ => JsonValue.Create(text),
    };
}
