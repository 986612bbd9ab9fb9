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
        var candidates = Candidates(promised.LookupName, schema);
        return candidates.Length <= 1
            ? candidates.FirstOrDefault()
            : throw new CheckException(
                ExitCode.Usage,
                $"{promised.Position}: the contract's table '{promised.LookupName}' fits several tables: "
                + string.Join(", ", candidates.Select(t => t.Name)),
                "Give the table's schema in the contract: physicalName: schema.table");
    }

    /// <summary>The same, and null where the name fits several tables.</summary>
    public static Table? FindOrNull(ContractTable promised, DatabaseSchema schema) =>
        Candidates(promised.LookupName, schema) is [var only] ? only : null;

    private static ImmutableArray<Table> Candidates(TableName name, DatabaseSchema schema) =>
        schema.Table(name) is { } exact ? [exact] : [.. schema.Tables.Where(t => name.Fits(t.Name))];
}
