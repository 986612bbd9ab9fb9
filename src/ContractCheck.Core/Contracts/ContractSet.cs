using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts;

/// <summary>What must hold between the contracts of one revision.</summary>
public static class ContractSet
{
    /// <summary>An error for every contract whose id an earlier one (by file name) already has.</summary>
    public static ImmutableArray<ContractError> DuplicateIds(IEnumerable<Contract> contracts) =>
    [
        .. contracts.OrderBy(c => c.File, StringComparer.Ordinal)
            .GroupBy(c => c.Id, StringComparer.Ordinal)
            .SelectMany(same => same.Skip(1).Select(c => new ContractError(
                c.Position,
                $"the contract id '{c.Id}' is already used at {same.First().Position}",
                "give each contract its own id, or delete the file that is no longer meant"))),
    ];
}
