using System.Collections.Immutable;

namespace ContractCheck.Core.Lineage;

/// <summary>
/// The part of one or more impacts that fits into a small picture: nodes without their columns, the ways to declared consumers first, loads
/// into the warehouse left out.
/// </summary>
/// <param name="Nodes">Nodes, the changed tables first.</param>
/// <param name="Links">Ways between them.</param>
/// <param name="LeftOut">How many nodes are not shown.</param>
public sealed record ImpactPicture(ImmutableArray<PictureNode> Nodes, ImmutableArray<ReachedLink> Links, int LeftOut)
{
    /// <summary>Makes the picture.</summary>
    /// <param name="graph">The lineage.</param>
    /// <param name="impacts">What is shown.</param>
    /// <param name="most">The most nodes.</param>
    public static ImpactPicture Of(LineageGraph graph, IEnumerable<Impact> impacts, int most)
    {
        ImmutableArray<Impact> all = [.. impacts.Where(i => i.Consumers.Concat(i.Models).Any())];
        var starts = all.GroupBy(i => i.Start, StringComparer.Ordinal).Select(g => (Id: g.Key, Columns: g.SelectMany(i => i.StartColumns).Distinct(StringComparer.Ordinal).ToImmutableArray())).ToImmutableArray();
        ImmutableArray<ReachedNode> reached = [.. all.SelectMany(i => i.Reached).Where(r => r.Node.Kind != NodeKind.Source).OrderBy(r => r.Steps)];
        var wanted = reached.Where(r => r.Node.IsConsumer).SelectMany(r => r.Path.Select(s => s.Node).Where(n => n.Kind != NodeKind.Source))
            .Concat(reached.Select(r => r.Node)).DistinctBy(n => n.Id, StringComparer.Ordinal).ToImmutableArray();
        ImmutableArray<LineageNode> kept = [.. wanted.Take(Math.Max(0, most - starts.Length))];
        var shown = kept.Select(n => n.Id).Concat(starts.Select(s => s.Id)).ToHashSet(StringComparer.Ordinal);
        return new ImpactPicture(
            [.. starts.Select(s => new PictureNode(graph.Find(s.Id)!, s.Columns)), .. kept.Select(n => new PictureNode(n, []))],
            [.. WithoutLoads(graph, all).Where(l => shown.Contains(l.From) && shown.Contains(l.To)).GroupBy(l => (l.From, l.To)).Select(g => g.MinBy(l => l.How)!)],
            wanted.Length - kept.Length);
    }

    // A table's own ways start where the sources' do that it is loaded into.
    private static IEnumerable<ReachedLink> WithoutLoads(LineageGraph graph, ImmutableArray<Impact> impacts)
    {
        bool IsLoad(string id) => graph.Find(id)?.Kind == NodeKind.Source;
        var before = impacts.SelectMany(i => i.Links).ToLookup(l => l.To, StringComparer.Ordinal);
        return impacts.SelectMany(i => i.Links).Where(l => !IsLoad(l.To)).SelectMany(l => Origins(l.From, []).Select(from => l with { From = from }));

        IEnumerable<string> Origins(string id, HashSet<string> seen) =>
            !IsLoad(id) ? [id] : seen.Add(id) ? before[id].SelectMany(l => Origins(l.From, seen)) : [];
    }
}

/// <summary>A node of a picture.</summary>
/// <param name="Node">The node.</param>
/// <param name="Columns">Columns that change; empty for the whole table, and for what is not a changed table.</param>
public sealed record PictureNode(LineageNode Node, ImmutableArray<string> Columns);
