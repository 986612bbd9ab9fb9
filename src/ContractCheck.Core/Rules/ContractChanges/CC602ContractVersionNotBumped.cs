using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Changes;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules.ContractChanges;

/// <summary>A contract says something else under the same version, or its version goes back.</summary>
internal sealed class ContractVersionNotBumped() : ContractChangeRule("CC602", "contract-version-not-bumped", Severity.Warning)
{
    internal override IEnumerable<Finding> Judge(CheckInput input, PromiseLedger ledger) =>
        from pair in input.ContractPairs
        let grade = ContractDiff.GradeOf(ContractDiff.Between(pair.Before, pair.After))
        let message = Message(pair.Before, pair.After, grade)
        where message is not null
        select new Finding
        {
            Rule = Id,
            RuleName = Name,
            Severity = Reader,
            Subject = pair.After.Id,
            Message = message,
            Location = new SourceLocation(pair.After.Version.Position.File, pair.After.Version.Position.Line),
            Advice = [$"raise the contract's version to {SemanticVersion.Next(pair.Before.Version.Value, grade ?? ContractChangeGrade.Editorial)}"],
        };

    // What a change of the wording needs is left to its owner, and what breaks promises is told by CC601 with the version that it needs.
    private static string? Message(Contract before, Contract after, ContractChangeGrade? grade) =>
        SemanticVersion.IsBefore(after.Version.Value, before.Version.Value) == true
            ? $"is a contract whose version went back from {before.Version.Value} to {after.Version.Value}"
        : grade == ContractChangeGrade.Additive && before.Version.Value == after.Version.Value
            ? $"is a contract that promises more than before, and still is version {after.Version.Value}"
        : null;
}
