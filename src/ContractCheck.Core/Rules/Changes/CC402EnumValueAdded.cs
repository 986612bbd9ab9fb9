using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>An enumeration gained a value that readers do not know.</summary>
internal sealed class EnumValueAdded() : ChangeRule("CC402", ChangeKind.EnumValueAdded, reader: Severity.Warning, writer: Severity.Info)
{
    public override ImmutableArray<string> Breaks => ["CC506"];

    public override string Message(Change change) => $"gained the value '{change.Subject}'";

    public override string WayBack(Change change) =>
        "tell readers that switch over the values, and add it to the contract";
}
