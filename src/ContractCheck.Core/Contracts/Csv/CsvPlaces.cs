using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts.Csv;

/// <summary>Counts lines and characters from record to record, because the parser tells only where a record ends.</summary>
internal sealed class CsvPlaces(string file, char separator, int line)
{
    private int line = line;
    private int column = 1;

    public ContractPosition Here => new(file, line, column);

    /// <summary>Where the cells of the next record begin, whether a quote stands amid a bare cell, and whether the last quote is left open.</summary>
    public (ImmutableArray<ContractPosition> Cells, bool Stray, bool Open) Next(string record)
    {
        var cells = ImmutableArray.CreateBuilder<ContractPosition>();
        cells.Add(Here);
        var (quoted, stray, start) = (false, false, 0);
        for (var at = 0; at < record.Length; at++)
        {
            Pass(record, at);
            if (record[at] == '"')
            {
                stray |= !quoted && at > start && record[at - 1] != '"';
                quoted = !quoted;
            }
            else if (record[at] == separator && !quoted)
            {
                cells.Add(Here);
                start = at + 1;
            }
        }

        return (cells.ToImmutable(), stray, quoted);
    }

    private void Pass(string record, int at)
    {
        if (record[at] == '\n' || (record[at] == '\r' && (at + 1 == record.Length || record[at + 1] != '\n')))
        {
            line++;
            column = 1;
        }
        else
        {
            column++;
        }
    }
}
