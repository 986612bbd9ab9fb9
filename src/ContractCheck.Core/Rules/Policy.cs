using System.Collections.Immutable;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules;

/// <summary>How a team wants findings weighed.</summary>
public sealed record Policy
{
    /// <summary>Whose view grades.</summary>
    public Profile Profile { get; init; } = Profile.Reader;

    /// <summary>What fails the check.</summary>
    public FailOn FailOn { get; init; } = FailOn.Error;

    /// <summary>Weights that go before the rules' own; the last that fits counts.</summary>
    public ImmutableArray<SeverityRule> Severities { get; init; } = [];

    /// <summary>The finding with the weight that the policy gives it, or null where it is left out. A check that could not be carried out stays one.</summary>
    public Finding? Weigh(Finding finding) =>
        RuleCatalogue.Conditions.Any(rule => rule.Id == finding.Rule) || Severities.LastOrDefault(s => s.Fits(finding)) is not { } line ? finding
        : line.Severity is { } severity ? finding with { Severity = severity }
        : null;

    /// <summary>Whether findings of that weight fail the check.</summary>
    public bool Fails(Severity severity) => severity == Severity.Error || (severity == Severity.Warning && FailOn == FailOn.Warning);
}
