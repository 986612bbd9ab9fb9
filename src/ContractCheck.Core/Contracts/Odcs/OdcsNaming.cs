using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Turns names and ids of the contract into names of the database.</summary>
internal sealed class OdcsNaming(DocumentMapping root)
{
    private readonly List<DocumentMapping> tables = [.. root.Mappings("schema")];

    public static TableName Lookup(DocumentMapping table) => PhysicalName.Parse(table.Text("physicalName") ?? table.Text("name")!);

    /// <summary>The table that a reference names, or null where the contract does not describe it.</summary>
    public DocumentMapping? Table(OdcsReference reference) => reference.ById
        ? tables.Find(t => t.Text("id") == reference.Table)
        : tables.Find(t => t.Text("name") == reference.Table) ?? tables.Find(t => t.Text("physicalName") == reference.Table);

    /// <summary>The name in the database of a column that is given by its name in the contract; itself where the contract has no such column.</summary>
    public static string Column(DocumentMapping? table, string name)
    {
        var column = table?.Mappings("properties").FirstOrDefault(c => c.Text("name") == name);
        return column?.Text("physicalName") ?? name;
    }

    /// <summary>The name in the database of the column that a reference names, or null where it gives an id that no column has.</summary>
    public static string? Column(DocumentMapping? table, OdcsReference reference)
    {
        if (!reference.ById)
        {
            return Column(table, reference.Column);
        }

        var column = table?.Mappings("properties").FirstOrDefault(c => c.Text("id") == reference.Column);
        return column?.Text("physicalName") ?? column?.Text("name");
    }
}
