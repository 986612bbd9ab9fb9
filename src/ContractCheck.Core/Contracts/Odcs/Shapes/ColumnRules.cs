using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Which keys of a column go with which logical type.</summary>
internal static class ColumnRules
{
    public static IEnumerable<ContractError> Errors(DocumentMapping column, string? type, bool isItem)
    {
        if (type is null && column.Entry("logicalTypeOptions") is { Value: DocumentMapping { Entries.IsEmpty: false } } options)
        {
            yield return new ContractError(
                options.Position,
                "'logicalTypeOptions' without 'logicalType'",
                "say which type the options belong to, such as 'logicalType: string'");
        }

        foreach (var (key, owner) in new[] { ("items", "array"), ("properties", "object"), ("map", "map") })
        {
            var allowed = type is null || type == owner || (isItem && key == "properties");
            if (!allowed && column.Entry(key) is { } entry)
            {
                yield return new ContractError(
                    entry.Position, $"'{key}' in a column whose logicalType is '{type}'", $"only '{owner}' has '{key}'");
            }
        }

        if (type == "map" && column["map"] is null)
        {
            yield return new ContractError(column.Position, "'logicalType: map' without 'map'", "describe 'key' and 'value' under 'map:'");
        }
    }
}
