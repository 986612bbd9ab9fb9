using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>What could occur twice must now be unique.</summary>
internal sealed class UniqueAdded() : ChangeRule("CC302", ChangeKind.UniqueAdded, reader: Severity.Info, writer: Severity.Error)
{
    public override PromiseScope Scope => PromiseScope.Table;

    public override string Message(Change change) => $"must now be unique on {change.Subject}";

    public override string WayBack(Change change) =>
        "check that existing rows and every writer keep it";
}
