using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>A matrix of the contracts whose promises break, for <c>strategy.matrix</c> of a later job.</summary>
internal sealed record ContractMatrix(ImmutableArray<ContractMatrix.Entry> Include)
{
    internal sealed record Entry(string Contract, string Name, string Version, string? Owner, string File, int Errors);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContractMatrix))]
internal sealed partial class MatrixJson : JsonSerializerContext;

/// <summary>Writes a report as outputs of a GitHub action's step.</summary>
public static class GitHubOutputs
{
    // A job's outputs together may have 1 MB, counted in UTF-16.
    private const int JsonCharacters = 400_000;
    private const int MatrixCharacters = 200_000;
    private const int MatrixEntries = 256;

    private static readonly GitHubOutputSink Sink = GitHubOutputSink.Instance;

    /// <summary>The outputs that action.yml names.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">Where the report's files are, or null.</param>
    public static Encoded<GitHubOutputSink> Render(Report report, string? folder)
    {
        var verdict = report.Verdict;
        return new Page<GitHubOutputSink>(Sink).WriteAll(
        [
            Sink.Entry("verdict", ReportNames.Of(verdict.Outcome)),
            Sink.Entry("exit-code", Number((int)verdict.ExitCode)),
            Sink.Entry("errors", Number(verdict.Count(Severity.Error))),
            Sink.Entry("warnings", Number(verdict.Count(Severity.Warning))),
            Sink.Entry("infos", Number(verdict.Count(Severity.Info))),
            Sink.Entry("contracts", Matrix(report).ToString().TrimEnd()),
            Sink.Entry("json", Json(report)),
            Sink.Entry("report", folder ?? ""),
        ]).Done();
    }

    // Without what is no error, then without anything but the verdict: the files of the report have it all.
    private static string Json(Report report)
    {
        var verdict = report.Verdict;
        Report[] smaller =
        [
            report,
            report with
            {
                Verdict = verdict with
                {
                    Introduced = [.. verdict.Introduced.Where(f => f.Severity == Severity.Error)], Waived = [], PreExisting = [], Resolved = [], Unjudged = [],
                },
            },
            report with { Verdict = verdict with { Introduced = [], Waived = [], PreExisting = [], Resolved = [], Unjudged = [] }, Contracts = [] },
        ];
        var texts = smaller.Select(r => JsonRenderer.Render(r).ToString().TrimEnd());
        return texts.FirstOrDefault(text => text.Length <= JsonCharacters) ?? "{}";
    }

    // GitHub takes 256 entries; long names leave room for fewer.
    private static Encoded<JsonSink> Matrix(Report report)
    {
        ImmutableArray<ContractMatrix.Entry> entries =
        [
            .. Summary.Of(report).Contracts.Take(MatrixEntries).Select(s => new ContractMatrix.Entry(
                s.Contract.ContractId, s.Contract.ContractName, s.Contract.ContractVersion, s.Contract.Owner, s.Contract.Position.File, s.Findings.Length)),
        ];
        while (true)
        {
            var matrix = JsonSink.Instance.Document(new ContractMatrix(entries), MatrixJson.Default.ContractMatrix);
            if (matrix.ToString().Length <= MatrixCharacters)
            {
                return matrix;
            }

            entries = entries[..(entries.Length / 2)];
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
