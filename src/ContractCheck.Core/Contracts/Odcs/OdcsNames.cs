using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Finds tables and columns that a contract describes twice.</summary>
internal static class OdcsNames
{
    public static IEnumerable<ContractError> Duplicates(DocumentMapping root)
    {
        var tables = root.Mappings("schema").ToList();
        return Twice(tables, "table").Concat(tables.SelectMany(Columns));
    }

    private static IEnumerable<ContractError> Columns(DocumentMapping parent)
    {
        var columns = parent.Mappings("properties").ToList();
        return Twice(columns, "column").Concat(columns.SelectMany(Columns));
    }

    private static IEnumerable<ContractError> Twice(List<DocumentMapping> nodes, string what)
    {
        var names = Repeated(nodes, n => n.Text("name")).ToList();
        var physical = Repeated([.. nodes.Except(names.Select(n => n.Node))], n => n.Text("physicalName") ?? n.Text("name"));
        return names.Concat(physical).Select(r => new ContractError(
            r.Node.Position,
            $"the {what} '{r.Name}' is described twice",
            $"it is first described in line {r.First.Position.Line}"));
    }

    private static IEnumerable<(DocumentMapping Node, DocumentMapping First, string Name)> Repeated(
        List<DocumentMapping> nodes, Func<DocumentMapping, string?> name) =>
        nodes.Where(n => name(n) is not null)
            .GroupBy(n => name(n)!, StringComparer.Ordinal)
            .SelectMany(same => same.Skip(1).Select(n => (n, same.First(), same.Key)));
}
