using System.Globalization;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>Writes errors and warnings as annotations of GitHub Actions.</summary>
public static class GitHubAnnotations
{
    private static readonly GitHubCommandSink Sink = GitHubCommandSink.Instance;

    /// <summary>A command for each; at most ten errors and ten warnings.</summary>
    public static Encoded<GitHubCommandSink> Render(Report report) =>
        new Page<GitHubCommandSink>(Sink).WriteAll(Annotation.Of(report).Select(Command)).Done();

    private static Encoded<GitHubCommandSink> Command(Annotation annotation)
    {
        (string, string?)[] properties =
        [
            ("file", annotation.Location?.File),
            ("line", annotation.Location?.Line.ToString(CultureInfo.InvariantCulture)),
            ("title", annotation.Title),
        ];
        var message = Sink.Lines(annotation.Lines(Sink));
        return annotation.Severity == Severity.Error ? Sink.Command("error", properties, message) : Sink.Command("warning", properties, message);
    }
}
