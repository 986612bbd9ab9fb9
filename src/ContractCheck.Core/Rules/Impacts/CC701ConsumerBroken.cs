using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;

namespace ContractCheck.Core.Rules.Impacts;

/// <summary>A change after which somebody downstream finds no data or other data, and that no contract forbids.</summary>
internal sealed class ConsumerBroken() : Rule("CC701", "consumer-broken", Severity.Error, Severity.Info)
{
    private const int MostNamed = 2;

    // After these a query that names the table or column fails, or gives values of another kind.
    private static readonly ImmutableArray<string> Breaking = ["CC101", "CC102", "CC103", "CC201", "CC202", "CC205"];

    /// <summary>The finding as this rule's, where it is about somebody downstream; else the finding itself.</summary>
    public Finding Judge(Finding finding, Profile profile)
    {
        var certain = finding.Impact?.Reached.Where(r => (r.Node.IsConsumer || r.Node.IsModel) && r.How != Reach.Table).ToImmutableArray() ?? [];
        return certain.IsEmpty || finding.Severity != Severity.Warning || Grade(profile) != Severity.Error || !Breaking.Contains(finding.Rule, StringComparer.Ordinal)
            ? finding
            : finding with
            {
                Rule = Id,
                RuleName = Name,
                Severity = Severity.Error,
                Subject = finding.Subject is null ? finding.Rule : $"{finding.Rule} {finding.Subject}",
                Message = $"{finding.Message}, and {Named(certain)} on it",
                Advice = [.. finding.Advice, "have those who use it move first, then waive this until they have"],
            };
    }

    private static string Named(ImmutableArray<ReachedNode> reached)
    {
        var consumers = reached.Where(r => r.Node.IsConsumer).ToImmutableArray();
        var named = (consumers.IsEmpty ? reached : consumers).Select(r => $"'{r.Node.Name}'").ToImmutableArray();
        var more = named.Length - MostNamed;
        return more > 0 ? $"{string.Join(", ", named.Take(MostNamed))} and {more} more depend" : named is [var only] ? $"{only} depends" : $"{string.Join(" and ", named)} depend";
    }
}
