using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts.Csv;

/// <summary>Reads contracts that are kept in a sheet: a header, then one row for each column of a table.</summary>
public static class CsvReader
{
    /// <summary>The format's entry in the catalogue.</summary>
    public static ContractFormat Format { get; } = new("CSV", "suffix .csv or .tsv", Recognises, Read);

    /// <summary>Reads a file; all its errors are reported at once.</summary>
    /// <param name="source">The file.</param>
    public static ContractReading Read(ContractSource source)
    {
        var errors = new List<ContractError>();
        var records = CsvRecords.Parse(source.File, source.Text, errors);
        if (errors.Count > 0)
        {
            return ContractReading.Failed(errors);
        }

        if (records is not [var first, ..])
        {
            return ContractReading.Failed(
                [new ContractError(new ContractPosition(source.File, 1, 1), "the file is empty", $"begin it with a header: {string.Join(',', CsvHeader.OfContracts)}")]);
        }

        var header = CsvHeader.Read(first, CsvHeader.OfContracts, [CsvHeader.Table, CsvHeader.Column], errors);
        if (errors.Count > 0)
        {
            return ContractReading.Failed(errors);
        }

        ImmutableArray<CsvRow> rows = [.. records.Skip(1).Where(r => header.Fits(r, errors)).Select(r => new CsvRow(header, r, errors))];
        if (rows.IsEmpty && errors.Count == 0)
        {
            errors.Add(new ContractError(first.Position, "no row follows the header", "write one row for each column that is promised"));
        }

        var contract = rows.IsEmpty ? null : new CsvContract(source.File, rows, errors).Build();
        return errors.Count > 0 ? ContractReading.Failed(errors) : ContractReading.Of(contract!);
    }

    private static bool Recognises(ContractSource source) =>
        source.File.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || source.File.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);
}
