using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rendering.Impacts;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>What of the lineage the page draws: all of it where it is small, else what the changes reach.</summary>
internal sealed class LineagePicture
{
    /// <summary>More boxes than these are no picture any more.</summary>
    public const int MostNodes = 150;

    private readonly LineageGraph graph;
    private readonly Dictionary<string, int> indexes;
    private readonly Dictionary<string, Mark> marks = new(StringComparer.Ordinal);

    private LineagePicture(Report report, LineageGraph graph)
    {
        this.graph = graph;
        foreach (var impact in report.Verdict.Introduced.Select(f => f.Impact).OfType<Impact>())
        {
            Add(impact);
        }

        var nearest = marks.OrderBy(m => m.Value.Steps).Select(m => graph.Find(m.Key)).OfType<LineageNode>();
        Nodes = graph.Nodes.Length <= MostNodes ? graph.Nodes : [.. nearest.Take(MostNodes)];
        indexes = Enumerable.Range(0, Nodes.Length).ToDictionary(i => Nodes[i].Id, i => i, StringComparer.Ordinal);
    }

    /// <summary>The nodes that are drawn.</summary>
    public ImmutableArray<LineageNode> Nodes { get; }

    /// <summary>How many nodes are not drawn.</summary>
    public int LeftOut => graph.Nodes.Length - Nodes.Length;

    /// <summary>How many of those are reached by a change.</summary>
    public int ReachedLeftOut => marks.Keys.Count(id => graph.Find(id) is not null && !indexes.ContainsKey(id));

    /// <summary>What changes reach, the nearest first; each node once, in its surest way.</summary>
    public IEnumerable<ReachedNode> Reached =>
        marks.Values.Select(m => m.Whole).OfType<ReachedNode>().OrderBy(r => r.Steps).ThenBy(r => r.Node.Name, StringComparer.Ordinal);

    /// <summary>The picture, or null where there is no lineage.</summary>
    public static LineagePicture? Of(Report report) => report.Lineage is { Nodes.IsEmpty: false } graph ? new LineagePicture(report, graph) : null;

    /// <summary>Where a finding's impact starts: the index of the node, then those of the columns; null where it is not drawn.</summary>
    public ImmutableArray<int>? StartOf(Finding finding) => finding.Impact is { } impact && indexes.TryGetValue(impact.Start, out var start)
        ? [start, .. ColumnIndexes(Nodes[start], impact.StartColumns)]
        : null;

    /// <summary>The picture as the page's script draws it.</summary>
    public PageDocument.LineageMember Member()
    {
        ImmutableArray<PageDocument.EdgeMember> edges =
        [
            .. from edge in graph.Edges
               where indexes.ContainsKey(edge.From) && indexes.ContainsKey(edge.To)
               let upstream = indexes[edge.From]
               let downstream = indexes[edge.To]
               select new PageDocument.EdgeMember(
                   upstream, ColumnIndex(Nodes[upstream], edge.FromColumn), downstream, ColumnIndex(Nodes[downstream], edge.ToColumn), edge.Kind.ToString().ToLowerInvariant()),
        ];
        var places = LineageLayout.Of(Nodes.Length, [.. edges.Select(e => (e.From, e.To))], n => Nodes[n].IsConsumer);
        return new PageDocument.LineageMember([.. Nodes.Select((node, i) => Member(node, places[i]))], edges);
    }

    private PageDocument.NodeMember Member(LineageNode node, LayerPlace place)
    {
        var mark = marks.GetValueOrDefault(node.Id);
        return new PageDocument.NodeMember(
            VisibleTexts.Of(node.Name),
            VisibleTexts.Of(ImpactNames.Word(node)),
            place.Layer,
            place.Order,
            mark is null ? null : mark.Reached is { } reached ? reached.How.ToString().ToLowerInvariant() : "changed",
            [.. node.Columns.Select(VisibleTexts.Of)],
            mark is null ? null : VisibleTexts.OrNull(ColumnIndexes(node, mark.Columns)),
            [.. LineageFacts.Of(node, mark?.Whole)],
            VisibleTexts.Link(node.Url)?.AbsoluteUri);
    }

    private void Add(Impact impact)
    {
        Note(impact.Start, null, impact.StartColumns);
        foreach (var reached in impact.Reached)
        {
            Note(reached.Node.Id, reached, reached.Columns);
        }
    }

    private void Note(string id, ReachedNode? reached, ImmutableArray<string> columns)
    {
        if (!marks.TryGetValue(id, out var mark))
        {
            marks.Add(id, mark = new Mark { Reached = reached });
        }

        // What changes itself is told so, whatever else reaches it; of two ways the surer one counts.
        mark.Reached = mark.Reached is null || reached is null ? null : mark.Reached.How <= reached.How ? mark.Reached : reached;
        mark.Columns.UnionWith(columns);
    }

    private static IEnumerable<int> ColumnIndexes(LineageNode node, IEnumerable<string> columns) =>
        columns.Select(c => ColumnIndex(node, c)).Where(i => i >= 0).Distinct().Order();

    private static int ColumnIndex(LineageNode node, string? column) =>
        column is null ? -1 : Enumerable.Range(0, node.Columns.Length).FirstOrDefault(i => string.Equals(node.Columns[i], column, StringComparison.OrdinalIgnoreCase), -1);

    private sealed class Mark
    {
        public ReachedNode? Reached { get; set; }

        public HashSet<string> Columns { get; } = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>With the columns of all changes that reach it.</summary>
        public ReachedNode? Whole => Reached is null ? null : Reached with { Columns = [.. Reached.Node.Columns.Where(Columns.Contains), .. Columns.Except(Reached.Node.Columns, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)] };

        public int Steps => Reached?.Steps ?? 0;
    }
}
