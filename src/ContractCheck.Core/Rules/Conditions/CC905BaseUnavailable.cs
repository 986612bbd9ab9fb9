using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Conditions;

/// <summary>There is no revision to compare with. Raised where revisions are resolved, before there is anything to judge.</summary>
internal sealed class BaseUnavailable() : ConditionRule("CC905", "base-unavailable", Severity.Error)
{
    public override bool PreventsVerdict => true;

    public override IEnumerable<Finding> Judge(CheckInput input) => [];
}
