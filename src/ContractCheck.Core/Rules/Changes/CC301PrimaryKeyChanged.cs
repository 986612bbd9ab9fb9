using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>Rows are identified by other columns.</summary>
internal sealed class PrimaryKeyChanged() : ChangeRule("CC301", ChangeKind.PrimaryKeyChanged, reader: Severity.Error, writer: Severity.Warning)
{
    public override ImmutableArray<string> Breaks => ["CC505"];

    public override string Message(Change change) => "has another primary key";

    public override string WayBack(Change change) =>
        "keep the key, or keep the old one unique";
}
