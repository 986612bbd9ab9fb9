using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Conditions;

/// <summary>Base had tables and head has none: more likely a broken read than a decision.</summary>
internal sealed class EverythingVanished() : ConditionRule("CC902", "everything-vanished", Severity.Error)
{
    public override bool PreventsVerdict => true;

    public override IEnumerable<Finding> Judge(CheckInput input)
    {
        if (input.Base.Tables.IsEmpty || !input.Head.Tables.IsEmpty)
        {
            yield break;
        }

        yield return new Finding
        {
            Rule = Id,
            RuleName = Name,
            Severity = Severity.Error,
            Message = $"base has {input.Base.Tables.Length} tables and head has none",
            Advice = ["check that the models still import", "name their folder with 'include' in the configuration if they moved"],
        };
    }
}
