using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using ContractCheck.Core.Contracts.Documents;
using CsvHelper;
using CsvHelper.Configuration;

namespace ContractCheck.Core.Contracts.Csv;

/// <summary>Takes CSV text apart (RFC 4180, and what spreadsheets make of it).</summary>
internal static class CsvRecords
{
    private static readonly SearchValues<char> ControlCharacters =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n'))]);

    /// <summary>The records that hold something, the header first.</summary>
    public static ImmutableArray<CsvRecord> Parse(string file, string text, List<ContractError> errors)
    {
        text = text.TrimStart('\uFEFF');
        if (ControlCharacter(file, text) is { } error)
        {
            errors.Add(error);
            return [];
        }

        var told = CsvSeparator.Told(text);
        var body = text[(told?.Length ?? 0)..];
        var separator = told?.Separator ?? CsvSeparator.Of(body);
        return Parse(body, separator, new CsvPlaces(file, separator, told is null ? 1 : 2), errors);
    }

    private static ImmutableArray<CsvRecord> Parse(string body, char separator, CsvPlaces places, List<ContractError> errors)
    {
        var isBad = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            IgnoreBlankLines = false,
            BadDataFound = _ => isBad = true,
        };
        using var parser = new CsvParser(new StringReader(body), configuration);
        var records = ImmutableArray.CreateBuilder<CsvRecord>();
        for (var cells = 0; errors.Count < DocumentLimits.Errors && parser.Read();)
        {
            cells += parser.Count;
            if (cells > DocumentLimits.Events)
            {
                errors.Add(new ContractError(places.Here, DocumentLimits.EventsMessage));
                break;
            }

            isBad = false;
            var texts = parser.Record!;
            var (starts, stray, open) = places.Next(parser.RawRecord);
            if (isBad || stray || open)
            {
                errors.Add(BadQuote(starts[0], !stray && open));
                continue;
            }

            var record = new CsvRecord([.. texts.Zip(starts, (t, p) => new CsvCell(p, t.Trim()))]);
            if (!record.IsBlank)
            {
                records.Add(record);
            }
        }

        return records.ToImmutable();
    }

    private static ContractError BadQuote(ContractPosition position, bool open) => open
        ? new ContractError(position, "a quote that is opened in this row is never closed", "end the cell with a quote; a quote within it is written twice")
        : new ContractError(position, "a quote in the middle of a cell", "put the whole cell in quotes, and write a quote within it twice");

    private static ContractError? ControlCharacter(string file, string text)
    {
        var at = text.AsSpan().IndexOfAny(ControlCharacters);
        if (at < 0)
        {
            return null;
        }

        var before = new CsvPlaces(file, ',', 1);
        before.Next(text[..at]);
        return new ContractError(
            before.Here, $"the character U+{(int)text[at]:X4}, which is no text", "save the sheet as CSV in UTF-8");
    }
}
