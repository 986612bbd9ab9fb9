using System.Collections.Immutable;
using ContractCheck.Core.Contracts;

namespace ContractCheck.Core.Lineage.Consumers;

/// <summary>Consumers that contracts declare: the custom property <c>consumers</c> of a contract, a table or a column, names with commas between them.</summary>
public static class ContractConsumers
{
    private const string Property = "consumers";

    /// <summary>All of them.</summary>
    public static IEnumerable<DeclaredConsumer> Of(Contract contract) => contract.Tables.SelectMany(table =>
        Named(contract.CustomProperties.Concat(table.CustomProperties), table, null)
            .Concat(table.Columns.SelectMany(column => Named(column.CustomProperties, table, column.LookupName))));

    private static IEnumerable<DeclaredConsumer> Named(IEnumerable<ContractCustomProperty> properties, ContractTable table, string? column) =>
        from property in properties
        where string.Equals(property.Property, Property, StringComparison.OrdinalIgnoreCase) && property.Value is not null
        from name in property.Value!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        select new DeclaredConsumer { Table = table.LookupName.ToString(), Column = column, Name = name, Position = property.Position };
}
