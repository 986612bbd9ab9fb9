using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A column is new that every insert must fill.</summary>
internal sealed class ColumnAddedRequired() : ChangeRule("CC204", ChangeKind.ColumnAddedRequired, reader: Severity.Info, writer: Severity.Error)
{
    public override ImmutableArray<string> Breaks => ["CC505", "CC507"];

    public override PromiseScope Scope => PromiseScope.Table;

    public override string Message(Change change) => "is new, NOT NULL and not filled by the database";

    public override string WayBack(Change change) =>
        "give it a server_default, or make it nullable (default= fills it in this application only)";
}
