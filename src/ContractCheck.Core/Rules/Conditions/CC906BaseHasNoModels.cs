using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Conditions;

/// <summary>Base has no tables, so every table counts as new.</summary>
internal sealed class BaseHasNoModels() : ConditionRule("CC906", "base-has-no-models", Severity.Info)
{
    public override bool PreventsVerdict => false;

    public override IEnumerable<Finding> Judge(CheckInput input)
    {
        if (!input.Base.Tables.IsEmpty || input.Head.Tables.IsEmpty)
        {
            yield break;
        }

        yield return new Finding
        {
            Rule = Id,
            RuleName = Name,
            Severity = Severity.Info,
            Message = "base has no tables: every table counts as new",
        };
    }
}
