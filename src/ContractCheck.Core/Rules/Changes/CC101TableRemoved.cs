using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A table is gone: every query that names it fails.</summary>
internal sealed class TableRemoved() : ChangeRule("CC101", ChangeKind.TableRemoved, reader: Severity.Error, writer: Severity.Error)
{
    public override ImmutableArray<string> Breaks => ["CC501", "CC502", "CC503", "CC504", "CC505", "CC506"];

    public override PromiseScope Scope => PromiseScope.Table;

    public override string Message(Change change) => "was removed";

    public override string WayBack(Change change) =>
        "restore the table, or keep a view of the same name for its readers";
}
