using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A generated column or an identity is new, gone or different.</summary>
internal sealed class ComputedOrIdentityChanged() : ChangeRule("CC213", ChangeKind.ComputedOrIdentityChanged, reader: Severity.Warning, writer: Severity.Warning)
{
    public override string Message(Change change) => "is filled by the database in another way";

    public override string WayBack(Change change) =>
        "keep the expression or the identity, or check what readers compute from it";
}
