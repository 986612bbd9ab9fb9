using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>Writes errors and warnings as a Code Quality report, which GitLab shows in the merge request.</summary>
public static class CodeQualityRenderer
{
    private static readonly Phrases<PlainSink> Phrases = new(PlainSink.Instance);

    /// <summary>A list of entries. GitLab needs a place for each: where none exists at head it is the promise's.</summary>
    public static Encoded<JsonSink> Render(Report report)
    {
        ImmutableArray<CodeQualityEntry> entries =
        [
            .. report.Verdict.Introduced.Where(f => f.Severity != Severity.Info).Select(f => new CodeQualityEntry(
                Phrases.Sentence(f).ToString(),
                $"{f.Rule} {f.RuleName}",
                f.Fingerprint,
                f.Severity == Severity.Error ? "critical" : "minor",
                Place(FindingPlace.Of(f)))),
        ];
        return JsonSink.Instance.Document(entries, CodeQualityJson.Default.ImmutableArrayCodeQualityEntry);
    }

    private static CodeQualityEntry.Place Place(SourceLocation location) => new(location.File, new CodeQualityEntry.LineRange(location.Line));
}
