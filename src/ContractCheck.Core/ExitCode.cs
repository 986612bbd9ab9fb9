namespace ContractCheck.Core;

/// <summary>Exit codes of every command. Stable: pipelines branch on them.</summary>
public enum ExitCode
{
    /// <summary>No promise is broken.</summary>
    Clean = 0,

    /// <summary>At least one finding fails the check.</summary>
    Violations = 1,

    /// <summary>Wrong usage, configuration or contract.</summary>
    Usage = 2,

    /// <summary>No verdict could be reached: base unavailable or extraction incomplete.</summary>
    NoVerdict = 3,

    /// <summary>A defect of ContractCheck itself.</summary>
    Internal = 4,
}
