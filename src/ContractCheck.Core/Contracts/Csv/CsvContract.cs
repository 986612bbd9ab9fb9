using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts.Csv;

/// <summary>Builds the model from the rows of a file.</summary>
internal sealed class CsvContract(string file, ImmutableArray<CsvRow> rows, List<ContractError> errors)
{
    public Contract Build()
    {
        var tables = CsvTables.Of(rows, errors);
        var id = Single(CsvHeader.Contract);
        var owner = Single(CsvHeader.Owner);
        return new Contract
        {
            Id = id?.Text ?? Path.GetFileNameWithoutExtension(file),
            Version = Single(CsvHeader.Version) is { } version
                ? new Promise<string>(version.Text, version.Position)
                : new Promise<string>(Contract.Unversioned, rows[0].Position),
            Status = Single(CsvHeader.Status)?.Text,
            Format = "CSV",
            Position = id?.Position ?? rows[0].Position,
            Team = owner is null ? null : new ContractTeam { Name = owner.Text, Position = owner.Position },
            Tables = tables.Build(),
        };
    }

    /// <summary>What is said of the whole contract: in one row, or the same in several.</summary>
    private CsvCell? Single(string name)
    {
        CsvCell? first = null;
        foreach (var cell in rows.Select(r => r.Cell(name)).OfType<CsvCell>())
        {
            first ??= cell;
            if (cell.Text != first.Text)
            {
                errors.Add(new ContractError(
                    cell.Position, $"the {name} '{cell.Text}' beside '{first.Text}' in line {first.Position.Line}", "keep one contract per file"));
            }
        }

        return first;
    }
}
