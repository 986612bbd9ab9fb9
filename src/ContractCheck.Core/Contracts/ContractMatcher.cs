using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts;

/// <summary>Finds the table of a schema that a contract means.</summary>
public static class ContractMatcher
{
    /// <summary>
    /// The table, or null where the schema has none. An exact name wins; otherwise case is ignored, and a schema that only one side
    /// states is ignored too.
    /// </summary>
    /// <exception cref="CheckException">Exit code 2: the name fits several tables.</exception>
    public static Table? Find(ContractTable promised, DatabaseSchema schema)
    {
        var name = promised.LookupName;
        if (schema.Table(name) is { } exact)
        {
            return exact;
        }

        var candidates = schema.Tables.Where(t => Fits(name, t.Name)).ToImmutableArray();
        return candidates.Length switch
        {
            0 => null,
            1 => candidates[0],
            _ => throw new CheckException(
                ExitCode.Usage,
                $"{promised.Position}: the contract's table '{name}' fits several tables: {string.Join(", ", candidates.Select(t => t.Name))}",
                "Give the table's schema in the contract: physicalName: schema.table"),
        };
    }

    private static bool Fits(TableName promised, TableName table) =>
        string.Equals(promised.Name, table.Name, StringComparison.OrdinalIgnoreCase)
        && (promised.Schema is null || table.Schema is null || string.Equals(promised.Schema, table.Schema, StringComparison.OrdinalIgnoreCase));
}
