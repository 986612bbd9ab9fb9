using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Turns names and ids of the contract into names of the database.</summary>
internal sealed class OdcsNaming(DocumentMapping root)
{
    private readonly Index tables = new([.. root.Mappings("schema")]);
    private readonly Dictionary<DocumentMapping, Index> columns = new(ReferenceEqualityComparer.Instance);

    public static TableName Lookup(DocumentMapping table) => PhysicalName.Parse(table.Text("physicalName") ?? table.Text("name")!);

    public static string Lookup(string name, DocumentMapping? column) => column?.Text("physicalName") ?? name;

    /// <summary>The table that a reference names, or null where the contract does not describe it.</summary>
    public DocumentMapping? Table(OdcsReference reference) => reference.ById
        ? tables.ById(reference.Table)
        : tables.ByName(reference.Table) ?? tables.ByPhysicalName(reference.Table);

    /// <summary>
    /// The name in the database of a column that is given by its name in the contract; that name where the contract has no such column.
    /// </summary>
    public string Column(DocumentMapping? table, string name) =>
        table is null ? name : Lookup(name, Columns(table).ByName(name));

    /// <summary>The name in the database of the column that a reference names, or null where it gives an id that no column has.</summary>
    public string? Column(DocumentMapping? table, OdcsReference reference)
    {
        if (!reference.ById)
        {
            return Column(table, reference.Column);
        }

        var column = table is null ? null : Columns(table).ById(reference.Column);
        return column is null ? null : Lookup(column.Text("name")!, column);
    }

    private Index Columns(DocumentMapping table)
    {
        if (!columns.TryGetValue(table, out var index))
        {
            index = new Index([.. table.Mappings("properties")]);
            columns.Add(table, index);
        }

        return index;
    }

    private sealed class Index(List<DocumentMapping> nodes)
    {
        private readonly ILookup<string?, DocumentMapping> ids = nodes.ToLookup(n => n.Text("id"), StringComparer.Ordinal);
        private readonly ILookup<string?, DocumentMapping> names = nodes.ToLookup(n => n.Text("name"), StringComparer.Ordinal);
        private readonly ILookup<string?, DocumentMapping> physicalNames = nodes.ToLookup(n => n.Text("physicalName"), StringComparer.Ordinal);

        public DocumentMapping? ById(string id) => ids[id].FirstOrDefault();

        public DocumentMapping? ByName(string name) => names[name].FirstOrDefault();

        public DocumentMapping? ByPhysicalName(string name) => physicalNames[name].FirstOrDefault();
    }
}
