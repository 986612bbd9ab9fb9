using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Csv;

/// <summary>The rows of one table, in the order of the file.</summary>
internal sealed class CsvTable(TableName name, CsvCell cell)
{
    private readonly List<(CsvRow Row, ContractColumn Column)> rows = [];
    private readonly Dictionary<string, ContractColumn> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContractColumn> byLookupName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ContractColumn> key = [];

    public TableName Name => name;

    /// <summary>Adds the row of a column.</summary>
    public void Add(CsvRow row, CsvCell column, List<ContractError> errors)
    {
        var built = CsvColumn.Build(row, column);
        rows.Add((row, built));
        if ((Taken(byName, built.Name, built) ?? Taken(byLookupName, built.LookupName, built)) is { } first)
        {
            errors.Add(new ContractError(
                column.Position, $"the column '{name}.{column.Text}' is described twice", $"it is first described in line {first.Position.Line}"));
        }

        if (built.PrimaryKeyPosition is { } place && Taken(key, place.Value, built) is { } other)
        {
            errors.Add(new ContractError(
                place.Position,
                $"'{other.Name}' and '{built.Name}' are both at place {place.Value} of the primary key",
                "number the columns of the key 1, 2, …, or write true where their order is open"));
        }
    }

    /// <summary>The name in the database of a column that is given by its name in the contract.</summary>
    public string LookupName(string column) => byName.GetValueOrDefault(column)?.LookupName ?? column;

    public ContractTable Build(CsvTables all) => new()
    {
        Name = cell.Text,
        LookupName = name,
        Position = cell.Position,
        Columns = [.. rows.Select(r => r.Column)],
        Relationships = [.. rows.Select(r => Relationship(r.Row, r.Column, all)).OfType<ContractRelationship>()],
    };

    private static ContractRelationship? Relationship(CsvRow row, ContractColumn column, CsvTables all)
    {
        if (row.Cell(CsvHeader.References) is not { } target)
        {
            return null;
        }

        var dot = target.Text.LastIndexOf('.');
        if (dot <= 0 || dot == target.Text.Length - 1)
        {
            row.Refuse(target, CsvHeader.References, "write table.column");
            return null;
        }

        var (table, referred) = (PhysicalName.Parse(target.Text[..dot]), target.Text[(dot + 1)..]);
        var described = all.Find(table);
        return new ContractRelationship
        {
            FromColumns = [column.LookupName],
            ToTable = described?.Name ?? table,
            ToColumns = [described?.LookupName(referred) ?? referred],
            Text = target.Text,
            Position = target.Position,
        };
    }

    // The earlier one that has the place already.
    private static ContractColumn? Taken<T>(Dictionary<T, ContractColumn> places, T place, ContractColumn column)
        where T : notnull =>
        places.TryAdd(place, column) ? null : places[place];
}
