using System.Collections.Immutable;
using System.Text;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rendering;

/// <summary>Writes a report for a terminal or a log: the facts of the Markdown summary, in the same order, without Markdown.</summary>
public static class TextRenderer
{
    /// <summary>The whole report, ending in a line break.</summary>
    public static string Render(Report report, TextStyle style)
    {
        var summary = Summary.Of(report);
        var encoder = new TerminalEncoder(style);
        var page = new StringBuilder();
        page.Append($"{Mark(report.Verdict.Outcome, style)} {style.Bold(summary.Headline)}\n{Phrases.Compared(report, encoder)}\n");
        foreach (var condition in summary.Conditions)
        {
            page.Append('\n');
            AppendFinding(page, condition, [], style);
        }

        foreach (var section in summary.Contracts)
        {
            var contract = section.Contract;
            var owner = contract.Owner is null ? "" : $", owner {encoder.Text(contract.Owner)}";
            page.Append($"\nContract {encoder.Strong(contract.ContractName)} {encoder.Text(contract.ContractVersion)}");
            page.Append($" ({encoder.Text(contract.Position.File)}{owner})\n");
            foreach (var finding in section.Findings)
            {
                AppendFinding(page, finding, section.Promises(finding), style);
            }

            page.Append($"  {section.Announcement(encoder)}\n");
        }

        string Line(string label, Finding finding) => $"{label} {finding.Rule} {Placed(finding, encoder)}";
        AppendLines(page, "Worth a look", summary.Warnings.Select(f => Line(style.Yellow("warning"), f)));
        AppendLines(page, "Safe changes", summary.Safe.Select(f => Line(style.Dim("info   "), f)));
        AppendLines(page, "Not judged", report.Verdict.Unjudged.Select(u => Phrases.Open(u, encoder)));
        AppendLines(
            page, "Already broken before this change (not counted)", report.Verdict.PreExisting.Select(f => Line(style.Dim("before "), f)));
        AppendLines(page, "Resolved by this change", report.Verdict.Resolved.Select(f => Line(style.Green("kept   "), f)));
        AppendLines(page, title: null, Phrases.Closing(report.ReadWith, report.Verdict.Distributions, encoder));
        return page.ToString();
    }

    private static void AppendFinding(StringBuilder page, Finding finding, IEnumerable<BrokenPromise> promises, TextStyle style)
    {
        page.Append($"  {style.Red("error")}   {finding.Rule} {Placed(finding, new TerminalEncoder(style))}\n");
        page.AppendJoin("", promises
            .Select(p => $"          promised: {TerminalText.Of(p.Text)} ({TerminalText.Of(p.Position.File)}:{p.Position.Line})\n")
            .Distinct(StringComparer.Ordinal));
        page.AppendJoin("", finding.Advice.Select(a => $"          → {TerminalText.Of(a)}\n"));
    }

    private static void AppendLines(StringBuilder page, string? title, IEnumerable<string> lines)
    {
        var list = lines.ToImmutableArray();
        if (!list.IsEmpty)
        {
            page.Append(title is null ? "\n" : $"\n{title}\n").AppendJoin("", list.Select(line => title is null ? $"{line}\n" : $"  {line}\n"));
        }
    }

    private static string Placed(Finding finding, TerminalEncoder encoder) =>
        Phrases.Where(finding, encoder) is { Length: > 0 } where
            ? $"{Phrases.Sentence(finding, encoder)}  [{where}]"
            : Phrases.Sentence(finding, encoder);

    private static string Mark(Outcome outcome, TextStyle style) => outcome switch
    {
        Outcome.Passed => style.Green("PASSED"),
        Outcome.Failed => style.Red("FAILED"),
        _ => style.Red("STOPPED"),
    };
}
