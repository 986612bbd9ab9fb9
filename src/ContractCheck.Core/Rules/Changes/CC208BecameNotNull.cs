using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>NULL is no longer allowed.</summary>
internal sealed class BecameNotNull() : ChangeRule("CC208", ChangeKind.BecameNotNull, reader: Severity.Info, writer: Severity.Error)
{
    public override PromiseScope Scope => PromiseScope.Column;

    public override string Message(Change change) => "no longer allows NULL";

    public override string WayBack(Change change) =>
        "give it a server_default, or leave it nullable until every writer fills it";
}
