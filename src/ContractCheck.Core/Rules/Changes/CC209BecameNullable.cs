using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>NULL is now allowed: joins, sums and NOT NULL copies break.</summary>
internal sealed class BecameNullable() : ChangeRule("CC209", ChangeKind.BecameNullable, reader: Severity.Error, writer: Severity.Info)
{
    public override ImmutableArray<string> Breaks => ["CC504"];

    public override string Message(Change change) => "may now be NULL";

    public override string WayBack(Change change) =>
        "leave it NOT NULL, or give NULL a value that readers know (server_default)";
}
