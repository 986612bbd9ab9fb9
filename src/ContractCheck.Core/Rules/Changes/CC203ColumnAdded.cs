using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A column is new that inserts may leave out.</summary>
internal sealed class ColumnAdded() : ChangeRule("CC203", ChangeKind.ColumnAdded, reader: Severity.Info, writer: Severity.Info)
{
    public override ImmutableArray<string> Breaks => ["CC505", "CC507"];

    public override string Message(Change change) => "is new";

    public override string WayBack(Change change) =>
        "nothing to do; add it to the contract when somebody starts to rely on it";
}
