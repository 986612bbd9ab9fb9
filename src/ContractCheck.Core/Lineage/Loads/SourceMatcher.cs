using System.Collections.Immutable;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Lineage.Dbt;

namespace ContractCheck.Core.Lineage.Loads;

/// <summary>
/// Finds the sources that the models' tables are loaded into. A setting decides; without one, schema and name do; a name alone only
/// where more speaks for it, since every business system has a table called <c>users</c>.
/// </summary>
public sealed class SourceMatcher(IReadOnlyCollection<SourceTable> tables, IReadOnlyCollection<LoadSetting> loads)
{
    private const double Half = 0.5;
    private const double Few = 0.3;

    private readonly ILookup<string, SourceTable> _byName = tables.ToLookup(t => t.Name.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The pairs, in the order of the sources.</summary>
    /// <param name="sources">Sources of all projects.</param>
    public ImmutableArray<LoadedTable> Match(IReadOnlyCollection<DbtNode> sources)
    {
        var groups = sources.ToLookup(GroupOf);
        return [.. sources.SelectMany(source => Of(source, groups[GroupOf(source)]))];
    }

    private static (string? Project, string? Source, string? Schema) GroupOf(DbtNode source) => (source.Node.Project, source.SourceName, SchemaOf(source));

    private IEnumerable<LoadedTable> Of(DbtNode source, IEnumerable<DbtNode> group)
    {
        if (source.Relation is not [.., var identifier])
        {
            return [];
        }

        var settings = loads.Where(l => l.LeadsTo(DatabaseOf(source), SchemaOf(source))).ToImmutableArray();
        if (!settings.IsEmpty)
        {
            return tables.Where(t => settings.Any(l => l.Names(t.Name, identifier, source.IsQuoted))).Select(t => new LoadedTable(t, source, LoadEvidence.Setting));
        }

        ImmutableArray<SourceTable> named = [.. _byName[identifier].Where(t => !source.IsQuoted || t.Name.Name == identifier)];
        ImmutableArray<SourceTable> there = [.. named.Where(t => t.Name.Schema is { } schema && string.Equals(schema, SchemaOf(source), StringComparison.OrdinalIgnoreCase))];
        if (!there.IsEmpty)
        {
            return there.Select(t => new LoadedTable(t, source, LoadEvidence.SchemaAndName));
        }

        // A table of the same name in several schemas, or in none that is known.
        return named is [var only] && MeansTheSame(only, source, group) ? [new LoadedTable(only, source, LoadEvidence.Name)] : [];
    }

    private bool MeansTheSame(SourceTable table, DbtNode source, IEnumerable<DbtNode> group)
    {
        var known = source.Catalogued.IsEmpty ? source.Described : source.Catalogued;
        var shared = table.Columns.Count(c => known.Any(k => ColumnNames.AreOne(c, k)));
        if (known.Length > 1 && shared >= known.Length * Half)
        {
            return true;
        }

        // A catalog lists all columns: few of them in common speak against it.
        if (source.Catalogued.Length > 1 && shared < table.Columns.Length * Few)
        {
            return false;
        }

        var named = group.Select(s => s.Relation[^1]).ToImmutableArray();
        return named.Count(n => _byName.Contains(n)) >= named.Length * Half;
    }

    private static string? SchemaOf(DbtNode source) => source.Relation.Length > 1 ? source.Relation[^2] : null;

    private static string? DatabaseOf(DbtNode source) => source.Relation.Length > 2 ? source.Relation[^3] : null;
}
