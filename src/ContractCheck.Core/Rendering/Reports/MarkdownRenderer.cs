using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Impacts;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>Writes a report as GitHub-flavoured Markdown, for somebody who has thirty seconds.</summary>
public sealed class MarkdownRenderer
{
    private readonly MarkdownSink sink = MarkdownSink.Instance;
    private readonly Phrases<MarkdownSink> phrases = new(MarkdownSink.Instance);
    private readonly Page<MarkdownSink> page = new(MarkdownSink.Instance);

    private MarkdownRenderer()
    {
    }

    /// <summary>The whole summary, ending in a line break.</summary>
    public static Encoded<MarkdownSink> Render(Report report)
    {
        var renderer = new MarkdownRenderer();
        renderer.Append(report);
        return renderer.page.Done();
    }

    /// <summary>The longest form of the summary that fits: whole, without what is safe or was there before, or a digest of the errors.</summary>
    public static Encoded<MarkdownSink> Render(Report report, MarkdownLimit limit)
    {
        var whole = Render(report);
        if (limit.SizeOf(whole) <= limit.Size)
        {
            return whole;
        }

        var verdict = report.Verdict;
        var grave = report with
        {
            Verdict = verdict with { Introduced = [.. verdict.Introduced.Where(f => f.Severity > Severity.Info)], Waived = [], PreExisting = [], Resolved = [], Unjudged = [] },
        };
        var heading = new MarkdownRenderer().Heading(report);
        var shorter = new MarkdownRenderer();
        shorter.page.Write($"{heading}\nWhat is safe, was there before or could not be judged is left out, since this page takes no more.\n");
        shorter.AppendRest(grave);
        return limit.SizeOf(shorter.page.Done()) <= limit.Size ? shorter.page.Done() : new MarkdownDigest(report, limit).Render(heading);
    }

    private void Append(Report report)
    {
        page.Write($"{Heading(report)}");
        AppendRest(report);
    }

    private Encoded<MarkdownSink> Heading(Report report) =>
        sink.Of($"## {Mark(report.Verdict.Outcome)} {Summary.Of(report).Headline}\n\n{phrases.Compared(report)}\n");

    private void AppendRest(Report report)
    {
        var summary = Summary.Of(report);
        foreach (var condition in summary.Conditions)
        {
            page.Write($"\n> **{Rule(condition)}** {phrases.Where(condition)}{phrases.Sentence(condition)}  \n> {Advice(condition)}\n");
        }

        foreach (var section in summary.Contracts)
        {
            AppendContract(section);
        }

        AppendTable(sink.Of($"Downstream"), sink.Of($"❌"), summary.Consumers);
        AppendTable(sink.Of($"Worth a look"), sink.Of($"⚠️"), summary.Warnings);
        AppendAdvice(summary);
        AppendHit(summary.Hit);
        AppendDetails(
            sink.Of($"{Phrases.Count(summary.Safe.Length, "safe change")}"),
            summary.Safe.Select(f => sink.Of($"- {f.Rule} {phrases.Sentence(f)} {phrases.Where(f)}{(phrases.Reaches(f) is { IsEmpty: false } hit ? sink.Of($" · {hit}") : default)}")));
        var verdict = report.Verdict;
        AppendDetails(sink.Of($"Waived: {verdict.Waived.Length}"), verdict.Waived.Select(w => sink.Of($"- {phrases.Waived(w)}")));
        AppendDetails(sink.Of($"Not judged: {verdict.Unjudged.Length}"), verdict.Unjudged.Select(u => sink.Of($"- {phrases.Open(u)}")));
        AppendDetails(
            sink.Of($"Already broken before this change (not counted): {verdict.PreExisting.Length}"), verdict.PreExisting.Select(Listed));
        AppendDetails(sink.Of($"Resolved by this change: {verdict.Resolved.Length}"), verdict.Resolved.Select(Listed));
        page.WriteAll(phrases.Closing(report.ReadWith, verdict.Distributions).Select(line => sink.Of($"\n{line}\n")));
    }

