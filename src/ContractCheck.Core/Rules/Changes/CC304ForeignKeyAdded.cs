using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A foreign key is new.</summary>
internal sealed class ForeignKeyAdded() : ChangeRule("CC304", ChangeKind.ForeignKeyAdded, reader: Severity.Info, writer: Severity.Warning)
{
    public override string Message(Change change) => $"must now refer to {change.Subject}";

    public override string WayBack(Change change) =>
        "check that existing rows and every writer keep it";
}
