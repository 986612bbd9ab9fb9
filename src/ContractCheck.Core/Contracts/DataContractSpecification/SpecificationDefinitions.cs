using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.DataContractSpecification;

/// <summary>Completes fields by the definitions that they refer to.</summary>
internal sealed class SpecificationDefinitions(DocumentMapping root, List<ContractError> errors)
{
    private const string Prefix = "#/definitions/";

    // Nested fields stay behind: definitions that contain each other would grow without end, and a table has no column for them.
    private static readonly string[] Left = ["domain", "name", "fields", "items", "keys", "values", "$ref"];

    private readonly Dictionary<string, DocumentMapping> definitions =
        (root.Mapping("definitions")?.Entries ?? []).ToDictionary(e => e.Key, e => (DocumentMapping)e.Value, StringComparer.Ordinal);

    /// <summary>The field with the keys of its definition that it does not give itself.</summary>
    public DocumentMapping Complete(DocumentMapping field)
    {
        if (field.Entry("$ref") is not { Value: DocumentScalar reference })
        {
            return field;
        }

        var name = reference.Text.StartsWith(Prefix, StringComparison.Ordinal) ? reference.Text[Prefix.Length..] : null;
        if (name is null || !definitions.TryGetValue(name, out var definition))
        {
            errors.Add(Unknown(reference, name));
            return field;
        }

        ImmutableArray<DocumentEntry> inherited =
            [.. definition.Entries.Where(e => !Left.Contains(e.Key, StringComparer.Ordinal) && field.Entry(e.Key) is null)];
        return field with { Entries = [.. field.Entries, .. inherited] };
    }

    private ContractError Unknown(DocumentScalar reference, string? name) => name is null
        ? new ContractError(
            reference.Position, $"'{reference.Text}' leads out of the file", $"only '{Prefix}NAME' is followed; write the keys out")
        : new ContractError(
            reference.Position,
            $"there is no definition '{name}'",
            NearestName.Of(name, errors.Count < DocumentLimits.Errors ? definitions.Keys.Take(1000) : []) is { } near ? $"did you mean '{Prefix}{near}'?" : "describe it under 'definitions:'");
}
