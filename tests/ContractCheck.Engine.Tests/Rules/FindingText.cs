using ContractCheck.Core.Findings;

namespace ContractCheck.Engine.Tests.Rules;

/// <summary>Writes a verdict as expected.txt spells it: <c>error CC401 orders.status [lost] | CC506 contract shop</c>.</summary>
internal static class FindingText
{
    public static IEnumerable<string> Of(Verdict verdict) =>
    [
        verdict.Outcome switch { Outcome.Passed => "passed", Outcome.Failed => "failed", _ => "no-verdict" },
        .. verdict.Introduced.Select(Of),
        .. verdict.Waived.Select(w => "waived " + Of(w.Finding)),
        .. verdict.PreExisting.Select(f => "pre-existing " + Of(f)),
        .. verdict.Resolved.Select(f => "resolved " + Of(f)),
        .. verdict.Unjudged.Select(u => "unjudged " + u.Subject),
    ];

    private static string Of(Finding finding)
    {
        var rule = finding.Rule[..3] == "CC5" ? [] : finding.Promises.Select(p => $" | {p.Rule ?? "lists"} contract {p.ContractId}");
        var subject = finding.Subject is null ? "" : $" [{finding.Subject}]";
        return $"{finding.Severity.ToString().ToLowerInvariant()} {finding.Rule} {finding.Target}".TrimEnd() + subject
            + string.Concat(rule.Distinct(StringComparer.Ordinal));
    }
}
