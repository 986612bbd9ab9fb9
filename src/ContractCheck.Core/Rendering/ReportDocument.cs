using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering;

/// <summary>The report as JSON, version 1 (docs/schemas/report.v1.json).</summary>
internal sealed record ReportDocument(
    string Format,
    int Version,
    string Verdict,
    int ExitCode,
    string Profile,
    ReportDocument.Revision Head,
    ReportDocument.Revision? Base,
    ReportDocument.ReadWithMember? ReadWith,
    ReportDocument.CountsMember Counts,
    ImmutableArray<ReportDocument.ContractMember> Contracts,
    ImmutableArray<ReportDocument.FindingMember> Introduced,
    ImmutableArray<ReportDocument.FindingMember> PreExisting,
    ImmutableArray<ReportDocument.FindingMember> Resolved,
    ImmutableArray<ReportDocument.UnjudgedMember> Unjudged)
{
    internal sealed record Revision(string Label, string? Commit, string? Explanation);

    internal sealed record ReadWithMember(string? Python, string? Sqlalchemy, string? Sandbox);

    internal sealed record CountsMember(int Tables, int Columns, int Errors, int Warnings, int Infos);

    internal sealed record ContractMember(string Id, string? Name, string Version, string? Status, string File, string? Owner);

    internal sealed record FindingMember(
        string Rule,
        string Name,
        string Severity,
        string Fingerprint,
        string? Schema,
        string? Table,
        string? Column,
        string? Subject,
        string Message,
        string? Before,
        string? After,
        Location? Head,
        Location? Base,
        ImmutableArray<PromiseMember> Promises,
        ImmutableArray<string> Advice);

    internal sealed record PromiseMember(string? Rule, string Contract, string Promise, string? Owner, string ReleasedBy, string File, int Line);

    internal sealed record UnjudgedMember(string Subject, string Reason, string? Mend, Location? Head);

    internal sealed record Location(string File, int Line)
    {
        public static Location? Of(SourceLocation? location) => location is null ? null : new Location(location.File, location.Line);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(ChangesDocument))]
internal sealed partial class ReportJson : JsonSerializerContext;

/// <summary>Writes a report as JSON for programs.</summary>
public static class JsonRenderer
{
    /// <summary>The report document, indented, ending in a line break.</summary>
    public static string Render(Report report)
    {
        var verdict = report.Verdict;
        var document = new ReportDocument(
            "contractcheck-report",
            1,
            Name(verdict.Outcome),
            (int)verdict.ExitCode,
            Lower(report.Profile),
            Revision(report.Head)!,
            Revision(report.Base),
            report.ReadWith is { } with ? new ReportDocument.ReadWithMember(with.Python, with.SqlAlchemy, with.Sandbox) : null,
            new ReportDocument.CountsMember(
                report.Tables, report.Columns, verdict.Count(Severity.Error), verdict.Count(Severity.Warning), verdict.Count(Severity.Info)),
            [.. report.Contracts.Select(c => new ReportDocument.ContractMember(c.Id, c.Name, c.Version.Value, c.Status, c.File, c.Owner))],
            [.. verdict.Introduced.Select(Finding)],
            [.. verdict.PreExisting.Select(Finding)],
            [.. verdict.Resolved.Select(Finding)],
            [.. verdict.Unjudged.Select(u => new ReportDocument.UnjudgedMember(u.Subject, u.Reason, Phrases.Mend(u.Distributions), ReportDocument.Location.Of(u.Location)))]);
        return JsonText.ForLogs(JsonSerializer.Serialize(document, ReportJson.Default.ReportDocument));
    }

    private static ReportDocument.FindingMember Finding(Finding finding) => new(
        finding.Rule,
        finding.RuleName,
        Lower(finding.Severity),
        finding.Fingerprint,
        finding.Table?.Schema,
        finding.Table?.Name,
        finding.Column,
        finding.Subject,
        finding.Message,
        finding.Before,
        finding.After,
        ReportDocument.Location.Of(finding.Location),
        ReportDocument.Location.Of(finding.BaseLocation),
        [.. finding.Promises.Select(p => new ReportDocument.PromiseMember(p.Rule, p.ContractId, p.Text, p.Owner, p.ReleasedBy, p.Position.File, p.Position.Line))],
        finding.Advice);

    private static ReportDocument.Revision? Revision(RevisionInfo? revision) =>
        revision is null ? null : new ReportDocument.Revision(revision.Label, revision.Commit, revision.Explanation);

    private static string Name(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Failed => "failed",
        _ => "no-verdict",
    };

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
