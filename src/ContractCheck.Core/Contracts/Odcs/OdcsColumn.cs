using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Builds a column of the model from a property of the contract.</summary>
internal static class OdcsColumn
{
    public static ContractColumn Build(DocumentMapping column) => new()
    {
        Id = column.Text("id"),
        Name = column.Text("name")!,
        PhysicalName = column.TextPromise("physicalName"),
        Position = column.Position,
        Description = column.Text("description"),
        LogicalType = column.TextPromise("logicalType"),
        Options = Options(column.Mapping("logicalTypeOptions")),
        PhysicalType = column.TextPromise("physicalType"),
        Required = column.TruthPromise("required"),
        Unique = column.TruthPromise("unique"),
        PrimaryKey = column.TruthPromise("primaryKey"),
        PrimaryKeyPosition = column.WholePromise("primaryKeyPosition"),
        AllowedValues = OdcsQuality.AllowedValues(column),
        Classification = column.Text("classification"),
        Deprecated = column.TruthPromise("deprecated"),
        Tags = column.TextsOf("tags"),
        Properties = [.. column.Mappings("properties").Select(Build)],
        CustomProperties = column.CustomProperties(),
    };

    private static ContractTypeOptions Options(DocumentMapping? options) => options is null
        ? ContractTypeOptions.None
        : new ContractTypeOptions([
            .. options.Entries
                .Where(e => e.Value is DocumentScalar { Type: not ScalarType.Null })
                .Select(e => KeyValuePair.Create(e.Key, new Promise<string>(((DocumentScalar)e.Value).Text, e.Position))),
        ]);
}
