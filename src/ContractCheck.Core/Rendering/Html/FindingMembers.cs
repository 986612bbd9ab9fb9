using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rendering.Impacts;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>The findings of a report as the page shows them at their tables.</summary>
internal sealed class FindingMembers(Report report, LineagePicture? picture)
{
    private static readonly Phrases<PlainSink> Phrases = new(PlainSink.Instance);
    private static readonly ImpactPhrases<PlainSink> Impacts = new(PlainSink.Instance);

    /// <summary>All findings about tables, those that count first.</summary>
    public IEnumerable<(Finding Finding, PageDocument.FindingMember Member)> All()
    {
        var verdict = report.Verdict;
        return verdict.Introduced.Select(f => (f, Of(f, Weight(f.Severity))))
            .Concat(verdict.Waived.Select(w => (w.Finding, Of(w.Finding, "waived", [Phrases.Waived(w).ToString()]))))
            .Concat(verdict.PreExisting.Select(f => (f, Of(f, "before"))))
            .Concat(verdict.Resolved.Select(f => (f, Of(f, "resolved"))))
            .Where(pair => pair.Item1.Table is not null);
    }

    private static string Weight(Severity severity) => severity switch
    {
        Severity.Error => "broken",
        Severity.Warning => "warning",
        _ => "safe",
    };

    private PageDocument.FindingMember Of(Finding finding, string weight, ImmutableArray<string>? advice = null) => new(
        weight,
        $"{finding.Rule} {finding.RuleName}",
        Project.PageOf(finding.Rule, finding.RuleName).AbsoluteUri,
        Phrases.Sentence(finding).ToString(),
        VisibleTexts.OrNull(Places(finding)),
        VisibleTexts.OrNull(finding.Promises.Select(Promise)),
        advice ?? VisibleTexts.Of(finding.Advice),
        Reach(finding.Impact),
        picture?.StartOf(finding));

    private IEnumerable<PageDocument.PlaceMember> Places(Finding finding)
    {
        if (finding.Location is { } head)
        {
            yield return VisibleTexts.Place(head, report.Head);
        }

        if (finding.BaseLocation is { } old && (finding.Location is null || finding.After is null))
        {
            yield return VisibleTexts.Place(old, report.Base, "was ");
        }
    }

    private PageDocument.PromiseMember Promise(BrokenPromise promise) => new(
        PlainSink.Instance.Of($"{promise.ContractName} {promise.ContractVersion}: {promise.Text}").ToString(),
        VisibleTexts.Place(new SourceLocation(promise.Position.File, promise.Position.Line), report.Head));

    private static string? Reach(Impact? impact)
    {
        var reaches = Impacts.Reaches(impact);
        var owners = impact is null ? default : Impacts.Owners(impact.Owners);
        return reaches.IsEmpty ? null : owners.IsEmpty ? reaches.ToString() : PlainSink.Instance.Of($"{reaches} · to tell: {owners}").ToString();
    }
}
