using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A value of an enumeration has another name.</summary>
internal sealed class EnumValueRenamed() : ChangeRule("CC404", ChangeKind.EnumValueRenamed, reader: Severity.Error, writer: Severity.Warning)
{
    public override ImmutableArray<string> Breaks => ["CC506"];

    public override PromiseScope Scope => PromiseScope.Column;

    public override string Message(Change change) => "calls a value otherwise";

    public override string WayBack(Change change) =>
        "keep the value's name, or translate it for those who filter by the old one";
}
