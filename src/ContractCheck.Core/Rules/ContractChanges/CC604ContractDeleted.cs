using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules.ContractChanges;

/// <summary>A contract that was in force at base is not there any more.</summary>
internal sealed class ContractDeleted() : ContractChangeRule("CC604", "contract-deleted", Severity.Error)
{
    internal override IEnumerable<Finding> Judge(CheckInput input, PromiseLedger ledger) =>
        from contract in input.BaseInForce
        where input.HeadContracts.All(c => c.Id != contract.Id)
        let promise = PromiseLedger.Of(contract, null, "every promise of the contract", contract.Position)
        select new Finding
        {
            Rule = Id,
            RuleName = Name,
            Severity = promise.IsBinding ? Reader : Severity.Warning,
            Subject = contract.Id,
            Message = "is a contract that was deleted",
            BaseLocation = new SourceLocation(contract.Position.File, contract.Position.Line),
            Promises = [promise],
            Advice = ["restore the contract", $"retire it first: 'status: retired' and version {promise.ReleasedBy}; delete it in a later change"],
        };
}
