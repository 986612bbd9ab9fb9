using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A column holds another kind of value.</summary>
internal sealed class TypeIncompatible() : ChangeRule("CC205", ChangeKind.TypeIncompatible, reader: Severity.Error, writer: Severity.Error)
{
    public override ImmutableArray<string> Breaks => ["CC503", "CC505", "CC506"];

    public override PromiseScope Scope => PromiseScope.Column;

    public override string Message(Change change) => "holds another kind of value";

    public override string WayBack(Change change) =>
        "keep the type, or add a new column beside the old one and move the readers first";
}
