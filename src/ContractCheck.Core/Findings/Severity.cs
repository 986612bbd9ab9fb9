namespace ContractCheck.Core.Findings;

/// <summary>How much a finding weighs, in ascending order.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Look at it; the check passes.</summary>
    Warning,

    /// <summary>The check fails.</summary>
    Error,
}

/// <summary>Whose view of the data grades a change.</summary>
public enum Profile
{
    /// <summary>Those who read the data: BI, dbt, reverse ETL.</summary>
    Reader,

    /// <summary>Services that write the data.</summary>
    Writer,

    /// <summary>Both; the graver grade counts.</summary>
    Both,
}

/// <summary>What fails a check.</summary>
public enum FailOn
{
    /// <summary>Errors.</summary>
    Error,

    /// <summary>Warnings too.</summary>
    Warning,

    /// <summary>Errors that reach a declared consumer; all errors where lineage could not be read.</summary>
    Consumers,

    /// <summary>Nothing: findings are told, and accepted.</summary>
    Never,
}
