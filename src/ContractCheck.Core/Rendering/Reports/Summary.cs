using System.Collections.Immutable;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>A report arranged for reading; every renderer for people tells the same facts in the same order.</summary>
internal sealed record Summary
{
    public required Report Report { get; init; }

    /// <summary>Such as <c>2 promises broken · 1 warning · 3 safe changes</c>.</summary>
    public required string Headline { get; init; }

    /// <summary>Errors that break promises, by contract.</summary>
    public required ImmutableArray<ContractSection> Contracts { get; init; }

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
                .. errors.Where(BreaksPromises).SelectMany(f => f.Promises.Select(p => (Promise: p, Finding: f)))
                    .GroupBy(pair => pair.Promise.ContractId, StringComparer.Ordinal)
                    .OrderBy(group => group.First().Promise.ContractName, StringComparer.Ordinal)
                    .Select(group => new ContractSection(group.First().Promise, [.. group.Select(p => p.Finding).Distinct()])),
            ],
            Conditions = [.. errors.Where(f => !BreaksPromises(f))],
            Warnings = [.. introduced.Where(f => f.Severity == Severity.Warning)],
            Safe = [.. introduced.Where(f => f.Severity == Severity.Info)],
        };
    }

    // A promise that can no longer be judged is a problem with the check, not a broken promise.
    private static bool BreaksPromises(Finding finding) => !finding.Promises.IsEmpty && finding.Rule != "CC901";

    private static string HeadlineOf(Verdict verdict)
    {
        var errors = verdict.Introduced.Where(f => f.Severity == Severity.Error).ToImmutableArray();
        var broken = errors.Count(BreaksPromises);
        var parts = new[]
        {
            Counted(broken, "promise broken", "promises broken"),
            Counted(errors.Length - broken, "problem with the check", "problems with the check"),
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

/// <summary>The findings that break one contract.</summary>
internal sealed record ContractSection(BrokenPromise Contract, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether a new version of the contract could announce this: not where it is gone.</summary>
    public bool CanBeAnnounced => Findings.All(f => f.Rule != "CC604");

    /// <summary>What this contract promises that the finding breaks.</summary>
    public IEnumerable<BrokenPromise> Promises(Finding finding) => finding.Promises.Where(p => p.ContractId == Contract.ContractId);
}
