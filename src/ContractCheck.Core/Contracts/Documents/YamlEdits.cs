using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Odcs;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>
/// Edits YAML line by line, so that comments, order and style stay. It is sure only of blocks; what stands in braces can get other scalars, no
/// more. The caller reads the result again.
/// </summary>
internal sealed class YamlEdits(string file, string text)
{
    private readonly List<string?> _lines = [.. text.Split('\n')];
    private readonly Dictionary<int, List<string>> _added = [];

    /// <summary>The text with the edits.</summary>
    /// <exception cref="CheckException">Exit code 2: an edit cannot be made; its line is named.</exception>
    public string Apply(ImmutableArray<DocumentEdit> edits)
    {
        // YAML breaks lines at more than other tools do; places would not be the same.
        if (text.AsSpan().ContainsAny('\u0085', '\u2028', '\u2029') || text.Replace("\r\n", "\n", StringComparison.Ordinal).Contains('\r', StringComparison.Ordinal))
        {
            throw ByHand(new ContractPosition(file, 1, 1));
        }

        // From right to left, so that columns stay where they were read.
        foreach (var scalar in edits.OfType<DocumentEdit.SetScalar>().OrderByDescending(e => e.Old.Position.Line).ThenByDescending(e => e.Old.Position.Column))
        {
            Set(scalar);
        }

        foreach (var edit in edits)
        {
            switch (edit)
            {
                case DocumentEdit.InsertEntry insert:
                    RequireBlock(insert.Parent);
                    Insert(insert);
                    break;
                case DocumentEdit.AddItem add:
                    Add(add);
                    break;
            }
        }

        foreach (var edit in edits)
        {
            switch (edit)
            {
                case DocumentEdit.RemoveEntry remove:
                    RequireBlock(remove.Parent);
                    RemoveEntry(remove.Entry);
                    break;
                case DocumentEdit.RemoveItem remove:
                    RemoveBlock(remove.Item.Position, DashOf(remove.Item.Position), false);
                    break;
            }
        }

        return string.Join('\n', _lines.SelectMany((line, i) => (line is null ? [] : new[] { line }).Concat(_added.GetValueOrDefault(i, []))));
    }

    private void RequireBlock(DocumentMapping mapping)
    {
        if (_lines[mapping.Position.Line - 1]![mapping.Position.Column - 1] == '{')
        {
            throw ByHand(mapping.Position);
        }
    }

    private void Set(DocumentEdit.SetScalar edit)
    {
        var (at, column) = (edit.Old.Position.Line - 1, edit.Old.Position.Column - 1);
        var line = _lines[at]!;
        var rest = line[column..];
        var length = rest[0] is '"' or '\'' ? ClosingQuote(rest)
            : rest.StartsWith(edit.Old.Text, StringComparison.OrdinalIgnoreCase) ? edit.Old.Text.Length
            : throw ByHand(edit.Old.Position);
        _lines[at] = line[..column] + Raw(edit.Text, edit.Type) + rest[length..];
    }

    private void Insert(DocumentEdit.InsertEntry edit)
    {
        var (at, column) = (edit.After.Position.Line - 1, edit.After.Position.Column - 1);
        if (_lines[at]![..column].Any(c => c is not (' ' or '-')))
        {
            throw ByHand(edit.After.Position);
        }

        AddBehind(EndOf(at, column, edit.After.Value is DocumentSequence), [$"{new string(' ', column)}{edit.Key}: {Raw(edit.Text, edit.Type)}"]);
    }

    private void Add(DocumentEdit.AddItem edit)
    {
        var last = edit.Parent.Items[^1].Position;
        var dash = DashOf(last);
        var lines = edit.Yaml.TrimEnd('\n').Split('\n').Select((line, i) => new string(' ', dash) + (i == 0 ? "- " : "  ") + line);
        AddBehind(EndOf(last.Line - 1, dash, false), [.. lines]);
    }

    private void RemoveEntry(DocumentEntry entry)
    {
        var (at, column) = (entry.Position.Line - 1, entry.Position.Column - 1);
        if (!string.IsNullOrWhiteSpace(_lines[at]![..column]))
        {
            throw ByHand(entry.Position);
        }

        RemoveBlock(entry.Position, column, entry.Value is DocumentSequence);
    }

    private void RemoveBlock(ContractPosition position, int margin, bool dashesBelong)
    {
        var end = EndOf(position.Line - 1, margin, dashesBelong);
        for (var i = position.Line - 1; i <= end; i++)
        {
            _lines[i] = null;
        }
    }

    /// <summary>The last line of the block that begins there: what is indented further belongs to it, and so do dashes at the margin of a list's key.</summary>
    private int EndOf(int start, int margin, bool dashesBelong)
    {
        var end = start;
        for (var i = start + 1; i < _lines.Count; i++)
        {
            var line = _lines[i];
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var indent = line.Length - line.TrimStart(' ').Length;
            if (line[indent] == '#')
            {
                // A comment ends no block; one that is indented like the block is about it.
                end = indent > margin ? i : end;
                continue;
            }

            if (indent <= margin && !(dashesBelong && indent == margin && line[indent] == '-'))
            {
                break;
            }

            end = i;
        }

        return end;
    }

    private void AddBehind(int line, List<string> added)
    {
        if (text.Contains("\r\n", StringComparison.Ordinal))
        {
            added = [.. added.Select(a => a + "\r")];
        }

        if (!_added.TryAdd(line, added))
        {
            _added[line].AddRange(added);
        }
    }

    private int DashOf(ContractPosition item)
    {
        var before = _lines[item.Line - 1]![..(item.Column - 1)];
        return before.TrimStart(' ').TrimEnd(' ') == "-" ? before.IndexOf('-', StringComparison.Ordinal) : throw ByHand(item);
    }

    private int ClosingQuote(string rest)
    {
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[0] == '"' && rest[i] == '\\')
            {
                i++;
            }
            else if (rest[i] == rest[0] && rest[0] == '\'' && i + 1 < rest.Length && rest[i + 1] == '\'')
            {
                i++;
            }
            else if (rest[i] == rest[0])
            {
                return i + 1;
            }
        }

        throw ByHand(new ContractPosition(file, 1, 1));
    }

    private static string Raw(string text, ScalarType type) =>
        type == ScalarType.Text ? YamlText.Of(yaml => yaml.Text("k", text))["k: ".Length..].TrimEnd('\n') : text;

    private static CheckException ByHand(ContractPosition position) => new(
        ExitCode.Usage,
        $"{position}: this is not written in lines of its own, and cannot be rewritten without losing its style.",
        "Write it in block style ('- name: …' with a key a line), or edit it by hand.");
}
