using System.Collections.Immutable;
using System.Text;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rendering;

/// <summary>Writes a report as GitHub-flavoured Markdown, for somebody who has thirty seconds.</summary>
public static class MarkdownRenderer
{
    /// <summary>The whole summary, ending in a line break.</summary>
    public static string Render(Report report)
    {
        var summary = Summary.Of(report);
        var page = new StringBuilder();
        page.Append($"## {Mark(report.Verdict.Outcome)} {summary.Headline}\n\n{Phrases.Compared(report, MarkdownEncoder.Instance)}\n");
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

        AppendAdvice(page, summary.Contracts);
        AppendDetails(page, Phrases.Count(summary.Safe.Length, "safe change"), summary.Safe.Select(f => $"- {f.Rule} {Sentence(f)} {Where(f)}"));
        AppendDetails(page, $"Not judged: {report.Verdict.Unjudged.Length}", report.Verdict.Unjudged.Select(u => $"- {Phrases.Open(u, MarkdownEncoder.Instance)}"));
        AppendDetails(
            page,
            $"Already broken before this change (not counted): {report.Verdict.PreExisting.Length}",
            report.Verdict.PreExisting.Select(Listed));
        AppendDetails(page, $"Resolved by this change: {report.Verdict.Resolved.Length}", report.Verdict.Resolved.Select(Listed));
        var closing = Phrases.Closing(report.ReadWith, report.Verdict.Distributions, MarkdownEncoder.Instance);
        page.AppendJoin("", closing.Select(line => $"\n{line}\n"));
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

    private static void AppendAdvice(StringBuilder page, ImmutableArray<ContractSection> sections)
    {
        if (sections.IsEmpty)
        {
            return;
        }

        page.Append("\n**What you can do**\n\n");
        foreach (var group in sections.SelectMany(s => s.Findings).Distinct().GroupBy(Advice, StringComparer.Ordinal))
        {
            var names = group.Select(f => $"{f.Rule} {MarkdownText.Of(f.Target ?? "")}".TrimEnd()).Distinct(StringComparer.Ordinal);
            page.Append($"- {string.Join(", ", names)}: {group.Key}\n");
        }

        page.AppendJoin("", sections.Select(s => $"- {s.Announcement(MarkdownEncoder.Instance)}\n"));
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

    private static string Sentence(Finding finding) => Phrases.Sentence(finding, MarkdownEncoder.Instance);

    private static string Where(Finding finding) => Phrases.Where(finding, MarkdownEncoder.Instance);

    private static string Listed(Finding finding)
    {
        var promise = finding.Promises[0];
        var place = MarkdownText.Code($"{promise.Position.File}:{promise.Position.Line}");
        return $"- {finding.Rule} {Sentence(finding)} · {MarkdownText.Of(promise.ContractName)} {place}";
    }

    private static string Advice(Finding finding) => string.Join(" · ", finding.Advice.Select(MarkdownText.Of));

    private static string Mark(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "✅",
        Outcome.Failed => "❌",
        _ => "🚫",
    };
}
