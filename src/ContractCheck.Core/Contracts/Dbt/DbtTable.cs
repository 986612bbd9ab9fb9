using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Dbt;

/// <summary>Builds a table of the model from a table of a source, or from a model.</summary>
internal static class DbtTable
{
    public static ContractTable Build(DbtRelation relation, DbtReferences references, List<ContractError> errors)
    {
        var node = relation.Node;
        ImmutableArray<DocumentMapping> columns = [.. node.Mappings("columns")];
        var promises = new DbtPromises([.. columns.Select(c => c.Text("name")!)], references, errors);
        promises.OfTable(node);
        foreach (var column in columns)
        {
            promises.OfColumn(column);
        }

        errors.AddRange(Twice(columns));
        return new ContractTable
        {
            Name = relation.Name,
            LookupName = relation.LookupName,
            Description = node.Text("description"),
            Deprecated = node.Entry("deprecation_date") is { } entry ? new Promise<bool>(true, entry.Position) : null,
            Position = node.Position,
            Columns = [.. columns.Select(c => promises.Complete(Column(c, errors)))],
            Uniques = [.. promises.Uniques],
            Relationships = [.. promises.Relationships],
            Tags = node.TextsOf("tags"),
            CustomProperties = [.. Sunset(node), .. DbtMeta.CustomProperties(node)],
        };
    }

    private static ContractColumn Column(DocumentMapping column, List<ContractError> errors)
    {
        var name = column.Text("name")!;
        if (DbtText.IsTemplate(name))
        {
            errors.Add(Unknown(column["name"]!, name));
        }

        return new ContractColumn
        {
            Name = name,
            Position = column.Position,
            Description = column.Text("description"),
            PhysicalType = column.TextPromise("data_type") is { } type && !DbtText.IsTemplate(type.Value) ? type : null,
            Tags = column.TextsOf("tags"),
            CustomProperties = DbtMeta.CustomProperties(column),
        };
    }

    /// <summary>That a name is known only to dbt.</summary>
    public static ContractError Unknown(DocumentNode node, string name) => new(
        node.Position, $"the name '{name}' is a template, and no dbt runs here", "write the name out");

    // Dates of dbt may go on with a time.
    private static IEnumerable<ContractCustomProperty> Sunset(DocumentMapping node) =>
        node["deprecation_date"] is DocumentScalar { Text: var text } date
            ? [new ContractCustomProperty(Lifecycle.Sunset, text.Length > 10 ? text[..10] : text, date.Position)]
            : [];

    private static IEnumerable<ContractError> Twice(ImmutableArray<DocumentMapping> columns) =>
        columns.GroupBy(c => c.Text("name")!, StringComparer.Ordinal)
            .SelectMany(same => same.Skip(1).Select(c => new ContractError(
                c.Position, $"the column '{same.Key}' is described twice", $"it is first described in line {same.First().Position.Line}")));
}
