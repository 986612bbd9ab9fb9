using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>The type changed and a missing library provides it.</summary>
internal sealed class TypeUnresolved() : ChangeRule("CC211", ChangeKind.TypeUnresolved, reader: Severity.Warning, writer: Severity.Warning)
{
    public override ImmutableArray<string> Breaks => ["CC503"];

    public override string Message(Change change) => "changed to or from a type of a library that is not installed";

    public override string WayBack(Change change) =>
        "look at the change yourself, or make the library available to the check";
}
