using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts;

/// <summary>What reading a contract file gave: the contract, or every error of the file.</summary>
/// <param name="Contract">The contract; null where there are errors.</param>
/// <param name="Errors">All errors in the order of the file.</param>
public sealed record ContractReading(Contract? Contract, ImmutableArray<ContractError> Errors)
{
    /// <summary>A reading without errors.</summary>
    public static ContractReading Of(Contract contract) => new(contract, []);

    /// <summary>A reading that failed. Words of the file that a message holds are cut where they would flood a log.</summary>
    public static ContractReading Failed(IEnumerable<ContractError> errors) =>
        new(null, [.. errors.Select(Cut).OrderBy(e => e.Position.Line).ThenBy(e => e.Position.Column)]);

    private static ContractError Cut(ContractError error) => error with { Message = Cut(error.Message)!, Hint = Cut(error.Hint) };

    private static string? Cut(string? text) => text?.Length > 500 ? $"{text[..500]}…" : text;
}
