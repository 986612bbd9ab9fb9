using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Csv;

namespace ContractCheck.Core.Lineage.Consumers;

/// <summary>Reads a list of consumers: CSV with a header, one row for each table or column that a consumer uses.</summary>
public static class ConsumerList
{
    private const string Table = "table";
    private const string Column = "column";
    private const string Consumer = "consumer";
    private const string Kind = "kind";
    private const string OwnerName = "owner";
    private const string Contact = "contact";
    private const string Criticality = "criticality";
    private const string Url = "url";
    private const int MostErrors = 20;

    /// <summary>Names that the header may have, in the order of the documentation.</summary>
    public static ImmutableArray<string> Header { get; } = [Table, Column, Consumer, Kind, OwnerName, Contact, Criticality, Url];

    /// <summary>Reads a list.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="LineageException">It has errors; all are told, with line and column.</exception>
    public static ImmutableArray<DeclaredConsumer> Read(string file, string text)
    {
        var errors = new List<ContractError>();
        var records = CsvRecords.Parse(file, text, errors);
        if (errors.Count == 0 && records.IsEmpty)
        {
            errors.Add(new ContractError(new ContractPosition(file, 1, 1), "the list is empty", $"begin it with a header: {string.Join(',', Header)}"));
        }

        var header = errors.Count == 0 ? CsvHeader.Read(records[0], Header, [Table, Consumer], errors) : null;
        ImmutableArray<DeclaredConsumer> consumers = header is null || errors.Count > 0
            ? []
            : [.. records.Skip(1).Where(r => header.Fits(r, errors)).Select(r => Row(header, r, errors)).OfType<DeclaredConsumer>()];
        return errors.Count == 0 ? consumers : throw new LineageException(
            file, string.Join("; ", errors.Take(MostErrors).Select(e => $"line {e.Position.Line}: {e.Message}{(e.Hint is null ? "" : $" ({e.Hint})")}")),
            $"Correct the list; its header may name {string.Join(", ", Header)}.");
    }

    private static DeclaredConsumer? Row(CsvHeader header, CsvRecord row, List<ContractError> errors)
    {
        string? Text(string name) => header.Cell(row, name)?.Text;
        if (Text(Table) is not { } table || Text(Consumer) is not { } consumer)
        {
            errors.Add(new ContractError(row.Position, $"the row names no {(Text(Table) is null ? Table : Consumer)}", "each row says which table is used, and by whom"));
            return null;
        }

        var owner = Text(OwnerName) ?? Text(Contact);
        return new DeclaredConsumer
        {
            Table = table,
            Column = Text(Column) is { } column && column != "*" ? column : null,
            Name = consumer,
            Kind = Text(Kind),
            Owners = owner is null ? [] : [new Owner(owner, Text(Contact) is { } contact && contact != owner ? contact : null)],
            Criticality = Text(Criticality),
            Url = Text(Url),
            Position = row.Position,
        };
    }
}
