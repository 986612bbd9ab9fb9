using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A table goes on under another name: every query that names the old one fails.</summary>
internal sealed class TableRenamed() : ChangeRule("CC102", ChangeKind.TableRenamed, reader: Severity.Error, writer: Severity.Error)
{
    public override ImmutableArray<string> Breaks => ["CC501", "CC502", "CC503", "CC504", "CC505", "CC506"];

    public override PromiseScope Scope => PromiseScope.Table;

    public override string Message(Change change) => "was renamed";

    public override string WayBack(Change change) =>
        "keep the old name, or a view of that name for its readers";
}
