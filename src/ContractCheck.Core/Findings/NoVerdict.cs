namespace ContractCheck.Core.Findings;

/// <summary>The report of a check that could not be carried out.</summary>
public static class NoVerdict
{
    /// <summary>A report whose only finding is the reason.</summary>
    /// <param name="reason">Why; its rule gives the finding's, CC901 where it names none.</param>
    /// <param name="head">The revision that was to be judged.</param>
    public static Report Of(CheckException reason, RevisionInfo head) => new()
    {
        Verdict = new Verdict
        {
            Outcome = Outcome.NoVerdict,
            Introduced =
            [
                new Finding
                {
                    Rule = reason.Rule ?? "CC901",
                    RuleName = reason.Rule == "CC905" ? "base-unavailable" : "extraction-incomplete",
                    Severity = Severity.Error,
                    Message = reason.Message,
                    Advice = reason.WayOut is null ? [] : [.. reason.WayOut.Split('\n')],
                },
            ],
        },
        Head = head,
        Base = null,
        Contracts = [],
        Profile = Profile.Reader,
    };
}
