using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A comment changed or columns changed places.</summary>
internal sealed class CommentOrOrder() : ChangeRule("CC212", ChangeKind.CommentOrOrder, reader: Severity.Info, writer: Severity.Info)
{
    public override string Message(Change change) => change.Subject == "order" ? "has its columns in another order" : "has another comment";

    public override string WayBack(Change change) =>
        "nothing to do";
}
