using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Promises;

/// <summary>A column is promised to be always filled, and may be NULL.</summary>
internal sealed class NullabilityMismatch() : ContractRule("CC504", "contract-nullability-mismatch", Severity.Error)
{
    public override IEnumerable<Breach> Judge(PromisedTable promised) =>
        promised.Columns
            .Where(pair => pair is { Promise.Required.Value: true, Column.Nullable: true })
            .Select(pair => new Breach
            {
                Rule = Id,
                Promised = promised,
                Column = pair.Column!.Name,
                Columns = [pair.Column.Name],
                Promise = "required",
                Message = "is promised as required and may be NULL",
                Position = pair.Promise.Required!.Position,
            });
}
