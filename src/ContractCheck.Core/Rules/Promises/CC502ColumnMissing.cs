using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules.Promises;

/// <summary>A contract promises a column that its table does not have.</summary>
internal sealed class ColumnMissing() : ContractRule("CC502", "contract-column-missing", Severity.Error)
{
    public override IEnumerable<Breach> Judge(PromisedTable promised)
    {
        if (promised.Table is not { } table)
        {
            return [];
        }

        return promised.Columns.Where(pair => pair.Column is null).Select(pair => new Breach
        {
            Rule = Id,
            Promised = promised,
            Column = pair.Promise.LookupName,
            Columns = [pair.Promise.LookupName],
            Promise = $"column {pair.Promise.LookupName}",
            Message = "is promised and the table does not have it",
            Position = pair.Promise.Position,
            Uncertain = table.Complete || WasKnown(promised, table, pair.Promise.LookupName)
                ? null
                : "what could not be read of the table may hold the column",
        });
    }

    private static bool WasKnown(PromisedTable promised, Table table, string column) =>
        promised.Other is { } other && table.KnowsAllOf(other) && (promised with { Table = other }).Find(column) is not null;
}
