using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A column goes on under another name: every query that names the old one fails.</summary>
internal sealed class ColumnRenamed() : ChangeRule("CC202", ChangeKind.ColumnRenamed, reader: Severity.Error, writer: Severity.Error)
{
    public override ImmutableArray<string> Breaks => ["CC502", "CC503", "CC504", "CC505", "CC506", "CC507"];

    public override PromiseScope Scope => PromiseScope.Column;

    public override string Message(Change change) => "was renamed";

    public override string WayBack(Change change) =>
        $"keep the column's name (the attribute may have another: mapped_column(\"{change.Before}\")), or serve both names for as long as the old one is read";
}
