using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>More fits than before: copies of the column may be too small.</summary>
internal sealed class TypeWidened() : ChangeRule("CC207", ChangeKind.TypeWidened, reader: Severity.Warning, writer: Severity.Info)
{
    public override ImmutableArray<string> Breaks => ["CC503", "CC506"];

    public override string Message(Change change) => "holds more than before";

    public override string WayBack(Change change) =>
        "tell readers that copy the type (warehouse columns, dbt casts), or keep the narrower type";
}
