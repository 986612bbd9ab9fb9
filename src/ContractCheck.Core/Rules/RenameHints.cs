using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules;

/// <summary>What the configuration and the ids of contracts say about renames.</summary>
internal static class RenameHints
{
    /// <summary>The hints for a check. The configuration's come first: whoever writes them knows.</summary>
    public static ImmutableArray<RenameHint> Of(CheckInput input) => [.. input.Renames, .. OfContracts(input)];

    // A contract's id stays where its names change, so a change that renames in both says so.
    private static IEnumerable<RenameHint> OfContracts(CheckInput input) =>
        from before in input.BaseContracts
        from after in input.HeadContracts
        where before.Id == after.Id
        from old in before.Tables
        from table in after.Tables
        where Same(old.Id, table.Id) || old.LookupName == table.LookupName
        from hint in OfTables(old, table)
        select hint;

    private static IEnumerable<RenameHint> OfTables(ContractTable old, ContractTable table)
    {
        if (old.LookupName != table.LookupName)
        {
            yield return new RenameHint(old.LookupName, null, table.LookupName, null, $"the contract's id {old.Id}");
        }

        foreach (var column in old.Columns)
        {
            if (table.Columns.FirstOrDefault(c => Same(c.Id, column.Id)) is { } same && same.LookupName != column.LookupName)
            {
                yield return new RenameHint(old.LookupName, column.LookupName, table.LookupName, same.LookupName, $"the contract's id {column.Id}");
            }
        }
    }

    private static bool Same(string? one, string? other) => one is not null && one == other;
}
