namespace ContractCheck.Core.Contracts;

/// <summary>What is wrong with a contract file. Texts hold words of the file: encode before printing.</summary>
/// <param name="Position">Where it is wrong.</param>
/// <param name="Message">What is wrong, in one line without a full stop.</param>
/// <param name="Hint">What the author can do, or null.</param>
public sealed record ContractError(ContractPosition Position, string Message, string? Hint = null)
{
    /// <summary>Reads as <c>file:line:column: message (hint)</c>.</summary>
    public override string ToString() => Hint is null ? $"{Position}: {Message}" : $"{Position}: {Message} ({Hint})";
}
