using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.DataContractSpecification;

/// <summary>Builds a column of the model from a field.</summary>
internal static class SpecificationField
{
    // Types of the databases that models are written for. Those of a warehouse describe a copy.
    private static readonly string[] PhysicalTypes =
        ["physicalType", "postgresType", "mysqlType", "mariadbType", "sqliteType", "sqlserverType", "oracleType"];

    private static readonly string[] TypeOptions = ["minLength", "maxLength", "pattern", "format"];

    public static ContractColumn Build(DocumentEntry entry, SpecificationDefinitions definitions)
    {
        var own = (DocumentMapping)entry.Value;
        var field = definitions.Complete(own);
        var type = field.TextPromise("type");
        return new ContractColumn
        {
            Name = entry.Key,
            Position = entry.Position,
            Description = field.Text("description"),
            LogicalType = type is not null && SpecificationTypes.Find(type.Value).LogicalType is { } logical
                ? new Promise<string>(logical, type.Position)
                : null,
            Options = Options(field, type),
            PhysicalType = PhysicalType(field),
            Required = field.TruthPromise("required"),
            Unique = field.TruthPromise("unique"),
            PrimaryKey = field.TruthPromise("primaryKey") ?? field.TruthPromise("primary"),
            AllowedValues = field.Entry("enum") is { } values ? new AllowedValues(field.TextsOf("enum"), values.Position) : null,
            Classification = field.Text("classification"),
            Tags = field.TextsOf("tags"),
            Properties = [.. (own.Mapping("fields")?.Entries ?? []).Select(e => Build(e, definitions))],
            CustomProperties = CustomProperties(field),
        };
    }

    private static ContractTypeOptions Options(DocumentMapping field, Promise<string>? type)
    {
        var options = TypeOptions.Where(o => field[o] is not null)
            .Select(o => KeyValuePair.Create(o, field.TextPromise(o)!))
            .ToList();
        if (type is not null && SpecificationTypes.Find(type.Value).Option is var (name, value) && options.TrueForAll(o => o.Key != name))
        {
            options.Add(KeyValuePair.Create(name, new Promise<string>(value, type.Position)));
        }

        return new ContractTypeOptions([.. options]);
    }

    private static Promise<string>? PhysicalType(DocumentMapping field)
    {
        if (PhysicalTypes.Select(t => field.Mapping("config")?.TextPromise(t)).FirstOrDefault(t => t is not null) is { } written)
        {
            return written;
        }

        return field.Text("type") is "number" or "decimal" or "numeric" && field.TextPromise("precision") is { } precision
            ? precision with { Value = $"NUMERIC({precision.Value}, {field.Text("scale") ?? "0"})" }
            : null;
    }

    // Free facts: those of the configuration, among them the sunset, and whether the field is about a person.
    private static ImmutableArray<ContractCustomProperty> CustomProperties(DocumentMapping field) =>
    [
        .. (field.Mapping("config")?.Entries ?? []).Where(e => !PhysicalTypes.Contains(e.Key, StringComparer.Ordinal))
            .Concat(field.Entry("pii") is { } pii ? [pii] : [])
            .Where(e => e.Value is DocumentScalar)
            .Select(e => new ContractCustomProperty(e.Key, ((DocumentScalar)e.Value).Text, e.Value.Position)),
    ];
}
