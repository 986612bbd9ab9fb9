using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Promises;

/// <summary>A column's type is not the promised one: logical or physical type, length, precision, time zone.</summary>
internal sealed class TypeMismatch() : ContractRule("CC503", "contract-type-mismatch", Severity.Error)
{
    public override IEnumerable<Breach> Judge(PromisedTable promised)
    {
        foreach (var (promise, column) in promised.Columns)
        {
            if (column is null)
            {
                continue;
            }

            foreach (var broken in TypePromise.Broken(promise, column.Type, promised.Dialects))
            {
                yield return new Breach
                {
                    Rule = Id,
                    Promised = promised,
                    Column = column.Name,
                    Columns = [column.Name],
                    Subject = broken.Aspect,
                    Promise = $"{broken.Aspect} {broken.Promised}",
                    Message = $"is {column.Type.Sql}, promised is {broken.Aspect} {broken.Promised}",
                    Position = broken.Position,
                    Uncertain = column.Type.Resolved ? null : $"the type {column.Type.Sql} comes from a library that is not installed",
                };
            }
        }
    }
}
