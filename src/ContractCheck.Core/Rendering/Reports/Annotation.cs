using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>A message that a pipeline shows at a line of the change.</summary>
/// <param name="Severity">Error or warning.</param>
/// <param name="Code">The rule, or null where it tells of several findings.</param>
/// <param name="Title">A heading.</param>
/// <param name="Location">A line that exists at head, or null.</param>
/// <param name="Findings">The finding, or those for which no annotation was left.</param>
internal sealed record Annotation(Severity Severity, string? Code, string Title, SourceLocation? Location, ImmutableArray<Finding> Findings)
{
    /// <summary>Pipelines show ten of a kind for a step, and drop the rest without a word.</summary>
    private const int PerKind = 10;

    // They show 4,096 characters of each; escapes make text up to three times as long.
    private const int Characters = 3000;

    /// <summary>Errors, then warnings, each gravest first. Where one kind has more than a pipeline shows, its last one names the rest.</summary>
    public static IEnumerable<Annotation> Of(Report report) => Kind(report, Severity.Error).Concat(Kind(report, Severity.Warning));

    /// <summary>What it says, line by line, as far as there is room.</summary>
    public IEnumerable<Encoded<TSink>> Lines<TSink>(TSink sink)
        where TSink : ProseSink<TSink>
    {
        var length = 0;
        foreach (var line in All(sink))
        {
            length += line.ToString().Length;
            if (length > Characters)
            {
                yield return sink.Of($"…");
                yield break;
            }

            yield return line;
        }
    }

    private IEnumerable<Encoded<TSink>> All<TSink>(TSink sink)
        where TSink : ProseSink<TSink>
    {
        var phrases = new Phrases<TSink>(sink);
        if (Findings is [var only])
        {
            return only.Promises.Select(p => sink.Of($"promised by {p.ContractName} {p.ContractVersion}: {p.Text} ({p.Position.File}:{p.Position.Line})"))
                .Distinct()
                .Concat(only.Advice.Select(a => sink.Of($"Way out: {a}")))
                .Take(20)
                .Prepend(phrases.Reaches(only))
                .Prepend(phrases.Sentence(only))
                .Where(line => !line.IsEmpty);
        }

        var names = Findings.Take(20).Select(f => sink.Of($"{f.Rule} {f.Target ?? f.Subject}"));
        return Findings.Length > 20 ? names.Append(sink.Of($"… and {Findings.Length - 20} more; the summary lists them.")) : names;
    }

    private static IEnumerable<Annotation> Kind(Report report, Severity severity)
    {
        var findings = report.Verdict.Introduced.Where(f => f.Severity == severity).ToImmutableArray();
        var shown = findings.Length <= PerKind ? findings.Length : PerKind - 1;
        var shownAs = report.Verdict.Outcome == Outcome.Accepted ? Severity.Warning : severity;
        var single = findings.Take(shown).Select(f => new Annotation(shownAs, f.Rule, $"{f.Rule} {f.RuleName}", f.Location, [f]));
        return shown == findings.Length
            ? single
            : single.Append(new Annotation(shownAs, null, $"{findings.Length - shown} more {(severity == Severity.Error ? "errors" : "warnings")}", null, findings[shown..]));
    }
}
