using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Promises;

/// <summary>A contract promises a table that the models do not have.</summary>
internal sealed class TableMissing() : ContractRule("CC501", "contract-table-missing", Severity.Error)
{
    public override IEnumerable<Breach> Judge(PromisedTable promised)
    {
        if (promised.Table is not null)
        {
            yield break;
        }

        var name = promised.Promise.LookupName.Name;
        var unloaded = promised.Schema.Diagnostics.Unloaded.FirstOrDefault(u => string.Equals(u.Name, name, StringComparison.OrdinalIgnoreCase));
        var file = promised.Other?.Location?.File;
        var unparsed = promised.Schema.Diagnostics.Unparsed.FirstOrDefault(f => f.Location.File == file);
        yield return new Breach
        {
            Rule = Id,
            Promised = promised,
            Promise = $"table {promised.Promise.LookupName}",
            Message = "is promised and the models do not have it" + Near(promised),
            Position = promised.Promise.Position,
            Uncertain = unloaded is not null ? $"the table did not load: {unloaded.Reason}"
                : unparsed is not null ? $"{unparsed.Location.File} cannot be parsed"
                : null,
        };
    }

    // Only where no revision has it can the name be a slip of the pen.
    private static string Near(PromisedTable promised) =>
        promised.Other is null && ContractMatcher.Near(promised.Promise, promised.Schema) is { IsEmpty: false } near ? $"; they have {string.Join(", ", near)}" : "";
}
