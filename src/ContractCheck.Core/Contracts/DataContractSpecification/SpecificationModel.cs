using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.DataContractSpecification;

/// <summary>Builds a table of the model from a model of the specification.</summary>
internal sealed class SpecificationModel(DocumentMapping root, List<ContractError> errors)
{
    private readonly SpecificationDefinitions definitions = new(root, errors);
    private readonly HashSet<string> models = [.. (root.Mapping("models")?.Entries ?? []).Select(e => e.Key)];

    public ContractTable Build(DocumentEntry entry)
    {
        var model = (DocumentMapping)entry.Value;
        ImmutableArray<DocumentEntry> fields = [.. model.Mapping("fields")?.Entries ?? []];
        ImmutableArray<ContractColumn> columns = [.. fields.Select(f => SpecificationField.Build(f, definitions))];
        return new ContractTable
        {
            Name = entry.Key,
            LookupName = PhysicalName.Parse(entry.Key),
            PhysicalType = model.Text("type"),
            Description = model.Text("description"),
            Position = entry.Position,
            Columns = WithKey(columns, model),
            Relationships = [.. fields.Select(Relationship).OfType<ContractRelationship>()],
            Tags = model.TextsOf("tags"),
            CustomProperties =
            [
                .. (model.Mapping("config")?.Entries ?? []).Where(e => e.Value is DocumentScalar)
                    .Select(e => new ContractCustomProperty(e.Key, ((DocumentScalar)e.Value).Text, e.Value.Position)),
            ],
        };
    }

    /// <summary>The columns with their places in the key that the model itself lists.</summary>
    private ImmutableArray<ContractColumn> WithKey(ImmutableArray<ContractColumn> columns, DocumentMapping model)
    {
        var places = new Dictionary<string, (int Place, ContractPosition Position)>(StringComparer.Ordinal);
        var names = columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, name) in model.Items("primaryKey").OfType<DocumentScalar>().Index())
        {
            if (!names.Contains(name.Text))
            {
                errors.Add(new ContractError(
                    name.Position,
                    $"the primary key names '{name.Text}', which is no field of the model",
                    NearestName.Of(name.Text, errors.Count < DocumentLimits.Errors ? names.Take(1000) : []) is { } near ? $"did you mean '{near}'?" : "describe it under 'fields:'"));
            }
            else if (!places.TryAdd(name.Text, (index + 1, name.Position)))
            {
                errors.Add(new ContractError(name.Position, $"'{name.Text}' is twice in 'primaryKey'"));
            }
        }

        return
        [
            .. columns.Select(c => places.TryGetValue(c.Name, out var key)
                ? c with { PrimaryKey = new Promise<bool>(true, key.Position), PrimaryKeyPosition = new Promise<int>(key.Place, key.Position) }
                : c),
        ];
    }

    private ContractRelationship? Relationship(DocumentEntry entry)
    {
        if (((DocumentMapping)entry.Value).Entry("references") is not { Value: DocumentScalar target } written)
        {
            return null;
        }

        var dot = target.Text.LastIndexOf('.');
        if (dot <= 0 || dot == target.Text.Length - 1)
        {
            errors.Add(new ContractError(target.Position, $"'{target.Text}' is no reference to a field", "write 'model.field'"));
            return null;
        }

        var relationship = new ContractRelationship { FromColumns = [entry.Key], Text = target.Text, Position = written.Position };

        // A field within a field is no column that a foreign key could refer to.
        return models.Contains(target.Text[..target.Text.IndexOf('.', StringComparison.Ordinal)]) && target.Text.Count(c => c == '.') > 1
            ? relationship
            : relationship with { ToTable = PhysicalName.Parse(target.Text[..dot]), ToColumns = [target.Text[(dot + 1)..]] };
    }
}
