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
        var page = new StringBuilder();
        page.Append($"{Mark(report.Verdict.Outcome, style)} {style.Bold(summary.Headline)}\n");
        page.Append(style.Dim(Compared(report))).Append('\n');
        foreach (var condition in summary.Conditions)
        {
            page.Append($"\n{style.Red(condition.Rule)} {Sentence(condition, style)}{At(condition)}\n");
            AppendAdvice(page, condition);
        }

        foreach (var section in summary.Contracts)
        {
            var owner = section.Contract.Owner is null ? "" : $", owner {TerminalText.Of(section.Contract.Owner)}";
            page.Append($"\nContract {style.Bold(TerminalText.Of(section.Contract.ContractName))} {TerminalText.Of(section.Contract.ContractVersion)}");
            page.Append($" ({TerminalText.Of(section.Contract.Position.File)}{owner})\n");
            foreach (var finding in section.Findings)
            {
                page.Append($"  {style.Red("error")}   {finding.Rule} {Sentence(finding, style)}{At(finding)}\n");
                page.AppendJoin("", section.Promises(finding)
                    .Select(p => $"          promised: {TerminalText.Of(p.Text)} ({TerminalText.Of(p.Position.File)}:{p.Position.Line})\n")
                    .Distinct(StringComparer.Ordinal));
                AppendAdvice(page, finding);
            }
        }

        AppendList(page, "Worth a look", summary.Warnings, style, style.Yellow("warning"));
        AppendList(page, "Safe changes", summary.Safe, style, style.Dim("info   "));
        AppendLines(page, "Not judged", report.Verdict.Unjudged.Select(Open));
        AppendList(page, "Already broken before this change (not counted)", report.Verdict.PreExisting, style, style.Dim("before "));
        AppendList(page, "Resolved by this change", report.Verdict.Resolved, style, style.Green("kept   "));
        return page.ToString();
    }

    private static void AppendList(StringBuilder page, string title, ImmutableArray<Finding> findings, TextStyle style, string label) =>
        AppendLines(page, title, findings.Select(f => $"{label} {f.Rule} {Sentence(f, style)}{At(f)}"));

    private static void AppendLines(StringBuilder page, string title, IEnumerable<string> lines)
    {
        var list = lines.ToImmutableArray();
        if (!list.IsEmpty)
        {
            page.Append($"\n{title}\n").AppendJoin("", list.Select(line => $"  {line}\n"));
        }
    }

    private static void AppendAdvice(StringBuilder page, Finding finding) =>
        page.AppendJoin("", finding.Advice.Select(a => $"          → {TerminalText.Of(a)}\n"));

    private static string Compared(Report report)
    {
        var against = report.Base is { } b ? $" against {Revision(b)}" : "";
        return $"{Revision(report.Head)}{against}: {report.Tables} tables, {report.Columns} columns, {report.Contracts.Length} contracts";
    }

    private static string Revision(RevisionInfo revision)
    {
        var commit = revision.Commit is null ? "" : $" ({revision.Commit[..Math.Min(9, revision.Commit.Length)]})";
        return TerminalText.Of(revision.Explanation ?? revision.Label) + commit;
    }

    private static string Sentence(Finding finding, TextStyle style)
    {
        var target = finding.Target ?? finding.Subject;
        var name = target is null ? "" : style.Bold(TerminalText.Of(target)) + " ";
        var values = (finding.Before, finding.After) switch
        {
            ({ } before, { } after) => $": {TerminalText.Of(before)} → {TerminalText.Of(after)}",
            ({ } before, null) => $" (was {TerminalText.Of(before)})",
            (null, { } after) => $": {TerminalText.Of(after)}",
            _ => "",
        };
        return name + TerminalText.Of(finding.Message) + values;
    }

    private static string At(Finding finding) => (finding.Location, finding.BaseLocation) switch
    {
        (null, null) => "",
        ({ } head, { } old) when finding.Before is not null && finding.After is null =>
            $"  [{TerminalText.Of(head.ToString())}, was {TerminalText.Of(old.ToString())}]",
        ({ } head, _) => $"  [{TerminalText.Of(head.ToString())}]",
        (null, { } old) => $"  [was {TerminalText.Of(old.ToString())}]",
    };

    private static string Open(Unjudged open)
    {
        var place = open.Location is null ? "" : $"  [{TerminalText.Of(open.Location.ToString())}]";
        var mend = open.Mend is null ? "" : $" → {TerminalText.Of(open.Mend)}";
        return $"{TerminalText.Of(open.Subject)}: {TerminalText.Of(open.Reason)}{place}{mend}";
    }

    private static string Mark(Outcome outcome, TextStyle style) => outcome switch
    {
        Outcome.Passed => style.Green("PASSED"),
        Outcome.Failed => style.Red("FAILED"),
        _ => style.Red("NO VERDICT"),
    };
}
