
namespace ContractCheck.Core.Contracts.Documents;

/// <summary>Compares a document with a <see cref="Shape"/> and collects everything that does not fit.</summary>
internal sealed class ShapeChecker(FormatVersion version)
{
    private const int MostUnknown = 10_000;

    private int unknown;

    public List<ContractError> Errors { get; } = [];

    /// <summary>Checks a value.</summary>
    /// <param name="node">The value.</param>
    /// <param name="kind">What it should be.</param>
    /// <param name="name">Its key, for messages.</param>
    public void Check(DocumentNode node, ValueKind kind, string name)
    {
        switch (kind, node)
        {
            case (AnyKind, _):
            case (ScalarKind, DocumentScalar):
            case (AnyMappingKind, DocumentMapping):
            case (TruthKind, DocumentScalar { Type: ScalarType.Truth }):
                break;
            case (ObjectKind o, DocumentMapping mapping):
                CheckMapping(mapping, o.Shape());
                break;
            case (NamedKind named, DocumentMapping mapping):
                CheckNamed(mapping, named);
                break;
            case (ListKind list, DocumentSequence sequence):
                CheckList(sequence, list, name);
                break;
            case (EitherKind either, _):
                CheckEither(node, either, name);
                break;
            case (TextKind or ChoiceKind or WholeKind or NumberKind, DocumentScalar scalar):
                Add(scalar, ScalarChecks.Error(scalar, kind, version, name));
                break;
            default:
                Add(node, ScalarChecks.WrongKind(node, kind, name));
                break;
        }
    }

    private void CheckNamed(DocumentMapping mapping, NamedKind named)
    {
        foreach (var entry in mapping.Entries)
        {
            Check(entry.Value, named.Item, entry.Key);
        }
    }

    private void CheckMapping(DocumentMapping mapping, Shape shape)
    {
        var keys = shape.Keys.Concat(shape.More?.Invoke(mapping, version.Rank) ?? []).ToList();
        foreach (var entry in mapping.Entries)
        {
            CheckEntry(entry, shape, keys);
        }

        foreach (var missing in keys.Where(k => k.Required && k.In(version.Rank) && mapping.Entry(k.Name) is null))
        {
            Errors.Add(new ContractError(mapping.Position, $"{shape.Name} has no '{missing.Name}'", $"add '{missing.Name}:'"));
        }

        if (shape.Rule is not null)
        {
            Errors.AddRange(shape.Rule(mapping, version.Rank));
        }
    }

    private void CheckEntry(DocumentEntry entry, Shape shape, List<ShapeKey> keys)
    {
        var open = shape.IsOpen || version.Rank < shape.ClosedSince;
        var named = keys.Where(k => k.Name == entry.Key).ToList();
        if ((named.Find(k => k.In(version.Rank)) ?? (open ? named.FirstOrDefault() : null)) is { } key)
        {
            Check(entry.Value, key.Kind, entry.Key);
        }
        else if (named is [{ } later, ..])
        {
            var (message, hint) = version.Needed($"'{entry.Key}' in {shape.Name}", later.Since);
            Errors.Add(new ContractError(entry.Position, message, hint));
        }
        else
        {
            var known = keys.Where(k => open || k.In(version.Rank)).Select(k => k.Name).Distinct(StringComparer.Ordinal);
            CheckUnknown(entry, shape, [.. known], open);
        }
    }

    private void CheckUnknown(DocumentEntry entry, Shape shape, string[] known, bool open)
    {
        // No author mistypes ten thousand keys; a file that has as many unknown ones only costs time.
        var near = ++unknown <= MostUnknown ? NearestName.Of(entry.Key, known) : null;
        if (near is null && open)
        {
            return;
        }

        var hint = near is not null ? $"did you mean '{near}'?"
            : known.Contains("customProperties", StringComparer.Ordinal) ? "facts of your own go into 'customProperties'"
            : $"known keys: {string.Join(", ", known)}";
        Errors.Add(new ContractError(entry.Position, $"unknown key '{entry.Key}' in {shape.Name}", hint));
    }

    private void CheckList(DocumentSequence sequence, ListKind list, string name)
    {
        if (sequence.Items.Length < list.Least || sequence.Items.Length > list.Most)
        {
            var wanted = list.Least == list.Most ? $"{list.Least}" : $"at least {list.Least}";
            Errors.Add(new ContractError(sequence.Position, $"'{name}' has {sequence.Items.Length} items and must have {wanted}"));
        }

        foreach (var item in sequence.Items)
        {
            Check(item, list.Item, name);
        }

        if (list.Distinct)
        {
            foreach (var twice in sequence.Items.OfType<DocumentScalar>().GroupBy(s => (s.Type, s.Text)).SelectMany(g => g.Skip(1)))
            {
                Errors.Add(new ContractError(twice.Position, $"'{twice.Text}' is twice in '{name}'"));
            }
        }
    }

    private void CheckEither(DocumentNode node, EitherKind either, string name)
    {
        var kind = node switch
        {
            DocumentMapping => either.OfMapping,
            DocumentSequence => either.OfSequence,
            _ => either.OfScalar,
        };
        if (kind is null)
        {
            Add(node, ScalarChecks.WrongKind(node, either, name));
        }
        else
        {
            Check(node, kind, name);
        }
    }

    private void Add(DocumentNode node, (string Message, string? Hint)? error)
    {
        if (error is { } e)
        {
            Errors.Add(new ContractError(node.Position, e.Message, e.Hint));
        }
    }
}
