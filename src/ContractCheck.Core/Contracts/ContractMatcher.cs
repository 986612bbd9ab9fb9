using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts;

/// <summary>Finds the table of a schema that a contract means.</summary>
public static class ContractMatcher
{
    private const int MostCandidates = 3;

    /// <summary>
    /// The table, or null where the schema has none. An exact name wins; otherwise case is ignored, as databases do with names that are not
    /// quoted, and so is a schema that only one side states. Of several the one that the contract's servers point at is meant: by their
    /// schema, or by their database where the models have several.
    /// </summary>
    /// <exception cref="CheckException">Exit code 2: the name fits several tables.</exception>
    public static Table? Find(ContractTable promised, DatabaseSchema schema)
    {
        var candidates = Candidates(promised, schema);
        return candidates.Length <= 1
            ? candidates.FirstOrDefault()
            : throw new CheckException(
                ExitCode.Usage,
                $"{promised.Position}: the contract's table '{promised.LookupName}' fits several tables: "
                + string.Join(", ", candidates.Select(Told)),
                "Give the table's schema in the contract (physicalName: schema.table), or map it in .contractcheck.yml: "
                + $"tables: [{{table: {promised.Name}, models: {candidates[0].Name}}}]");
    }

    /// <summary>The same, and of several tables that the name fits the first: it was promised as much as the others.</summary>
    public static Table? FindFirst(ContractTable promised, DatabaseSchema schema) => Candidates(promised, schema).FirstOrDefault();

    /// <summary>Tables whose names are near the promised one, the nearest first; for a name that matches none.</summary>
    public static ImmutableArray<TableName> Near(ContractTable promised, DatabaseSchema schema)
    {
        var names = schema.Tables.Select(t => t.Name).Distinct().ToList();
        var near = new List<TableName>();
        while (near.Count < MostCandidates && NearestName.Of(promised.LookupName.Name, names.Except(near).Select(n => n.Name)) is { } name)
        {
            near.Add(names.Except(near).First(n => n.Name == name));
        }

        return [.. near];
    }

    /// <summary>All tables that the contract may mean, the likeliest first.</summary>
    internal static ImmutableArray<Table> Candidates(ContractTable promised, DatabaseSchema schema)
    {
        var name = promised.LookupName;
        ImmutableArray<Table> exact = [.. schema.Tables.Where(t => t.Name == name)];
        ImmutableArray<Table> found = exact.IsEmpty ? [.. schema.Tables.Where(t => name.Fits(t.Name))] : exact;
        found = Narrowed(found, promised.ServedSchemas, t => t.Name.Schema);
        found = Narrowed(found, promised.Databases, t => t.Bind);

        // Where nothing tells databases apart, the first counts: as a rule all have the table alike.
        return [.. found.DistinctBy(t => t.Name)];
    }

    private static ImmutableArray<Table> Narrowed(ImmutableArray<Table> tables, ImmutableArray<string> wanted, Func<Table, string?> place)
    {
        if (tables.Length < 2 || wanted.IsEmpty)
        {
            return tables;
        }

        ImmutableArray<Table> there = [.. tables.Where(t => place(t) is { } own && wanted.Contains(own, StringComparer.OrdinalIgnoreCase))];
        return there.IsEmpty ? tables : there;
    }

    private static string Told(Table table) => table.Location is { } place ? $"{table.Name} ({place})" : table.Name.ToString();
}
