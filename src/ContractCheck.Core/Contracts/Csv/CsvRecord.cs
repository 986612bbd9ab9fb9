using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts.Csv;

/// <summary>A cell without the blanks around its text.</summary>
/// <param name="Position">Where the cell begins.</param>
/// <param name="Text">Its text, without quotes; empty where the cell is.</param>
internal sealed record CsvCell(ContractPosition Position, string Text);

/// <summary>The cells of one row, which may span several lines.</summary>
internal sealed record CsvRecord(ImmutableArray<CsvCell> Cells)
{
    public ContractPosition Position => Cells[0].Position;

    /// <summary>Whether no cell holds anything, as in the rows that spreadsheets write after the last one.</summary>
    public bool IsBlank => Cells.All(c => c.Text.Length == 0);
}
