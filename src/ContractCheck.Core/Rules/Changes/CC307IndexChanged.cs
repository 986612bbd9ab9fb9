using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>An index is new, gone or different.</summary>
internal sealed class IndexChanged() : ChangeRule("CC307", ChangeKind.IndexChanged, reader: Severity.Info, writer: Severity.Info)
{
    public override string Message(Change change) => change.After is null ? "lost an index" : "has another index";

    public override string WayBack(Change change) =>
        "nothing to do; queries may be slower or faster";
}
