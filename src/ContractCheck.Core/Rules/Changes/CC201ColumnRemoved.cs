using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A column is gone: every query that names it fails.</summary>
internal sealed class ColumnRemoved() : ChangeRule("CC201", ChangeKind.ColumnRemoved, reader: Severity.Error, writer: Severity.Error)
{
    public override ImmutableArray<string> Breaks => ["CC502", "CC503", "CC504", "CC505", "CC506"];

    public override PromiseScope Scope => PromiseScope.Column;

    public override string Message(Change change) => "was removed";

    public override string WayBack(Change change) =>
        "restore the column, or fill it for as long as somebody reads it";
}
