using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>Writes errors and warnings as lines that MSBuild reads from a tool's output.</summary>
public static class MsBuildLines
{
    private static readonly MsBuildSink Sink = MsBuildSink.Instance;
    private static readonly Phrases<MsBuildSink> Phrases = new(Sink);

    /// <summary>A line for each.</summary>
    public static Encoded<MsBuildSink> Render(Report report) =>
        new Page<MsBuildSink>(Sink).WriteAll(report.Verdict.Introduced.Where(f => f.Severity != Severity.Info).Select(Line)).Done();

    private static Encoded<MsBuildSink> Line(Finding finding)
    {
        var kind = finding.Severity == Severity.Error ? Sink.Of($"error") : Sink.Of($"warning");
        var promises = Sink.JoinDistinct(", ", finding.Promises.Select(p => Sink.Of($"{p.ContractName} {p.ContractVersion}: {p.Text}")));
        var promised = promises.IsEmpty ? default : Sink.Of($"; promised by {promises}");
        return Sink.Line(finding.Location?.File, finding.Location?.Line ?? 0, Sink.Of($"{kind} {finding.Rule}: {Phrases.Sentence(finding)}{promised}"));
    }
}
