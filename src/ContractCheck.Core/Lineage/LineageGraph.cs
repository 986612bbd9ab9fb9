using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ContractCheck.Core.Lineage;

/// <summary>Where data comes from and goes to, from the models' tables to those who use it. Names of columns count without their case.</summary>
public sealed class LineageGraph
{
    private readonly FrozenDictionary<string, LineageNode> _nodes;
    private readonly ILookup<(string Node, string? Column), LineageEdge> _from;

    /// <summary>A graph of these nodes. Edges of other nodes are left out, and edges that come twice count once.</summary>
    public LineageGraph(IEnumerable<LineageNode> nodes, IEnumerable<LineageEdge> edges)
    {
        Nodes = [.. nodes];
        _nodes = Nodes.ToFrozenDictionary(n => n.Id, StringComparer.Ordinal);
        Edges = [.. edges.Where(e => _nodes.ContainsKey(e.From) && _nodes.ContainsKey(e.To)).Distinct()];
        _from = Edges.ToLookup(e => (e.From, e.FromColumn is null ? null : Key(e.FromColumn)));
    }

    /// <summary>A graph of nothing.</summary>
    public static LineageGraph Empty { get; } = new([], []);

    /// <summary>All nodes.</summary>
    public ImmutableArray<LineageNode> Nodes { get; }

    /// <summary>All derivations.</summary>
    public ImmutableArray<LineageEdge> Edges { get; }

    /// <summary>The node of that id, or null.</summary>
    public LineageNode? Find(string id) => _nodes.GetValueOrDefault(id);

    /// <summary>What derives from one column of a node; of null, what does not say from which.</summary>
    /// <param name="id">The node.</param>
    /// <param name="key">The column as <see cref="Key"/> gives it.</param>
    public IEnumerable<LineageEdge> EdgesFrom(string id, string? key) => _from[(id, key)];

    /// <summary>A column's name without its case.</summary>
    public static string Key(string column) => column.ToLowerInvariant();
}
