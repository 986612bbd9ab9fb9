using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>The values of an enumeration changed places.</summary>
internal sealed class EnumValueReordered() : ChangeRule("CC403", ChangeKind.EnumValueReordered, reader: Severity.Warning, writer: Severity.Warning)
{
    public override string Message(Change change) => $"has its values in another order, from '{change.Subject}' on";

    public override string WayBack(Change change) =>
        "keep the order: databases sort by it";
}
