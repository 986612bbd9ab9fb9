using System.Collections.Immutable;
using System.Globalization;

namespace ContractCheck.Core.Contracts;

/// <summary>Which promises of a contract are in force: its status, and the days on which deprecated tables and columns may go.</summary>
public static class Lifecycle
{
    /// <summary>The custom property of a table or column that says from which day on it may go.</summary>
    public const string Sunset = "sunset";

    /// <summary>Whether the contract is not agreed on yet: what breaks it is told, and fails nothing.</summary>
    public static bool IsDraft(Contract contract) => Is(contract, "draft") || Is(contract, "proposed");

    /// <summary>What of the contract is in force on a day: null where it is retired, and without what may go by then.</summary>
    public static Contract? On(Contract contract, DateOnly day) => Is(contract, "retired")
        ? null
        : contract with
        {
            Tables =
            [
                .. contract.Tables.Where(t => !IsOver(t.CustomProperties, day))
                    .Select(t => t with { Columns = [.. t.Columns.Where(c => !IsOver(c.CustomProperties, day))] }),
            ],
        };

    /// <summary>The day from which on a table or column may go, or null.</summary>
    public static DateOnly? SunsetOf(IEnumerable<ContractCustomProperty> properties) =>
        Find(properties) is { Value: { } text } && TryRead(text, out var day) ? day : null;

    /// <summary>An error for every sunset that is no day.</summary>
    public static IEnumerable<ContractError> Errors(Contract contract) =>
        contract.Tables.Select(t => t.CustomProperties)
            .Concat(contract.Tables.SelectMany(t => t.Columns).Select(c => c.CustomProperties))
            .Select(properties => Find(properties))
            .OfType<ContractCustomProperty>()
            .Where(p => p.Value is null || !TryRead(p.Value, out _))
            .Select(p => new ContractError(p.Position, $"the sunset '{p.Value}' is no day", "write it as 2027-03-01"));

    private static bool Is(Contract contract, string status) => string.Equals(contract.Status, status, StringComparison.OrdinalIgnoreCase);

    private static bool IsOver(ImmutableArray<ContractCustomProperty> properties, DateOnly day) => SunsetOf(properties) <= day;

    private static ContractCustomProperty? Find(IEnumerable<ContractCustomProperty> properties) =>
        properties.FirstOrDefault(p => string.Equals(p.Property, Sunset, StringComparison.OrdinalIgnoreCase));

    private static bool TryRead(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
