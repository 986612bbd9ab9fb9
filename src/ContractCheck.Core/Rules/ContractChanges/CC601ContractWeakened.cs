using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Changes;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules.ContractChanges;

/// <summary>A contract takes back or loosens what it promised at base.</summary>
internal sealed class ContractWeakened() : ContractChangeRule("CC601", "contract-weakened", Severity.Error)
{
    // What base never kept is corrected, not taken back; what had an announced end and is gone need not be promised any longer.
    internal override IEnumerable<Finding> Judge(CheckInput input, PromiseLedger ledger) =>
        from pair in input.ContractPairs
        where !Lifecycle.IsDraft(pair.Before)
        from change in ContractDiff.Between(Lifecycle.Without(pair.Before, input.Today, input.Head), Lifecycle.Without(pair.After, input.Today, input.Head))
        where change.Grade == ContractChangeGrade.Breaking && !RulesOf(change.Aspect).Any(rule => ledger.WasBroken(pair.Before.Id, rule, change.Table, change.Column))
        select Of(pair.Before, change, isAnnounced: PromiseLedger.Releases(pair.After, pair.Before));

    private Finding Of(Contract contract, ContractChange change, bool isAnnounced)
    {
        var promise = PromiseLedger.Of(contract, null, change.What, change.Position);

        // It is the old name that is no longer promised.
        var renamed = change.Aspect == "physicalName";
        return new Finding
        {
            Rule = Id,
            RuleName = Name,
            Severity = isAnnounced ? Severity.Warning : Reader,
            Table = renamed && change.Column is null ? PhysicalName.Parse(change.Before!) : change.Table,
            Column = renamed && change.Column is not null ? change.Before : change.Column,
            Subject = $"{contract.Id} {change.Aspect} {change.Before}".TrimEnd(),
            Message = $"is promised less by contract {contract.Id}: {change.What}",
            Location = new SourceLocation(change.Nearest.File, change.Nearest.Line),
            BaseLocation = change.After is null ? new SourceLocation(change.Position.File, change.Position.Line) : null,
            Promises = isAnnounced ? [] : [promise],
            Advice = isAnnounced ? [] : ["restore the promise", $"announce it: raise the contract's version to {promise.ReleasedBy}"],
        };
    }

    /// <summary>The rules that say that base did not keep that: about this very aspect, or about the whole column or table.</summary>
    private static ImmutableArray<string> RulesOf(string aspect) => aspect switch
    {
        "table" => ["CC501"],
        "column" => ["CC501", "CC502"],
        "required" => ["CC501", "CC502", "CC504"],
        "unique" or "primaryKey" or "relationship" => ["CC501", "CC502", "CC505"],
        "value" or "values" => ["CC501", "CC502", "CC506"],
        _ => ["CC501", "CC502", "CC503"],
    };
}
