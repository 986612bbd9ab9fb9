using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rendering.Impacts;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>A report arranged for reading; every renderer for people tells the same facts in the same order.</summary>
internal sealed record Summary
{
    public required Report Report { get; init; }

    /// <summary>Such as <c>2 promises broken · 1 warning · 3 safe changes</c>.</summary>
    public required string Headline { get; init; }

    /// <summary>Errors that break promises, by contract.</summary>
    public required ImmutableArray<ContractSection> Contracts { get; init; }

    /// <summary>Errors that no contract forbids and that somebody downstream is hit by.</summary>
    public required ImmutableArray<Finding> Consumers { get; init; }

    /// <summary>Who is hit, or null where nobody is known to be.</summary>
    public required HitSection? Hit { get; init; }

    /// <summary>Errors about the check itself.</summary>
    public required ImmutableArray<Finding> Conditions { get; init; }

    public required ImmutableArray<Finding> Warnings { get; init; }

    public required ImmutableArray<Finding> Safe { get; init; }

    public static Summary Of(Report report)
    {
        var introduced = report.Verdict.Introduced;
        var errors = introduced.Where(f => f.Severity == Severity.Error).ToImmutableArray();
        return new Summary
        {
            Report = report,
            Headline = HeadlineOf(report.Verdict),
            Contracts =
            [
                .. errors.Where(f => BreaksPromises(f) && !BreaksConsumers(f)).SelectMany(f => f.Promises.Select(p => (Promise: p, Finding: f)))
                    .GroupBy(pair => pair.Promise.ContractId, StringComparer.Ordinal)
                    .OrderBy(group => group.First().Promise.ContractName, StringComparer.Ordinal)
                    .Select(group => new ContractSection(group.First().Promise, [.. group.Select(p => p.Finding).Distinct()])),
            ],
            Consumers = [.. errors.Where(BreaksConsumers)],
            Hit = HitSection.Of(report),
            Conditions = [.. errors.Where(f => !BreaksPromises(f) && !BreaksConsumers(f))],
            Warnings = [.. introduced.Where(f => f.Severity == Severity.Warning)],
            Safe = [.. introduced.Where(f => f.Severity == Severity.Info)],
        };
    }

    // A promise that can no longer be judged is a problem with the check, not a broken promise.
    private static bool BreaksPromises(Finding finding) => !finding.Promises.IsEmpty && finding.Rule != "CC901";

    private static bool BreaksConsumers(Finding finding) => finding.Rule == "CC701";

    private static string HeadlineOf(Verdict verdict)
    {
        var errors = verdict.Introduced.Where(f => f.Severity == Severity.Error).ToImmutableArray();
        var broken = errors.Count(f => BreaksPromises(f) && !BreaksConsumers(f));
        var downstream = errors.Count(BreaksConsumers);
        var parts = new[]
        {
            Counted(broken, "promise broken", "promises broken"),
            Counted(downstream, "change breaks those downstream", "changes break those downstream"),
            Counted(errors.Length - broken - downstream, "problem with the check", "problems with the check"),
            Counted(verdict.Count(Severity.Warning), "warning", "warnings"),
            Counted(verdict.Waived.Length, "waived", "waived"),
            Counted(verdict.Count(Severity.Info), "safe change", "safe changes"),
        };
        var told = string.Join(" · ", parts.OfType<string>());
        if (verdict.Outcome == Outcome.NoVerdict)
        {
            return $"No verdict · {told}";
        }

        if (verdict.AcceptedBy is { } reason)
        {
            return $"{told} · accepted by {reason}";
        }

        return verdict.Outcome == Outcome.Passed ? $"No promise broken{(told.Length > 0 ? " · " : "")}{told}" : told;
    }

    private static string? Counted(int count, string one, string many) => count == 0 ? null : count == 1 ? $"1 {one}" : $"{count} {many}";
}

/// <summary>Who is hit by all findings together.</summary>
/// <param name="Picture">The ways there.</param>
/// <param name="Counts">Such as <c>4 models, 2 dashboards</c>.</param>
/// <param name="Owners">Who to tell: owners of what is reached, then where the readers of broken contracts can be reached.</param>
internal sealed record HitSection(ImpactPicture Picture, string Counts, ImmutableArray<Owner> Owners)
{
    private const int MostNodes = 25;

    /// <summary>Who is hit, or null where nobody is known to be.</summary>
    public static HitSection? Of(Report report)
    {
        var findings = report.Verdict.Introduced.Where(f => f.Impact is not null).ToImmutableArray();
        var impacts = findings.Select(f => f.Impact!).Where(i => i.Models.Concat(i.Consumers).Any()).ToImmutableArray();
        if (report.Lineage is not { } graph || impacts.IsEmpty)
        {
            return null;
        }

        var broken = findings.SelectMany(f => f.Promises).Select(p => p.ContractId).ToHashSet(StringComparer.Ordinal);
        var channels = report.Contracts.Where(c => broken.Contains(c.Id)).SelectMany(c => c.Support).Select(s => new Owner(s.Channel, s.Url));
        return new HitSection(
            ImpactPicture.Of(graph, impacts, MostNodes),
            ImpactNames.Counts(impacts.SelectMany(i => i.Models.Concat(i.Consumers)).Select(r => r.Node).DistinctBy(n => n.Id, StringComparer.Ordinal)),
            [.. impacts.SelectMany(i => i.Owners).Concat(channels).Distinct()]);
    }
}

/// <summary>The findings that break one contract.</summary>
internal sealed record ContractSection(BrokenPromise Contract, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether a new version of the contract could announce this: not where it is gone.</summary>
    public bool CanBeAnnounced => Findings.All(f => f.Rule != "CC604");

    /// <summary>What this contract promises that the finding breaks.</summary>
    public IEnumerable<BrokenPromise> Promises(Finding finding) => finding.Promises.Where(p => p.ContractId == Contract.ContractId);
}
