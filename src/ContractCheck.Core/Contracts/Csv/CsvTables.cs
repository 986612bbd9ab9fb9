using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Csv;

/// <summary>The tables of a file, by name.</summary>
internal sealed class CsvTables
{
    private readonly OrderedDictionary<TableName, CsvTable> tables = [];
    private readonly Dictionary<string, CsvTable> byOwnName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sorts rows by table.</summary>
    public static CsvTables Of(ImmutableArray<CsvRow> rows, List<ContractError> errors)
    {
        var all = new CsvTables();
        foreach (var row in rows)
        {
            var (table, column) = (row.Cell(CsvHeader.Table), row.Cell(CsvHeader.Column));
            if (table is not null && column is not null)
            {
                all.Get(row, table).Add(row, column, errors);
                continue;
            }

            errors.Add(new ContractError(
                row.Position, $"the row has no '{(table is null ? CsvHeader.Table : CsvHeader.Column)}'", "every row names its table and its column"));
        }

        return all;
    }

    /// <summary>The table that a reference means: the one of that name, else the first whose schema the reference leaves out.</summary>
    public CsvTable? Find(TableName name) =>
        tables.GetValueOrDefault(name) ?? (byOwnName.GetValueOrDefault(name.Name) is { } table && table.Name.Fits(name) ? table : null);

    public ImmutableArray<ContractTable> Build() => [.. tables.Values.Select(t => t.Build(this))];

    private CsvTable Get(CsvRow row, CsvCell cell)
    {
        var name = row.Text(CsvHeader.Schema) is { } schema ? new TableName(schema, cell.Text) : PhysicalName.Parse(cell.Text);
        if (!tables.TryGetValue(name, out var table))
        {
            table = new CsvTable(name, cell);
            tables.Add(name, table);
            byOwnName.TryAdd(name.Name, table);
        }

        return table;
    }
}
