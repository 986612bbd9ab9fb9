using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>Not everything that fitted still fits.</summary>
internal sealed class TypeNarrowed() : ChangeRule("CC206", ChangeKind.TypeNarrowed, reader: Severity.Info, writer: Severity.Error)
{
    public override ImmutableArray<string> Breaks => ["CC503"];

    public override PromiseScope Scope => PromiseScope.Column;

    public override string Message(Change change) => "holds less than before";

    public override string WayBack(Change change) =>
        "keep the wider type";
}
