using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>
/// Parses YAML to nodes. It reads the event stream itself, because YamlDotNet's own object models overflow the stack on deep nesting,
/// hang on alias and merge bombs, and silently take the last of duplicate keys.
/// </summary>
public static class YamlNodes
{
    /// <summary>Parses one document without anchors, aliases, tags and merge keys, within <see cref="DocumentLimits"/>.</summary>
    /// <param name="file">Path for positions.</param>
    /// <param name="text">The file's text.</param>
    public static ParsedDocument Parse(string file, string text)
    {
        var builder = new Builder(file, new Parser(new StringReader(text.TrimStart('\uFEFF'))));
        try
        {
            var root = builder.Document();
            return builder.Errors.Count == 0 ? new ParsedDocument(root, []) : new ParsedDocument(null, [.. builder.Errors]);
        }
        catch (YamlException e)
        {
            return new ParsedDocument(null, [.. builder.Errors, new ContractError(builder.At(e.Start), Message(e))]);
        }
    }

    private static string Message(YamlException e) => e is Limit ? e.Message : $"not valid YAML: {FirstLine(e.Message).TrimEnd('.')}";

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();

    private sealed class Limit(Mark mark, string message) : YamlException(mark, mark, message);

    private sealed class Builder(string file, Parser parser)
    {
        private int events;

        public List<ContractError> Errors { get; } = [];

        public ContractPosition At(Mark mark) => new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

        public DocumentNode? Document()
        {
            Next();
            if (Next() is not DocumentStart)
            {
                return null;
            }

            var root = Node(Next(), depth: 0);
            Next();
            if (Next() is DocumentStart { Start: var second })
            {
                Refuse(second, "a second document in the file", "keep one contract per file");
            }

            return root;
        }

        private ParsingEvent Next()
        {
            Advance();
            var current = parser.Current!;
            return ++events <= DocumentLimits.Events ? current : throw new Limit(current.Start, DocumentLimits.EventsMessage);
        }

        // On some broken texts YamlDotNet's scanner trips over its own state instead of reporting a syntax error.
        private void Advance()
        {
            try
            {
                parser.MoveNext();
            }
            catch (Exception e) when (e is not YamlException)
            {
                throw new Limit(parser.Current?.End ?? Mark.Empty, "not valid YAML: it cannot be parsed after this point");
            }
        }

        private DocumentNode Node(ParsingEvent start, int depth)
        {
            if (start is NodeEvent node)
            {
                RefuseProperties(node);
            }

            return start switch
            {
                Scalar scalar => Resolve(scalar),
                MappingStart => Mapping(start, depth + 1),
                SequenceStart => Sequence(start, depth + 1),
                AnchorAlias alias => RefuseAlias(alias),
                _ => throw new Limit(start.Start, "not valid YAML: a value was expected"),
            };
        }

        private DocumentScalar Resolve(Scalar scalar) => scalar.Style is ScalarStyle.Plain
            ? CoreSchema.Resolve(At(scalar.Start), scalar.Value)
            : new DocumentScalar(At(scalar.Start), scalar.Value, ScalarType.Text);

        private DocumentMapping Mapping(ParsingEvent start, int depth)
        {
            CheckDepth(start, depth);
            var entries = ImmutableArray.CreateBuilder<DocumentEntry>();
            var seen = new Dictionary<string, ContractPosition>(StringComparer.Ordinal);
            for (var next = Next(); next is not MappingEnd; next = Next())
            {
                var key = Key(next, depth, seen);
                var value = Node(Next(), depth);
                if (key is not null)
                {
                    entries.Add(new DocumentEntry(key, At(next.Start), value));
                }
            }

            return new DocumentMapping(At(start.Start), entries.ToImmutable());
        }

        private string? Key(ParsingEvent start, int depth, Dictionary<string, ContractPosition> seen)
        {
            if (Node(start, depth) is not DocumentScalar || start is not Scalar scalar)
            {
                Refuse(start.Start, "a key that is not a scalar");
                return null;
            }

            if (scalar is { Style: ScalarStyle.Plain, Value: "<<" })
            {
                Refuse(start.Start, "a merge key '<<'", "write the keys out; contracts are read without merges");
                return null;
            }

            if (!seen.TryAdd(scalar.Value, At(start.Start)))
            {
                Refuse(start.Start, $"the key '{scalar.Value}' is given twice", $"it is first given in line {seen[scalar.Value].Line}");
                return null;
            }

            return scalar.Value;
        }

        private DocumentSequence Sequence(ParsingEvent start, int depth)
        {
            CheckDepth(start, depth);
            var items = ImmutableArray.CreateBuilder<DocumentNode>();
            for (var next = Next(); next is not SequenceEnd; next = Next())
            {
                items.Add(Node(next, depth));
            }

            return new DocumentSequence(At(start.Start), items.ToImmutable());
        }

        private void RefuseProperties(NodeEvent node)
        {
            if (!node.Anchor.IsEmpty)
            {
                Refuse(node.Start, $"an anchor '&{node.Anchor}'", "write the value out; contracts are read without anchors");
            }

            if (!node.Tag.IsEmpty)
            {
                Refuse(node.Start, $"an explicit tag '{node.Tag}'", "leave the tag out; quote the value where it is meant as text");
            }
        }

        private DocumentScalar RefuseAlias(AnchorAlias alias)
        {
            Refuse(alias.Start, $"an alias '*{alias.Value}'", "write the value out; contracts are read without aliases");
            return new DocumentScalar(At(alias.Start), "", ScalarType.Null);
        }

        private void Refuse(Mark mark, string message, string? hint = null)
        {
            Errors.Add(new ContractError(At(mark), message, hint));
            if (Errors.Count >= DocumentLimits.Errors)
            {
                throw new Limit(mark, "too many errors to go on");
            }
        }

        private static void CheckDepth(ParsingEvent start, int depth)
        {
            if (depth > DocumentLimits.Depth)
            {
                throw new Limit(start.Start, DocumentLimits.DepthMessage);
            }
        }
    }
}
