using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>The database fills a column differently, or no longer.</summary>
internal sealed class ServerDefaultChanged() : ChangeRule("CC210", ChangeKind.ServerDefaultChanged, reader: Severity.Warning, writer: Severity.Warning)
{
    public override PromiseScope Scope => PromiseScope.Column;

    public override string Message(Change change) => "has another server default";

    public override string WayBack(Change change) =>
        "keep the default, or tell those who rely on rows without a value";

    public override Severity Weigh(Change change, Profile profile) => (change.Before, change.After, profile) switch
    {
        ("none", _, _) => Severity.Info,
        (_, "none", Profile.Writer or Profile.Both) when change.MustBeFilled => Severity.Error,
        _ => Severity.Warning,
    };
}
