using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rules;

namespace ContractCheck.Core.Configuration;

/// <summary>A weight that the configuration gives to findings. What it names narrows it down; all that it names must fit.</summary>
/// <param name="Rule">Id of a rule, or null for any.</param>
/// <param name="Contract">Id of the contract whose promises the finding breaks, <c>*</c> and <c>?</c> allowed, or null for any.</param>
/// <param name="Table">A table with or without its schema, <c>*</c> and <c>?</c> allowed, or null for any.</param>
/// <param name="Severity">The weight; null leaves the finding out.</param>
public sealed record SeverityRule(string? Rule, string? Contract, string? Table, Severity? Severity)
{
    private const string Off = "off";

    private static readonly RecordList Severities = new(
        "a severity", new("rule"), new("contract"), new("table"), new("severity", Required: true) { Values = ["error", "warning", "info", Off] });

    /// <summary>The shape of the list.</summary>
    internal static SettingShape Shape => Severities.Shape;

    /// <summary>Whether it is about that finding. A contract fits where the finding breaks no promise of another one.</summary>
    public bool Fits(Finding finding) =>
        (Rule is null || Rule == finding.Rule)
        && (Table is null || (finding.Table is { } table && NamePattern.Fits(Table, table)))
        && (Contract is null || (!finding.Promises.IsEmpty && finding.Promises.All(p => NamePattern.Fits(Contract, p.ContractId))));

    /// <summary>Reads a list of severities; what is wrong is added to the errors.</summary>
    internal static ImmutableArray<SeverityRule> Read(DocumentNode node, ICollection<ContractError> errors) => Severities.Read(node, errors, Make);

    private static SeverityRule? Make(RecordList.Record record)
    {
        var (rule, contract, table) = (record["rule"], record["contract"], record["table"]);
        var known = rule is null ? null : RuleCatalogue.Find(rule);
        var isGood = record.Require(rule is not null || contract is not null || table is not null, "a severity needs 'rule', 'contract' or 'table'")
            & record.Require(rule is null || known is not null, $"there is no rule '{rule}'", "list them with 'contractcheck explain'")
            & record.Require(known is not ConditionRule, $"the weight of {rule} cannot be changed", "it is about the check itself");
        return isGood
            ? new SeverityRule(known?.Id, contract, table, record["severity"] is { } word and not Off ? Enum.Parse<Severity>(word, ignoreCase: true) : null)
            : null;
    }
}
