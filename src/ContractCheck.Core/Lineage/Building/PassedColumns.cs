using System.Collections.Immutable;
using ContractCheck.Core.Lineage.Queries;

namespace ContractCheck.Core.Lineage.Building;

/// <summary>
/// Columns that are not listed, and that somebody downstream names: a model that passes on all that its inputs have passes these on too.
/// </summary>
internal sealed class PassedColumns(Dictionary<string, RelationColumns> columns, Dictionary<string, LineageNode> nodes, List<LineageEdge> edges)
{
    private readonly Dictionary<string, HashSet<string>> _known = nodes.ToDictionary(
        n => n.Key, n => n.Value.Columns.ToHashSet(StringComparer.OrdinalIgnoreCase), StringComparer.Ordinal);

    /// <summary>Adds them, and what they derive from.</summary>
    /// <param name="rest">Of each node where its further columns come from.</param>
    public void Complete(IReadOnlyDictionary<string, ImmutableArray<OpenColumns>> rest)
    {
        var waiting = new Queue<(string Node, string Column)>(edges.Where(e => e.FromColumn is not null).Select(e => (e.From, e.FromColumn!)));
        while (waiting.TryDequeue(out var named))
        {
            if (!columns.ContainsKey(named.Node) || !_known.TryGetValue(named.Node, out var known) || !known.Add(named.Column))
            {
                continue;
            }

            nodes[named.Node] = nodes[named.Node] with { Columns = [.. nodes[named.Node].Columns, named.Column] };
            var possible = rest.GetValueOrDefault(named.Node, []).Where(r => r.Relation is not null && r.Relation != named.Node && r.MayHave(named.Column)).ToImmutableArray();
            var likely = OpenColumns.Likely(possible);
            foreach (var from in likely)
            {
                edges.Add(likely.Length == 1
                    ? new LineageEdge(from.Relation!, named.Column, named.Node, named.Column, EdgeKind.Value)
                    : new LineageEdge(from.Relation!, null, named.Node, null, EdgeKind.Whole));
                waiting.Enqueue((from.Relation!, named.Column));
            }
        }
    }
}
