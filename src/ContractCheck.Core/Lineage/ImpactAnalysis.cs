using System.Collections.Immutable;

namespace ContractCheck.Core.Lineage;

/// <summary>Follows a change downstream. Surer ways go before shorter ones: values, then rows, then names, then whole tables.</summary>
public sealed class ImpactAnalysis
{
    private readonly LineageGraph _graph;
    private readonly Dictionary<string, Found> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<Place, (Place? From, Reach How)> _seen = [];
    private readonly Dictionary<(string From, string To), Reach> _links = [];
    private readonly Queue<Place>[] _frontier = [new(), new(), new(), new()];

    private ImpactAnalysis(LineageGraph graph) => _graph = graph;

    /// <summary>What derives from a table, or from some of its columns.</summary>
    /// <param name="graph">The lineage.</param>
    /// <param name="start">Id of the table's node.</param>
    /// <param name="columns">Names of its columns; empty for the whole table.</param>
    public static Impact Of(LineageGraph graph, string start, IReadOnlyCollection<string> columns)
    {
        var analysis = new ImpactAnalysis(graph);
        if (graph.Find(start) is not { } node)
        {
            return new Impact(start, [.. columns], [], []);
        }

        foreach (var column in columns.Count > 0 ? columns : node.Columns)
        {
            analysis.Reach(new Place(start, Key(column), Lineage.Reach.Value), null);
        }

        if (columns.Count == 0)
        {
            analysis.Reach(new Place(start, null, Lineage.Reach.Value), null);
        }

        analysis.Walk();
        return new Impact(
            start, [.. columns], analysis.Reached(start), [.. analysis._links.Where(l => l.Key.From != l.Key.To).Select(l => new ReachedLink(l.Key.From, l.Key.To, l.Value))]);
    }

    private static string Key(string column) => LineageGraph.Key(column);

    private void Walk()
    {
        while (_frontier.FirstOrDefault(q => q.Count > 0) is { } queue)
        {
            var place = queue.Dequeue();
            foreach (var edge in EdgesFrom(place))
            {
                if (Next(place, edge) is { } next)
                {
                    Reach(next, place);
                    _found[next.Node].DecidesRows |= edge.Kind == EdgeKind.Rows;
                }
            }
        }
    }

    private IEnumerable<LineageEdge> EdgesFrom(Place place)
    {
        var whole = _graph.EdgesFrom(place.Node, key: null);
        return place.Column is null ? whole : _graph.EdgesFrom(place.Node, place.Column).Concat(whole);
    }

    private Place? Next(Place at, LineageEdge edge)
    {
        var to = _graph.Find(edge.To)!;
        return edge.Kind switch
        {
            EdgeKind.Value => new Place(edge.To, edge.ToColumn is { } c ? Key(c) : null, at.How),
            EdgeKind.Rows => new Place(edge.To, null, Lineage.Reach.Rows),
            EdgeKind.Names => new Place(edge.To, null, Lineage.Reach.Name),
            _ when at.How == Lineage.Reach.Name => null,
            EdgeKind.Reads when at.Column is null && !to.IsConsumer => new Place(edge.To, null, at.How == Lineage.Reach.Value ? Lineage.Reach.Rows : at.How),
            EdgeKind.Reads when at.Column is null => new Place(edge.To, null, at.How),
            EdgeKind.Whole => new Place(edge.To, null, to.IsConsumer || to.Kind is NodeKind.Source ? at.How : Lineage.Reach.Table),
            _ => null,
        };
    }

    private void Reach(Place place, Place? from)
    {
        if (from is not null && (!_links.TryGetValue((from.Node, place.Node), out var known) || place.How < known))
        {
            _links[(from.Node, place.Node)] = place.How;
        }

        if (!_seen.TryAdd(place, (from, place.How)))
        {
            return;
        }

        _frontier[(int)place.How].Enqueue(place);
        if (!_found.TryGetValue(place.Node, out var found))
        {
            _found.Add(place.Node, found = new Found(place, _found.Count));
        }
        else if (place.How < found.First.How)
        {
            found.First = place;
        }

        if (place.Column is not null)
        {
            found.Columns.Add(place.Column);
        }
    }

    private ImmutableArray<ReachedNode> Reached(string start) =>
    [
        .. from pair in _found
           where pair.Key != start
           let node = _graph.Find(pair.Key)!
           let reached = new ReachedNode(node, pair.Value.First.How, ColumnsOf(node, pair.Value.Columns), PathTo(pair.Value.First)) { DecidesRows = pair.Value.DecidesRows }
           orderby reached.Steps, pair.Value.Order
           select reached,
    ];

    private static ImmutableArray<string> ColumnsOf(LineageNode node, HashSet<string> keys)
    {
        ImmutableArray<string> known = [.. node.Columns.Where(c => keys.Contains(Key(c)))];
        return [.. known, .. keys.Where(k => !known.Any(c => Key(c) == k)).Order(StringComparer.Ordinal)];
    }

    private ImmutableArray<LineageStep> PathTo(Place place)
    {
        var steps = new List<LineageStep>();
        for (var at = place; _seen[at].From is { } from; at = from)
        {
            var node = _graph.Find(at.Node)!;
            var column = at.Column is null ? null : node.Columns.FirstOrDefault(c => Key(c) == at.Column) ?? at.Column;
            steps.Add(new LineageStep(node, column, at.How));
        }

        steps.Reverse();
        return [.. steps];
    }

    private sealed record Place(string Node, string? Column, Reach How);

    private sealed class Found(Place first, int order)
    {
        public Place First { get; set; } = first;

        public int Order => order;

        public HashSet<string> Columns { get; } = new(StringComparer.Ordinal);

        public bool DecidesRows { get; set; }
    }
}
