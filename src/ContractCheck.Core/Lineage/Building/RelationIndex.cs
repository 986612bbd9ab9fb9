using System.Collections.Immutable;
using ContractCheck.Core.Lineage.Dbt;

namespace ContractCheck.Core.Lineage.Building;

/// <summary>Finds the node that a table's name in a query means.</summary>
internal sealed class RelationIndex
{
    private readonly ILookup<string, DbtNode> _byIdentifier;
    private readonly ILookup<string, DbtNode> _byInlinedName;
    private readonly IReadOnlyDictionary<string, DbtNode> _byId;

    public RelationIndex(IReadOnlyDictionary<string, DbtNode> nodes)
    {
        _byId = nodes;
        _byInlinedName = nodes.Values.Where(n => n.InlinedAs is not null).ToLookup(n => n.InlinedAs!, StringComparer.OrdinalIgnoreCase);
        _byIdentifier = nodes.Values.Where(n => !n.Relation.IsEmpty).ToLookup(n => n.Relation[^1], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The node, or null where it is none of these projects. What the query's model depends on goes first: a seed may fill a source's table.</summary>
    public DbtNode? Find(DbtNode reader, IReadOnlyList<string> name)
    {
        ImmutableArray<DbtNode> found = [.. _byIdentifier[name[^1]].Where(n => Fits(n.Relation, name))];
        if (found.IsEmpty && FindByText(reader, string.Concat(name)) is { } outside)
        {
            return outside;
        }

        return found.FirstOrDefault(n => reader.DependsOn.Contains(n.Node.Id, StringComparer.Ordinal))
            ?? (Fits(reader.Relation, name) ? reader : null)
            ?? (found is [var only] ? only : found.FirstOrDefault(n => n.Node.Project == reader.Node.Project && n.Node.Kind is not NodeKind.Seed));
    }

    /// <summary>The source that stands in the reader's query as something else than a table, such as <c>read_csv('orders.csv')</c>; null where none does.</summary>
    public DbtNode? FindByText(DbtNode reader, string text)
    {
        ImmutableArray<DbtNode> outside = [.. reader.DependsOn.Select(_byId.GetValueOrDefault).OfType<DbtNode>().Where(n => n.IsOutside)];
        return outside.FirstOrDefault(n => Letters(n.RelationText!) == Letters(text)) ?? (outside is [var only] && text.Contains('(', StringComparison.Ordinal) ? only : null);
    }

    // The parser writes the same text with other blanks, quotes and cases.
    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The ephemeral node whose query stands in the reader's as this common table expression, or null.</summary>
    public DbtNode? FindInlined(DbtNode reader, string name) =>
        _byInlinedName[name].FirstOrDefault(n => reader.DependsOn.Contains(n.Node.Id, StringComparer.Ordinal))
        ?? _byInlinedName[name].FirstOrDefault(n => n.Node.Project == reader.Node.Project);

    /// <summary>Nodes of other projects that write the table that a source reads.</summary>
    public IEnumerable<DbtNode> WritersOf(DbtNode source) => source.Relation.Length < 2 ? [] : _byIdentifier[source.Relation[^1]].Where(n =>
        n.Node.Kind is NodeKind.Model or NodeKind.Snapshot && n.Node.Project != source.Node.Project
        && n.Relation.SequenceEqual(source.Relation, StringComparer.OrdinalIgnoreCase));

    private static bool Fits(ImmutableArray<string> relation, IReadOnlyList<string> name) =>
        name.Count <= relation.Length && name.SequenceEqual(relation.Skip(relation.Length - name.Count), StringComparer.OrdinalIgnoreCase);
}
