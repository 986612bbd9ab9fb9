using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts;

/// <summary>Which promises of a contract are in force: its status, and the days on which deprecated tables and columns may go.</summary>
public static class Lifecycle
{
    /// <summary>The custom property of a table or column that says from which day on it may go.</summary>
    public const string Sunset = "sunset";

    /// <summary>Whether the contract is not agreed on yet: what breaks it is told, and fails nothing.</summary>
    public static bool IsDraft(Contract contract) => Is(contract, "draft") || Is(contract, "proposed");

    /// <summary>Whether nobody relies on the contract any more.</summary>
    public static bool IsRetired(Contract contract) => Is(contract, "retired");

    /// <summary>The contract without the tables and columns that were allowed to go by a day, and have gone.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="day">The day.</param>
    /// <param name="schema">The schema that they may have gone from. What is still there is still promised.</param>
    public static Contract Without(Contract contract, DateOnly day, DatabaseSchema schema)
    {
        var gone = contract.Tables.Where(t => IsOver(t.CustomProperties, day) && Find(t, schema) is null).ToImmutableArray();
        return contract with { Tables = [.. contract.Tables.Except(gone).Select(t => Without(t, gone, day, schema))] };
    }

    private static ContractTable Without(ContractTable table, ImmutableArray<ContractTable> goneTables, DateOnly day, DatabaseSchema schema)
    {
        var actual = Find(table, schema);
        var gone = table.Columns.Where(c => IsOver(c.CustomProperties, day) && actual is not null && actual.ColumnOfAnyCase(c.LookupName) is null)
            .Select(c => c.LookupName)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return table with
        {
            Columns = [.. table.Columns.Where(c => !gone.Contains(c.LookupName))],
            Uniques = [.. table.Uniques.Where(u => !u.Columns.Any(gone.Contains))],
            Relationships =
            [
                .. table.Relationships.Where(r => !r.FromColumns.Any(gone.Contains) && !goneTables.Any(t => r.ToTable is { } target && target.Fits(t.LookupName))),
            ],
        };
    }

    private static Table? Find(ContractTable table, DatabaseSchema schema) => ContractMatcher.FindFirst(table, schema);

    /// <summary>The day from which on a table or column may go, or null.</summary>
    public static DateOnly? SunsetOf(IEnumerable<ContractCustomProperty> properties) =>
        Find(properties) is { Value: { } text } ? Day.Read(text) : null;

    /// <summary>An error for every sunset that is no day.</summary>
    public static IEnumerable<ContractError> Errors(Contract contract) =>
        contract.Tables.Select(t => t.CustomProperties)
            .Concat(contract.Tables.SelectMany(t => t.Columns).Select(c => c.CustomProperties))
            .Select(properties => Find(properties))
            .OfType<ContractCustomProperty>()
            .Where(p => p.Value is null || Day.Read(p.Value) is null)
            .Select(p => new ContractError(p.Position, $"the sunset '{p.Value}' is no day", "write it as 2027-03-01"));

    private static bool Is(Contract contract, string status) => string.Equals(contract.Status, status, StringComparison.OrdinalIgnoreCase);

    private static bool IsOver(ImmutableArray<ContractCustomProperty> properties, DateOnly day) => SunsetOf(properties) <= day;

    private static ContractCustomProperty? Find(IEnumerable<ContractCustomProperty> properties) =>
        properties.FirstOrDefault(p => string.Equals(p.Property, Sunset, StringComparison.OrdinalIgnoreCase));
}
