using ContractCheck.Core.Findings;

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
            Uncertain = table.Complete ? null : "the column may come from a base class that is not installed",
        });
    }
}
