using System.Collections.Immutable;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rendering.Impacts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>The report as JSON, version 1 (docs/schemas/report.v1.json).</summary>
internal sealed record ReportDocument(
    string Format,
    int Version,
    string Verdict,
    string? AcceptedBy,
    int ExitCode,
    string Profile,
    ReportDocument.Revision Head,
    ReportDocument.Revision? Base,
    ReportDocument.ReadWithMember? ReadWith,
    ReportDocument.CountsMember Counts,
    ImmutableArray<ReportDocument.ContractMember> Contracts,
    ImmutableArray<ReportDocument.FindingMember> Introduced,
    ImmutableArray<ReportDocument.WaivedMember> Waived,
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
        string Text,
        string Help,
        string? Before,
        string? After,
        double? Confidence,
        ImmutableArray<string> Evidence,
        Location? Head,
        Location? Base,
        ImmutableArray<PromiseMember> Promises,
        ImpactMember? Impact,
        ImmutableArray<string> Advice);

    /// <summary>Who is hit: how many, and the nearest of them, consumers first.</summary>
    internal sealed record ImpactMember(int Models, int Consumers, ImmutableArray<ReachedMember> Reached)
    {
        private const int Most = 100;

        public static ImpactMember? Of(Impact? impact) => impact is null ? null : new ImpactMember(
            impact.Models.Count(), impact.Consumers.Count(), ReachedMember.Of(impact with { Reached = [.. impact.Consumers.Concat(impact.Models).Take(Most)] }));
    }

    internal sealed record PromiseMember(string? Rule, string Contract, string Text, string Promise, string? Owner, string ReleasedBy, string File, int Line);

    internal sealed record WaivedMember(FindingMember Finding, string Reason, string? Owner, string? Until, string File, int Line);

    internal sealed record UnjudgedMember(string Subject, string Reason, string? Mend, Location? Head);

    internal sealed record Location(string File, int Line)
    {
        public static Location? Of(SourceLocation? location) => location is null ? null : new Location(location.File, location.Line);
    }
}
