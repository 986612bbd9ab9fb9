using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Html;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>A format that a report can be written in. To add one: a renderer beside this file, and a line here.</summary>
/// <param name="Name">What <c>--format</c> calls it.</param>
/// <param name="FileName">Its file among those of <c>--output</c>; null where it is made for a log only.</param>
/// <param name="Render">Writes it.</param>
public sealed record ReportFormat(string Name, string? FileName, Func<Report, TerminalSink, Rendered> Render)
{
    /// <summary>All formats; the first is the default.</summary>
    public static ImmutableArray<ReportFormat> All { get; } =
    [
        new("text", "report.txt", (report, terminal) => Rendered.Of(TextRenderer.Render(report, terminal))),
        new("json", "report.json", (report, _) => Rendered.Of(JsonRenderer.Render(report))),
        new("markdown", "summary.md", (report, _) => Rendered.Of(MarkdownRenderer.Render(report))),
        new("html", "report.html", (report, _) => Rendered.Of(ReportPage.Render(report))),
        new("sarif", "report.sarif", (report, _) => Rendered.Of(SarifRenderer.Render(report))),
        new("junit", "junit.xml", (report, _) => Rendered.Of(JUnitRenderer.Render(report))),
        new("csv", "findings.csv", (report, _) => Rendered.Of(FindingsCsv.Render(report))),
        new("codequality", "gl-code-quality-report.json", (report, _) => Rendered.Of(CodeQualityRenderer.Render(report))),
        new("github", null, (report, _) => Rendered.Of(GitHubAnnotations.Render(report))),
        new("azure", null, (report, _) => Rendered.Of(AzureIssues.Render(report))),
        new("msbuild", null, (report, _) => Rendered.Of(MsBuildLines.Render(report))),
    ];
}
