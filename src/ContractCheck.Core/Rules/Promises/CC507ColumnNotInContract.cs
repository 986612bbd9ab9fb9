using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Promises;

/// <summary>A table under contract has a column that the contract does not mention.</summary>
internal sealed class ColumnNotInContract() : ContractRule("CC507", "column-not-in-contract", Severity.Info)
{
    public override IEnumerable<Breach> Judge(PromisedTable promised)
    {
        if (promised.Table is not { } table)
        {
            return [];
        }

        var mentioned = promised.Columns.Select(pair => pair.Column?.Name).ToHashSet(StringComparer.Ordinal);
        return table.Columns.Where(c => !mentioned.Contains(c.Name)).Select(column => new Breach
        {
            Rule = Id,
            Promised = promised,
            Column = column.Name,
            Columns = [column.Name],
            Promise = "not mentioned",
            Message = "is not in the contract",
            Position = promised.Promise.Position,
        });
    }
}
