using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Configuration;

/// <summary>A day from which on a promised table or column may go, set by the configuration instead of the contract.</summary>
/// <param name="Table">The table's name in the database.</param>
/// <param name="Column">The column's, or null for the whole table.</param>
/// <param name="Property">The custom property that a contract would say it with.</param>
public sealed record SunsetSetting(TableName Table, string? Column, ContractCustomProperty Property)
{
    private static readonly RecordList Sunsets = new("a sunset", new("table", Required: true), new("column"), new("day", Required: true) { IsDay = true });

    /// <summary>The shape of the list.</summary>
    internal static SettingShape Shape => Sunsets.Shape;

    /// <summary>The contract with these days. One that a contract states itself goes before.</summary>
    public static Contract Apply(Contract contract, ImmutableArray<SunsetSetting> sunsets) => sunsets.IsEmpty
        ? contract
        : contract with { Tables = [.. contract.Tables.Select(t => Apply(t, [.. sunsets.Where(s => s.Table.Fits(t.LookupName))]))] };

    /// <summary>Reads the list; what is wrong is added to the errors.</summary>
    internal static ImmutableArray<SunsetSetting> Read(DocumentNode node, ICollection<ContractError> errors) => Sunsets.Read(node, errors, record =>
        new SunsetSetting(PhysicalName.Parse(record["table"]!), record["column"], new ContractCustomProperty(Lifecycle.Sunset, record["day"], record.Position)));

    private static ContractTable Apply(ContractTable table, ImmutableArray<SunsetSetting> sunsets) => table with
    {
        CustomProperties = [.. table.CustomProperties, .. sunsets.Where(s => s.Column is null).Select(s => s.Property)],
        Columns =
        [
            .. table.Columns.Select(c => c with
            {
                CustomProperties = [.. c.CustomProperties, .. sunsets.Where(s => string.Equals(s.Column, c.LookupName, StringComparison.OrdinalIgnoreCase)).Select(s => s.Property)],
            }),
        ],
    };
}
