using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Configuration;

/// <summary>Which table of the models a contract's table is, where the names do not show it.</summary>
/// <param name="Contract">Id of the contract, <c>*</c> and <c>?</c> allowed, or null for any.</param>
/// <param name="Table">The table's name as the contract gives it: its physical name, or its name.</param>
/// <param name="Models">The table's name in the models.</param>
public sealed record TableMapping(string? Contract, TableName Table, TableName Models)
{
    private static readonly RecordList Mappings = new("a mapping", new("contract"), new("table", Required: true), new("models", Required: true));

    /// <summary>The shape of the list.</summary>
    internal static SettingShape Shape => Mappings.Shape;

    /// <summary>The contract with its tables' names replaced by those in the models, also where relationships name them.</summary>
    public static Contract Apply(Contract contract, ImmutableArray<TableMapping> mappings)
    {
        var mine = mappings.Where(m => m.Contract is null || NamePattern.Fits(m.Contract, contract.Id)).ToImmutableArray();
        return mine.IsEmpty ? contract : contract with { Tables = [.. contract.Tables.Select(t => Apply(t, mine))] };
    }

    /// <summary>Reads the list; what is wrong is added to the errors.</summary>
    internal static ImmutableArray<TableMapping> Read(DocumentNode node, ICollection<ContractError> errors) => Mappings.Read(node, errors, record =>
        new TableMapping(record["contract"], PhysicalName.Parse(record["table"]!), PhysicalName.Parse(record["models"]!)));

    private static ContractTable Apply(ContractTable table, ImmutableArray<TableMapping> mappings)
    {
        TableName Mapped(TableName name, string? alias = null) =>
            mappings.FirstOrDefault(m => m.Table.Fits(name) || (alias is not null && m.Table.Fits(new TableName(null, alias))))?.Models ?? name;
        return table with
        {
            LookupName = Mapped(table.LookupName, table.Name),
            Relationships = [.. table.Relationships.Select(r => r with { ToTable = r.ToTable is { } target ? Mapped(target) : null })],
        };
    }
}
