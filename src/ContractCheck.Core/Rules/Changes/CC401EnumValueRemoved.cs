using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>An enumeration lost a value.</summary>
internal sealed class EnumValueRemoved() : ChangeRule("CC401", ChangeKind.EnumValueRemoved, reader: Severity.Info, writer: Severity.Error)
{
    public override ImmutableArray<string> Breaks => ["CC506"];

    public override PromiseScope Scope => PromiseScope.Column;

    public override string Message(Change change) => $"lost the value '{change.Subject}'";

    public override string WayBack(Change change) =>
        "keep the value for as long as rows or writers hold it";
}
