using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.OpenLineage;

/// <summary>What models and contracts say of a table.</summary>
internal static class TableFacets
{
    /// <summary>The facets. Of a table that is not known whole no columns are told: a reader would take what is missing for removed.</summary>
    /// <param name="table">The table.</param>
    /// <param name="promises">The contracts that promise it, and what they call it.</param>
    public static DatasetFacets Of(Table table, ImmutableArray<(Contract Contract, ContractTable Table)> promises)
    {
        ImmutableArray<DatasetOwner> owners = [.. promises.Select(p => p.Contract.Team).OfType<ContractTeam>().SelectMany(Owners).Distinct()];
        var words = First(promises.Select(p => p.Table.Description)) ?? table.Comment;
        return new DatasetFacets(
            table.Complete ? new SchemaFacet([.. table.Columns.Select((c, i) => new SchemaField(c.Name, c.Type.Sql, DescriptionOf(c, promises), i + 1))]) : null,
            owners.IsEmpty ? null : new OwnershipFacet(owners),
            string.IsNullOrEmpty(words) ? null : new DocumentationFacet(words),
            null);
    }

    private static string? DescriptionOf(Column column, ImmutableArray<(Contract Contract, ContractTable Table)> promises) =>
        First(promises.Select(p => p.Table.Columns.FirstOrDefault(c => string.Equals(c.LookupName, column.Name, StringComparison.OrdinalIgnoreCase))?.Description)) ?? column.Comment;

    private static string? First(IEnumerable<string?> texts) => texts.FirstOrDefault(t => !string.IsNullOrEmpty(t));

    private static IEnumerable<DatasetOwner> Owners(ContractTeam team)
    {
        if (team.Name is { } name)
        {
            yield return new DatasetOwner($"team:{name}", null);
        }

        foreach (var member in team.Owners)
        {
            yield return new DatasetOwner($"user:{member.Username ?? member.Name}", member.Role);
        }
    }
}
