using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Builds a table of the model from an object of the contract's schema.</summary>
internal static class OdcsTable
{
    public static ContractTable Build(DocumentMapping table, OdcsNaming names, List<ContractError> errors) => new()
    {
        Id = table.Text("id"),
        Name = table.Text("name")!,
        PhysicalName = table.TextPromise("physicalName"),
        LookupName = OdcsNaming.Lookup(table),
        PhysicalType = table.Text("physicalType"),
        Description = table.Text("description"),
        Deprecated = table.TruthPromise("deprecated"),
        Position = table.Position,
        Columns = [.. table.Mappings("properties").Select(OdcsColumn.Build)],
        Uniques = [.. table.Mappings("quality").Select(rule => Unique(table, rule, names)).OfType<ContractUnique>()],
        Relationships = OdcsRelationships.Build(table, names, errors),
        Tags = table.TextsOf("tags"),
        CustomProperties = table.CustomProperties(),
    };

    private static ContractUnique? Unique(DocumentMapping table, DocumentMapping rule, OdcsNaming names)
    {
        if (rule.Text("metric") != "duplicateValues" || !OdcsQuality.AllowsNone(rule))
        {
            return null;
        }

        var columns = rule.Mapping("arguments")?.TextsOf("properties") ?? [];
        return columns.IsEmpty ? null : new ContractUnique([.. columns.Select(c => names.Column(table, c))], rule.Position);
    }
}
