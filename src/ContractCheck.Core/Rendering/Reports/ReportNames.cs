using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>What machine formats call verdicts and weights.</summary>
public static class ReportNames
{
    /// <summary><c>passed</c>, <c>failed</c>, <c>accepted</c> or <c>no-verdict</c>.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Failed => "failed",
        Outcome.Accepted => "accepted",
        _ => "no-verdict",
    };

    /// <summary><c>error</c>, <c>warning</c> or <c>info</c>.</summary>
    public static string Of(Severity severity) => severity.ToString().ToLowerInvariant();

    /// <summary><c>reader</c>, <c>writer</c> or <c>both</c>.</summary>
    public static string Of(Profile profile) => profile.ToString().ToLowerInvariant();

    /// <summary>A confidence with two digits, so that the last bits of a machine's arithmetic are in no document.</summary>
    public static double? Of(double? confidence) => confidence is { } value ? Math.Round(value, 2) : null;
}
