using ContractCheck.Core.Findings;
using ContractCheck.Core.Waivers;

namespace ContractCheck.Core.Rules.Waivers;

/// <summary>A waiver's day has passed, and what it permitted is still there.</summary>
internal sealed class WaiverExpired() : WaiverRule("CC904", "waiver-expired", Severity.Error)
{
    public override IEnumerable<(Waiver Waiver, bool Introduced)> Judge(WaiverLedger ledger) => ledger.Expired;

    public override string Message(Waiver waiver) => $"was waived until {Day.Text(waiver.Until!.Value)}";

    public override string WayOut(Waiver waiver) => waiver.Owner is { } owner
        ? $"mend what was waived, or have {owner} agree to another day"
        : "mend what was waived, or agree on another day";
}
