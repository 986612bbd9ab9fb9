using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>Writes a report for a terminal or a log: the facts of the Markdown summary, in the same order, without Markdown.</summary>
public sealed class TextRenderer
{
    private readonly TerminalSink sink;
    private readonly Phrases<TerminalSink> phrases;
    private readonly Page<TerminalSink> page;

    private TextRenderer(TerminalSink sink)
    {
        this.sink = sink;
        phrases = new Phrases<TerminalSink>(sink);
        page = new Page<TerminalSink>(sink);
    }

    /// <summary>The whole report, ending in a line break.</summary>
    public static Encoded<TerminalSink> Render(Report report, TerminalSink sink)
    {
        var renderer = new TextRenderer(sink);
        renderer.Append(report);
        return renderer.page.Done();
    }

    private void Append(Report report)
    {
        var summary = Summary.Of(report);
        page.Write($"{Mark(report.Verdict.Outcome)} {sink.Strong(summary.Headline)}\n{phrases.Compared(report)}\n");
        foreach (var condition in summary.Conditions)
        {
            page.Write($"\n");
            AppendFinding(condition, []);
        }

        foreach (var section in summary.Contracts)
        {
            var contract = section.Contract;
            var owner = contract.Owner is null ? default : sink.Of($", owner {contract.Owner}");
            page.Write($"\nContract {sink.Strong(contract.ContractName)} {contract.ContractVersion} ({contract.Position.File}{owner})\n");
            foreach (var finding in section.Findings)
            {
                AppendFinding(finding, section.Promises(finding));
            }

            page.Write($"{(section.CanBeAnnounced ? sink.Of($"  {phrases.Announcement(contract)}\n") : default)}  {phrases.Waiving(section.Findings[0])}\n");
        }

        if (!summary.Consumers.IsEmpty)
        {
            page.Write($"\nDownstream\n");
            foreach (var finding in summary.Consumers)
            {
                AppendFinding(finding, []);
            }

            page.Write($"  {phrases.Waiving(summary.Consumers[0])}\n");
        }

        AppendLines(sink.Of($"Worth a look"), summary.Warnings.Select(f => Line(sink.Yellow(sink.Of($"warning")), f)));
        if (summary.Hit is { Owners.IsEmpty: false } hit)
        {
            page.Write($"\nNotify: {phrases.Notify(hit.Owners)}\n");
        }

        AppendLines(sink.Of($"Waived"), report.Verdict.Waived.Select(phrases.Waived));
        AppendLines(sink.Of($"Safe changes"), summary.Safe.Select(f => Line(sink.Dim(sink.Of($"info   ")), f)));
        AppendLines(sink.Of($"Not judged"), report.Verdict.Unjudged.Select(phrases.Open));
        AppendLines(
            sink.Of($"Already broken before this change (not counted)"),
            report.Verdict.PreExisting.Select(f => Line(sink.Dim(sink.Of($"before ")), f)));
        AppendLines(sink.Of($"Resolved by this change"), report.Verdict.Resolved.Select(f => Line(sink.Green(sink.Of($"kept   ")), f)));
        var closing = phrases.Closing(report.ReadWith, report.Verdict.Distributions);
        page.Write($"{(closing.IsEmpty ? default : sink.Of($"\n"))}").WriteAll(closing.Select(line => sink.Of($"{line}\n")));
    }

    private Encoded<TerminalSink> Line(Encoded<TerminalSink> label, Finding finding) =>
        sink.Of($"{label} {finding.Rule} {Placed(finding)}{(phrases.Reaches(finding) is { IsEmpty: false } hit ? sink.Of($"\n          {hit}") : default)}");

    private void AppendFinding(Finding finding, IEnumerable<BrokenPromise> promises)
    {
        page.Write($"  {sink.Red(sink.Of($"error"))}   {finding.Rule} {Placed(finding)}\n");
        page.WriteAll(promises.Select(p => sink.Of($"          promised: {p.Text} ({p.Position.File}:{p.Position.Line})\n")).Distinct());
        page.Write($"{(phrases.Reaches(finding) is { IsEmpty: false } hit ? sink.Of($"          {hit}\n") : default)}");
        page.WriteAll(finding.Advice.Select(a => sink.Of($"          → {a}\n")));
    }

    private void AppendLines(Encoded<TerminalSink> title, IEnumerable<Encoded<TerminalSink>> lines)
    {
        var list = lines.ToImmutableArray();
        if (!list.IsEmpty)
        {
            page.Write($"\n{title}\n").WriteAll(list.Select(line => sink.Of($"  {line}\n")));
        }
    }

    private Encoded<TerminalSink> Placed(Finding finding) => phrases.Where(finding) is { IsEmpty: false } where
        ? sink.Of($"{phrases.Sentence(finding)}  [{where}]")
        : phrases.Sentence(finding);

    private Encoded<TerminalSink> Mark(Outcome outcome) => outcome switch
    {
        Outcome.Passed => sink.Green(sink.Of($"PASSED")),
        Outcome.Failed => sink.Red(sink.Of($"FAILED")),
        Outcome.Accepted => sink.Yellow(sink.Of($"ACCEPTED")),
        _ => sink.Red(sink.Of($"STOPPED")),
    };
}
