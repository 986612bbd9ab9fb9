using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A check constraint is new, gone or different.</summary>
internal sealed class CheckChanged() : ChangeRule("CC306", ChangeKind.CheckChanged, reader: Severity.Info, writer: Severity.Warning)
{
    public override string Message(Change change) => change.After is null ? "lost a check" : "has another check";

    public override string WayBack(Change change) =>
        "check that existing rows and every writer keep it";
}
