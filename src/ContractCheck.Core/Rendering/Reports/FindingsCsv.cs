using System.Globalization;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>A line per finding (RFC 4180), for spreadsheets.</summary>
public static class FindingsCsv
{
    private static readonly string[] Header =
    [
        "state", "severity", "rule", "name", "schema", "table", "column", "subject", "message", "before", "after", "file", "line", "base_file", "base_line",
        "contracts", "promises", "owners", "fingerprint", "models_hit", "consumers_hit", "notify",
    ];

    /// <summary>Writes it: findings that the change introduces, then those of them that are waived, then those that were there before, then those that it resolves.</summary>
    public static Encoded<CsvSink> Render(Report report)
    {
        var verdict = report.Verdict;
        return new Page<CsvSink>(CsvSink.Instance)
            .Write($"{CsvSink.Instance.Row(Header)}")
            .WriteAll(verdict.Introduced.Select(f => Row("introduced", f)))
            .WriteAll(verdict.Waived.Select(w => Row("waived", w.Finding)))
            .WriteAll(verdict.PreExisting.Select(f => Row("pre-existing", f)))
            .WriteAll(verdict.Resolved.Select(f => Row("resolved", f)))
            .Done();
    }

    private static Encoded<CsvSink> Row(string state, Finding finding) => CsvSink.Instance.Row(
    [
        state, ReportNames.Of(finding.Severity), finding.Rule, finding.RuleName, finding.Table?.Schema, finding.Table?.Name, finding.Column,
        finding.Subject, finding.Message, finding.Before, finding.After, finding.Location?.File, Line(finding.Location?.Line),
        finding.BaseLocation?.File, Line(finding.BaseLocation?.Line), Listed(finding.Promises.Select(p => p.ContractId)),
        Listed(finding.Promises.Select(p => p.Text)), Listed(finding.Promises.Select(p => p.Owner).OfType<string>()), finding.Fingerprint,
        Listed(finding.Impact?.Models.Select(r => r.Node.Name) ?? []), Listed(finding.Impact?.Consumers.Select(r => r.Node.Name) ?? []),
        Listed(finding.Impact?.Owners.Select(o => o.Contact is null ? o.Name : $"{o.Name} ({o.Contact})") ?? []),
    ]);

    private static string? Line(int? line) => line?.ToString(CultureInfo.InvariantCulture);

    private static string Listed(IEnumerable<string> values) => string.Join("; ", values.Distinct(StringComparer.Ordinal));
}
