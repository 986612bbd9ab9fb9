using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Waivers;

namespace ContractCheck.Core.Rules;

/// <summary>What waivers make of the findings of a check.</summary>
/// <param name="waivers">All waivers at head.</param>
/// <param name="today">The day of the check.</param>
/// <param name="introduced">What the change introduces.</param>
/// <param name="preExisting">What base broke already.</param>
public sealed class WaiverLedger(ImmutableArray<Waiver> waivers, DateOnly today, ImmutableArray<Finding> introduced, ImmutableArray<Finding> preExisting)
{
    /// <summary>Findings that do not count. What is safe needs no permission, and a check that could not be carried out cannot be waived.</summary>
    public ImmutableArray<WaivedFinding> Waived { get; } =
    [
        .. from finding in introduced
           where IsWaivable(finding)
           let waiver = waivers.FirstOrDefault(w => !IsOver(w, today) && w.Fits(finding))
           where waiver is not null
           select new WaivedFinding(finding, waiver),
    ];

    /// <summary>Waivers whose day has passed and that something still needs, and whether this change is what needs them.</summary>
    public IEnumerable<(Waiver Waiver, bool Introduced)> Expired =>
        from waiver in waivers
        where IsOver(waiver, today) && IsNeeded(waiver)
        select (waiver, introduced.Any(f => IsWaivable(f) && waiver.Fits(f)));

    /// <summary>Waivers that nothing needs.</summary>
    public IEnumerable<Waiver> Stale => waivers.Where(w => !IsNeeded(w));

    // A promise that was broken under a waiver is told by another rule afterwards, as long as the contract makes it.
    private bool IsNeeded(Waiver waiver) =>
        introduced.Any(f => IsWaivable(f) && waiver.Fits(f))
        || preExisting.Any(f => waiver.Fits(f) || (waiver is { Fingerprint: null, Table: not null } && waiver.FitsTarget(f.Table, f.Column)));

    private static bool IsWaivable(Finding finding) =>
        finding.Severity > Severity.Info && RuleCatalogue.Conditions.All(rule => rule.Id != finding.Rule);

    private static bool IsOver(Waiver waiver, DateOnly today) => waiver.Until < today;
}
