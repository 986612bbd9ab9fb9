using ContractCheck.Core.Findings;
using ContractCheck.Core.Waivers;

namespace ContractCheck.Core.Rules.Waivers;

/// <summary>A waiver permits something that is not there.</summary>
internal sealed class WaiverStale() : WaiverRule("CC903", "waiver-stale", Severity.Warning)
{
    public override IEnumerable<(Waiver Waiver, bool Introduced)> Judge(WaiverLedger ledger) => ledger.Stale.Select(w => (w, true));

    public override string Message(Waiver waiver) => "is waived, and nothing needs the waiver";

    public override string WayOut(Waiver waiver) => "delete the waiver";
}
