using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Changes;

/// <summary>A foreign key is gone or refers to something else.</summary>
internal sealed class ForeignKeyRemoved() : ChangeRule("CC305", ChangeKind.ForeignKeyRemoved, reader: Severity.Error, writer: Severity.Info)
{
    public override ImmutableArray<string> Breaks => ["CC505"];

    public override string Message(Change change) => 
        change.After is null ? $"no longer refers to {change.Subject}"
        : Retargeted(change) ? "refers to something else"
        : "does something else when the referred row changes or goes";

    public override string WayBack(Change change) =>
        "keep the foreign key, or tell readers that join along it";

    public override Severity Weigh(Change change, Profile profile) =>
        profile == Profile.Writer ? Severity.Info : Retargeted(change) ? Severity.Error : Severity.Warning;

    private static bool Retargeted(Change change) =>
        change.After is { } after && !after.Contains($"→ {change.Subject}", StringComparison.Ordinal);
}
