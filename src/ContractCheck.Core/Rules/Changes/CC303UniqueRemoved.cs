using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>What was unique may now occur twice.</summary>
internal sealed class UniqueRemoved() : ChangeRule("CC303", ChangeKind.UniqueRemoved, reader: Severity.Error, writer: Severity.Info)
{
    public override ImmutableArray<string> Breaks => ["CC505"];

    public override string Message(Change change) => $"is no longer unique on {change.Subject}";

    public override string WayBack(Change change) =>
        "keep the constraint, or make sure that readers cope with duplicates";
}
