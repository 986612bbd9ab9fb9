using System.Collections.Immutable;
using System.Text;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering;

/// <summary>Writes a report as GitHub-flavoured Markdown, for somebody who has thirty seconds.</summary>
public static class MarkdownRenderer
{
    /// <summary>The whole summary, ending in a line break.</summary>
    public static string Render(Report report)
    {
        var summary = Summary.Of(report);
        var page = new StringBuilder();
        page.Append($"## {Mark(report.Verdict.Outcome)} {summary.Headline}\n\n{Compared(report)}\n");
        foreach (var condition in summary.Conditions)
        {
            page.Append($"\n> **{condition.Rule}** {Where(condition)}{Sentence(condition)}  \n> {Advice(condition)}\n");
        }

        foreach (var section in summary.Contracts)
        {
            AppendContract(page, section);
        }

        if (!summary.Warnings.IsEmpty)
        {
            page.Append("\n### Worth a look\n\n| | change | where |\n|---|---|---|\n");
            page.AppendJoin("", summary.Warnings.Select(f => $"| ⚠️ {f.Rule} | {Sentence(f)} | {Where(f)} |\n"));
        }

        AppendAdvice(page, [.. summary.Contracts.SelectMany(c => c.Findings).Distinct()]);
        AppendDetails(page, Count(summary.Safe.Length, "safe change"), summary.Safe.Select(f => $"- {f.Rule} {Sentence(f)} {Where(f)}"));
        AppendDetails(page, "Not judged: " + report.Verdict.Unjudged.Length, report.Verdict.Unjudged.Select(Open));
        AppendDetails(
            page,
            $"Already broken before this change (not counted): {report.Verdict.PreExisting.Length}",
            report.Verdict.PreExisting.Select(Listed));
        AppendDetails(page, $"Resolved by this change: {report.Verdict.Resolved.Length}", report.Verdict.Resolved.Select(Listed));
        return page.ToString();
    }

    private static void AppendContract(StringBuilder page, ContractSection section)
    {
        var contract = section.Contract;
        var owner = contract.Owner is null ? "" : $" · owner {MarkdownText.Of(contract.Owner)}";
        page.Append($"\n### Contract {MarkdownText.Of(contract.ContractName)} {MarkdownText.Of(contract.ContractVersion)}\n\n");
        page.Append($"{MarkdownText.Code(contract.Position.File)}{owner}\n\n| | change | promise | where |\n|---|---|---|---|\n");
        foreach (var finding in section.Findings)
        {
            var promises = string.Join("<br>", section.Promises(finding)
                .Select(p => $"{MarkdownText.Of(p.Text)} (line {p.Position.Line})")
                .Distinct(StringComparer.Ordinal));
            page.Append($"| ❌ {finding.Rule} | {Sentence(finding)} | {promises} | {Where(finding)} |\n");
        }
    }

    private static void AppendAdvice(StringBuilder page, ImmutableArray<Finding> findings)
    {
        if (findings.IsEmpty)
        {
            return;
        }

        page.Append("\n**What you can do**\n\n");
        foreach (var group in findings.GroupBy(Advice, StringComparer.Ordinal))
        {
            var rules = string.Join(", ", group.Select(f => $"{f.Rule} {MarkdownText.Of(f.Target ?? "")}".TrimEnd()).Distinct(StringComparer.Ordinal));
            page.Append($"- {rules}: {group.Key}\n");
        }

        page.Append("\nEach rule is explained by `contractcheck explain RULE`.\n");
    }

    private static void AppendDetails(StringBuilder page, string title, IEnumerable<string> lines)
    {
        var list = lines.ToImmutableArray();
        if (!list.IsEmpty)
        {
            page.Append($"\n<details><summary>{title}</summary>\n\n{string.Join('\n', list)}\n\n</details>\n");
        }
    }

    private static string Compared(Report report)
    {
        var against = report.Base is { } b ? $" against {Revision(b)}" : "";
        var contracts = report.Contracts.IsEmpty
            ? "no contract"
            : string.Join(", ", report.Contracts.Select(c => $"**{MarkdownText.Of(c.Name ?? c.Id)}** {MarkdownText.Of(c.Version.Value)}"));
        return $"{Revision(report.Head)}{against} · {Count(report.Tables, "table")}, {Count(report.Columns, "column")} · contracts: {contracts}\n";
    }

    private static string Revision(RevisionInfo revision)
    {
        var commit = revision.Commit is null ? "" : $" ({MarkdownText.Code(revision.Commit[..Math.Min(9, revision.Commit.Length)])})";
        var label = revision.Explanation is null ? MarkdownText.Code(revision.Label) : MarkdownText.Of(revision.Explanation);
        return label + commit;
    }

    private static string Sentence(Finding finding)
    {
        var target = finding.Target is null ? MarkdownText.Of(finding.Subject ?? "") : MarkdownText.Of(finding.Target);
        var bold = target.Length == 0 ? "" : $"**{target}** ";
        var values = (finding.Before, finding.After) switch
        {
            ({ } before, { } after) => $": {MarkdownText.Code(before)} → {MarkdownText.Code(after)}",
            ({ } before, null) => $" (was {MarkdownText.Code(before)})",
            (null, { } after) => $": {MarkdownText.Code(after)}",
            _ => "",
        };
        return bold + MarkdownText.Of(finding.Message) + values;
    }

    private static string Where(Finding finding) => (finding.Location, finding.BaseLocation) switch
    {
        (null, null) => "",
        ({ } head, { } old) when IsGone(finding) && head.File == old.File => $"{Place(head)} (was line {old.Line})",
        ({ } head, { } old) when IsGone(finding) => $"{Place(head)} (was {Place(old)})",
        ({ } head, _) => Place(head),
        (null, { } old) => $"was {Place(old)}",
    };

    private static bool IsGone(Finding finding) => finding.Before is not null && finding.After is null;

    private static string Place(SourceLocation location) => MarkdownText.Code(location.ToString());

    private static string Listed(Finding finding) =>
        $"- {finding.Rule} {Sentence(finding)} · {MarkdownText.Of(finding.Promises[0].ContractName)} {MarkdownText.Code($"{finding.Promises[0].Position.File}:{finding.Promises[0].Position.Line}")}";

    private static string Open(Unjudged open)
    {
        var place = open.Location is null ? "" : $" · {Place(open.Location)}";
        var mend = open.Mend is null ? "" : $" · mend: {MarkdownText.Of(open.Mend)}";
        return $"- **{MarkdownText.Of(open.Subject)}** {MarkdownText.Of(open.Reason)}{place}{mend}";
    }

    private static string Advice(Finding finding) => string.Join(" · ", finding.Advice.Select(MarkdownText.Of));

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string Mark(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "✅",
        Outcome.Failed => "❌",
        _ => "🚫",
    };
}