    private void AppendContract(ContractSection section)
    {
        var contract = section.Contract;
        var owner = contract.Owner is null ? default : sink.Of($" · owner {contract.Owner}");
        page.Write($"\n### Contract {contract.ContractName} {contract.ContractVersion}\n\n{sink.Code(contract.Position.File)}{owner}\n\n");
        var reaches = Reaches(section.Findings);
        page.Write($"| | change | promise |{(reaches ? sink.Of($" who is hit |") : default)} where |\n|---|---|---|{(reaches ? sink.Of($"---|") : default)}---|\n");
        foreach (var finding in section.Findings)
        {
            var promises = sink.JoinDistinct("<br>", section.Promises(finding).Select(p => sink.Of($"{p.Text} (line {p.Position.Line})")));
            page.Write($"| ❌ {Rule(finding)} | {phrases.Sentence(finding)} | {promises} |{Hit(finding, reaches)} {phrases.Where(finding)} |\n");
        }
    }

    private void AppendTable(Encoded<MarkdownSink> title, Encoded<MarkdownSink> mark, ImmutableArray<Finding> findings)
    {
        if (findings.IsEmpty)
        {
            return;
        }

        var reaches = Reaches(findings);
        page.Write($"\n### {title}\n\n| | change |{(reaches ? sink.Of($" who is hit |") : default)} where |\n|---|---|{(reaches ? sink.Of($"---|") : default)}---|\n");
        page.WriteAll(findings.Select(f => sink.Of($"| {mark} {Rule(f)} | {phrases.Sentence(f)} |{Hit(f, reaches)} {phrases.Where(f)} |\n")));
    }

    // A column that is empty in every row is none.
    private bool Reaches(ImmutableArray<Finding> findings) => findings.Any(f => !phrases.Reaches(f).IsEmpty);

    private Encoded<MarkdownSink> Hit(Finding finding, bool reaches) => reaches ? sink.Of($" {phrases.Reaches(finding)} |") : default;

    private void AppendHit(HitSection? hit)
    {
        if (hit is null)
        {
            return;
        }

        if (!hit.Owners.IsEmpty)
        {
            page.Write($"\n**Notify** {phrases.Notify(hit.Owners)}\n");
        }

        var more = hit.Picture.LeftOut == 0 ? default : sink.Of($"\n{hit.Picture.LeftOut} more are not drawn; {sink.Code("contractcheck impact TABLE.COLUMN")} tells all of them.\n");
        page.Write($"\n<details><summary>Who is hit: {hit.Counts}</summary>\n\n{sink.Diagram(ImpactMermaid.Render(hit.Picture))}{more}\n</details>\n");
    }

    private void AppendAdvice(Summary summary)
    {
        var sections = summary.Contracts;
        var findings = sections.SelectMany(s => s.Findings).Concat(summary.Consumers).Distinct().ToImmutableArray();
        if (findings.IsEmpty)
        {
            return;
        }

        page.Write($"\n**What you can do**\n\n");
        foreach (var group in findings.GroupBy(Advice))
        {
            var names = sink.JoinDistinct(", ", group.Select(f => f.Target is { } target ? sink.Of($"{f.Rule} {target}") : sink.Text(f.Rule)));
            page.Write($"- {names}: {group.Key}\n");
        }

        page.WriteAll(sections.Where(s => s.CanBeAnnounced).Select(s => sink.Of($"- {phrases.Announcement(s.Contract)}\n")));
        page.Write($"- {phrases.Waiving(findings[0])}\n");
        page.Write($"\nEach rule is explained by `contractcheck explain RULE`.\n");
    }

    private void AppendDetails(Encoded<MarkdownSink> title, IEnumerable<Encoded<MarkdownSink>> lines)
    {
        var list = lines.ToImmutableArray();
        if (!list.IsEmpty)
        {
            page.Write($"\n<details><summary>{title}</summary>\n\n{sink.Join("\n", list)}\n\n</details>\n");
        }
    }

    private Encoded<MarkdownSink> Listed(Finding finding)
    {
        var promise = finding.Promises[0];
        var place = sink.Code($"{promise.Position.File}:{promise.Position.Line}");
        return sink.Of($"- {finding.Rule} {phrases.Sentence(finding)} · {promise.ContractName} {place}");
    }

    private Encoded<MarkdownSink> Rule(Finding finding) => sink.Link(finding.Rule, Project.PageOf(finding.Rule, finding.RuleName));

    private Encoded<MarkdownSink> Advice(Finding finding) => sink.Join(" · ", finding.Advice.Select(sink.Text));

    private static string Mark(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "✅",
        Outcome.Failed => "❌",
        Outcome.Accepted => "☑️",
        _ => "🚫",
    };
}
