using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A table is new.</summary>
internal sealed class TableAdded() : ChangeRule("CC104", ChangeKind.TableAdded, reader: Severity.Info, writer: Severity.Info)
{
    public override string Message(Change change) => "is new";

    public override string WayBack(Change change) =>
        "nothing to do; add it to a contract when somebody starts to rely on it";
}
