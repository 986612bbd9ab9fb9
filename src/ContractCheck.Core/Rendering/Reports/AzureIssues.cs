using System.Globalization;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>Writes errors and warnings as issues of an Azure Pipelines job.</summary>
public static class AzureIssues
{
    private static readonly AzureCommandSink Sink = AzureCommandSink.Instance;

    /// <summary>A command for each; at most ten errors and ten warnings.</summary>
    public static Encoded<AzureCommandSink> Render(Report report) =>
        new Page<AzureCommandSink>(Sink).WriteAll(Annotation.Of(report).Select(Command)).Done();

    private static Encoded<AzureCommandSink> Command(Annotation annotation)
    {
        (string, string?)[] properties =
        [
            ("type", annotation.Severity == Severity.Error ? "error" : "warning"),
            ("sourcepath", annotation.Location?.File),
            ("linenumber", annotation.Location?.Line.ToString(CultureInfo.InvariantCulture)),
            ("columnnumber", annotation.Location is null ? null : "1"),
            ("code", annotation.Code),
        ];
        var title = annotation.Code is null ? Sink.Of($"{annotation.Title}: ") : default;
        return Sink.Command("task.logissue", properties, Sink.Of($"{title}{Sink.Join(" · ", annotation.Lines(Sink))}"));
    }
}
