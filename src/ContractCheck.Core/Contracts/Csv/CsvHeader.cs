using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Csv;

/// <summary>Which cell of a row says what.</summary>
internal sealed class CsvHeader
{
    public const string Contract = "contract";
    public const string Version = "version";
    public const string Status = "status";
    public const string Owner = "owner";
    public const string Schema = "schema";
    public const string Table = "table";
    public const string Column = "column";
    public const string PhysicalName = "physical_name";
    public const string LogicalType = "logical_type";
    public const string Type = "type";
    public const string Required = "required";
    public const string Unique = "unique";
    public const string PrimaryKey = "primary_key";
    public const string References = "references";
    public const string Values = "values";
    public const string MaxLength = "max_length";
    public const string Classification = "classification";
    public const string Deprecated = "deprecated";
    public const string Sunset = "sunset";
    public const string Description = "description";

    private const int MostCells = 1000;

    private readonly Dictionary<string, int> places;

    private CsvHeader(Dictionary<string, int> places, int width) => (this.places, Width) = (places, width);

    /// <summary>Every name that a contract's header may have, in the order of the documentation.</summary>
    public static ImmutableArray<string> OfContracts { get; } =
    [
        Contract, Version, Status, Owner, Schema, Table, Column, PhysicalName, LogicalType, Type, Required, Unique, PrimaryKey,
        References, Values, MaxLength, Classification, Deprecated, Sunset, Description,
    ];

    /// <summary>How many cells a row has.</summary>
    public int Width { get; }

    /// <summary>The header that a record is. Names are matched without case, blanks, hyphens and underscores.</summary>
    /// <param name="record">The first row.</param>
    /// <param name="known">Names that it may have.</param>
    /// <param name="required">Names that it must have.</param>
    /// <param name="errors">Where errors go.</param>
    public static CsvHeader Read(CsvRecord record, ImmutableArray<string> known, ImmutableArray<string> required, List<ContractError> errors)
    {
        if (record.Cells.Length > MostCells)
        {
            errors.Add(new ContractError(record.Position, $"the header has {record.Cells.Length} cells", $"known are {string.Join(", ", known)}"));
            return new CsvHeader([], record.Cells.Length);
        }

        var named = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, cell) in record.Cells.Index().Where(c => c.Item.Text.Length > 0))
        {
            if (known.FirstOrDefault(k => Folded(k) == Folded(cell.Text)) is not { } name)
            {
                errors.Add(Unknown(cell, known));
            }
            else if (!named.TryAdd(name, place))
            {
                errors.Add(new ContractError(
                    cell.Position, $"the header '{cell.Text}' is given twice", $"'{record.Cells[named[name]].Text}' means the same"));
            }
        }

        errors.AddRange(required.Where(n => !named.ContainsKey(n)).Select(n => new ContractError(
            record.Position, $"the header has no '{n}'", "the first row names what the cells below it hold")));
        return new CsvHeader(named, record.Cells.Length);
    }

    /// <summary>The cell of that name, or null where the header has none or the cell is empty.</summary>
    public CsvCell? Cell(CsvRecord record, string name) =>
        places.TryGetValue(name, out var place) && record.Cells[place] is { Text.Length: > 0 } cell ? cell : null;

    /// <summary>Whether a row has the cells that the header names, and no others; tells what is wrong.</summary>
    public bool Fits(CsvRecord record, List<ContractError> errors)
    {
        if (record.Cells.Length != Width)
        {
            errors.Add(new ContractError(
                record.Position, $"the row has {record.Cells.Length} cells and the header {Width}", "put a cell that holds the separator in quotes"));
            return false;
        }

        errors.AddRange(record.Cells.Where((c, place) => c.Text.Length > 0 && !places.ContainsValue(place)).Select(c => new ContractError(
            c.Position, $"'{c.Text}' stands under no header", "name the cell in the first row, or empty it")));
        return true;
    }

    private static ContractError Unknown(CsvCell cell, ImmutableArray<string> known) => new(
        cell.Position,
        $"unknown header '{cell.Text}'",
        NearestName.Of(cell.Text, known) is { } near ? $"did you mean '{near}'?" : $"known are {string.Join(", ", known)}");

    private static string Folded(string name) =>
        string.Concat(name.Where(c => c is not (' ' or '_' or '-'))).ToLowerInvariant();
}
