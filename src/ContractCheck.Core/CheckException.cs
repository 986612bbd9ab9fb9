namespace ContractCheck.Core;

/// <summary>A condition that ends the command with a documented exit code and tells its user how to go on.</summary>
/// <param name="exitCode">The code the process ends with.</param>
/// <param name="message">What is wrong, with file and line where there is one. May hold hostile text: encode before printing.</param>
/// <param name="wayOut">What the user can do, as one or more lines.</param>
/// <param name="inner">The cause.</param>
public sealed class CheckException(ExitCode exitCode, string message, string? wayOut = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The code the process ends with.</summary>
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>What the user can do.</summary>
    public string? WayOut { get; } = wayOut;

    /// <summary>The rule that names this condition (CC901, CC905, …), where there is one.</summary>
    public string? Rule { get; init; }
}
