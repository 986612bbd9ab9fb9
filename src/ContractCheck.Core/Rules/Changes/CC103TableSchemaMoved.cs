using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A table is in another schema: every query that names the old one fails.</summary>
internal sealed class TableSchemaMoved() : ChangeRule("CC103", ChangeKind.TableSchemaMoved, reader: Severity.Error, writer: Severity.Error)
{
    public override ImmutableArray<string> Breaks => ["CC501", "CC502", "CC503", "CC504", "CC505", "CC506"];

    public override PromiseScope Scope => PromiseScope.Table;

    public override string Message(Change change) => "moved to another schema";

    public override string WayBack(Change change) =>
        "keep the schema, or a view in it for the table's readers";
}
