using System.Collections.Immutable;
using ContractCheck.Core.Lineage;

namespace ContractCheck.Core.Rendering.OpenLineage;

/// <summary>
/// The columns of datasets that a node's own columns and rows derive from. A node that is no dataset, such as a model that dbt inlines, is looked
/// through.
/// </summary>
/// <param name="graph">The lineage.</param>
/// <param name="isDataset">Whether a node of that id is a dataset.</param>
internal sealed class ColumnInputs(LineageGraph graph, Func<string, bool> isDataset)
{
    private readonly ILookup<string, LineageEdge> _to = graph.Edges.ToLookup(e => e.To, StringComparer.Ordinal);
    private readonly ILookup<(string Node, string Column), LineageEdge> _values =
        graph.Edges.Where(e => e is { Kind: EdgeKind.Value, ToColumn: not null }).ToLookup(e => (e.To, Key(e.ToColumn!)));

    /// <summary>What a column's value is computed from.</summary>
    public ImmutableArray<(string Node, string Column)> OfColumn(string node, string column)
    {
        var found = new List<(string, string)>();
        Follow(_values[(node, Key(column))], [], found);
        return [.. found];
    }

    /// <summary>What decides which rows there are.</summary>
    public ImmutableArray<(string Node, string Column)> OfRows(string node)
    {
        var found = new List<(string, string)>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { node };
        var waiting = new Queue<string>(seen);
        var columns = new HashSet<(string, string)>();
        while (waiting.TryDequeue(out var id))
        {
            Follow(_to[id].Where(e => e.Kind == EdgeKind.Rows), columns, found);
            foreach (var edge in _to[id].Where(e => !isDataset(e.From) && seen.Add(e.From)))
            {
                waiting.Enqueue(edge.From);
            }
        }

        return [.. found];
    }

    private void Follow(IEnumerable<LineageEdge> edges, HashSet<(string Node, string Column)> seen, List<(string Node, string Column)> found)
    {
        var waiting = new Queue<LineageEdge>(edges);
        while (waiting.TryDequeue(out var edge))
        {
            var column = edge.FromColumn!;
            if (!seen.Add((edge.From, Key(column))))
            {
                continue;
            }

            if (isDataset(edge.From))
            {
                found.Add((edge.From, graph.Find(edge.From)!.Columns.FirstOrDefault(c => Key(c) == Key(column)) ?? column));
                continue;
            }

            foreach (var next in _values[(edge.From, Key(column))])
            {
                waiting.Enqueue(next);
            }
        }
    }

    private static string Key(string column) => column.ToLowerInvariant();
}
