using System.Globalization;

namespace ContractCheck.Core.Contracts.Csv;

/// <summary>The row of one column. Reading a cell that cannot be what it should be adds an error and gives null.</summary>
internal sealed class CsvRow(CsvHeader header, CsvRecord record, List<ContractError> errors)
{
    public ContractPosition Position => record.Position;

    public CsvCell? Cell(string name) => header.Cell(record, name);

    public string? Text(string name) => Cell(name)?.Text;

    public Promise<string>? TextPromise(string name) => Cell(name) is { } cell ? new Promise<string>(cell.Text, cell.Position) : null;

    public Promise<bool>? TruthPromise(string name)
    {
        if (Cell(name) is not { } cell)
        {
            return null;
        }

        if (Truth(cell.Text) is { } truth)
        {
            return new Promise<bool>(truth, cell.Position);
        }

        Refuse(cell, name, "write true, yes, x or 1; false, no or 0; or leave the cell empty");
        return null;
    }

    public Promise<string>? CountPromise(string name)
    {
        if (Cell(name) is not { } cell)
        {
            return null;
        }

        if (Count(cell.Text) is { } count)
        {
            return new Promise<string>(count.ToString(CultureInfo.InvariantCulture), cell.Position);
        }

        Refuse(cell, name, "write a whole number");
        return null;
    }

    /// <summary>Whether the column is part of the primary key, and at which place from 1, where one is given.</summary>
    public (Promise<bool>? IsPart, Promise<int>? Place) Key(string name)
    {
        if (Cell(name) is not { } cell)
        {
            return (null, null);
        }

        if (Count(cell.Text) is > 0 and var place)
        {
            return (new Promise<bool>(true, cell.Position), new Promise<int>(place, cell.Position));
        }

        if (Truth(cell.Text) is { } truth)
        {
            return (new Promise<bool>(truth, cell.Position), null);
        }

        Refuse(cell, name, "write the column's place in the key (1, 2, …), true or false");
        return (null, null);
    }

    public void Refuse(CsvCell cell, string name, string hint) =>
        errors.Add(new ContractError(cell.Position, $"'{cell.Text}' cannot be '{name}'", hint));

    private static bool? Truth(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "x" or "1" => true,
        "false" or "no" or "0" => false,
        _ => null,
    };

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
