using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Waivers;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>Writes a report as JSON for programs.</summary>
public static class JsonRenderer
{
    private static readonly Phrases<PlainSink> Phrases = new(PlainSink.Instance);

    /// <summary>The report document, indented, ending in a line break.</summary>
    public static Encoded<JsonSink> Render(Report report)
    {
        var verdict = report.Verdict;
        var document = new ReportDocument(
            "contractcheck-report",
            1,
            ReportNames.Of(verdict.Outcome),
            verdict.AcceptedBy,
            (int)verdict.ExitCode,
            ReportNames.Of(report.Profile),
            Revision(report.Head)!,
            Revision(report.Base),
            report.ReadWith is { } with ? new ReportDocument.ReadWithMember(with.Python, with.SqlAlchemy, with.Sandbox) : null,
            new ReportDocument.CountsMember(
                report.Tables, report.Columns, verdict.Count(Severity.Error), verdict.Count(Severity.Warning), verdict.Count(Severity.Info)),
            [.. report.Contracts.Select(c => new ReportDocument.ContractMember(c.Id, c.Name, c.Version.Value, c.Status, c.File, c.Owner))],
            [.. verdict.Introduced.Select(Finding)],
            [.. verdict.Waived.Select(Waived)],
            [.. verdict.PreExisting.Select(Finding)],
            [.. verdict.Resolved.Select(Finding)],
            [.. verdict.Unjudged.Select(u => new ReportDocument.UnjudgedMember(u.Subject, u.Reason, Rendering.Phrases.Mend(u.Distributions), ReportDocument.Location.Of(u.Location)))]);
        return JsonSink.Instance.Document(document, ReportJson.Default.ReportDocument);
    }

    private static ReportDocument.FindingMember Finding(Finding finding) => new(
        finding.Rule,
        finding.RuleName,
        ReportNames.Of(finding.Severity),
        finding.Fingerprint,
        finding.Table?.Schema,
        finding.Table?.Name,
        finding.Column,
        finding.Subject,
        finding.Message,
        Phrases.Sentence(finding).ToString(),
        Project.PageOf(finding.Rule, finding.RuleName).AbsoluteUri,
        finding.Before,
        finding.After,
        ReportNames.Of(finding.Confidence),
        finding.Evidence,
        ReportDocument.Location.Of(finding.Location),
        ReportDocument.Location.Of(finding.BaseLocation),
        [.. finding.Promises.Select(p => new ReportDocument.PromiseMember(p.Rule, p.ContractId, Promise(p), p.Text, p.Owner, p.ReleasedBy, p.Position.File, p.Position.Line))],
        ReportDocument.ImpactMember.Of(finding.Impact),
        finding.Advice);

    private static ReportDocument.WaivedMember Waived(WaivedFinding waived) => new(
        Finding(waived.Finding),
        waived.Waiver.Reason,
        waived.Waiver.Owner,
        waived.Waiver.Until is { } day ? Day.Text(day) : null,
        waived.Waiver.Position.File,
        waived.Waiver.Position.Line);

    private static string Promise(BrokenPromise promise) =>
        PlainSink.Instance.Of($"{promise.ContractName} {promise.ContractVersion}: {promise.Text}").ToString();

    private static ReportDocument.Revision? Revision(RevisionInfo? revision) =>
        revision is null ? null : new ReportDocument.Revision(revision.Label, revision.Commit, revision.Explanation);
}
