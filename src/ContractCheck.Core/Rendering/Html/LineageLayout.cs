using System.Collections.Immutable;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>A place in a layered drawing.</summary>
/// <param name="Layer">From left to right, from 0.</param>
/// <param name="Order">From top to bottom within the layer, from 0.</param>
internal sealed record LayerPlace(int Layer, int Order);

/// <summary>
/// Puts nodes into layers (longest path from the left) and orders each layer by the middle of its neighbours. Only the order is decided
/// here: how high a box is depends on whether its columns are shown, which the page knows.
/// </summary>
internal static class LineageLayout
{
    private const int Sweeps = 4;

    /// <summary>A place for each node.</summary>
    /// <param name="count">How many nodes there are.</param>
    /// <param name="edges">From and to, as indexes. An edge that closes a circle counts for the order only.</param>
    /// <param name="isLast">Whether a node belongs to the last layer, whatever leads to it.</param>
    public static ImmutableArray<LayerPlace> Of(int count, IReadOnlyCollection<(int From, int To)> edges, Func<int, bool> isLast)
    {
        var next = edges.Distinct().Where(e => e.From != e.To).ToLookup(e => e.From, e => e.To);
        var layers = Layers(count, next);
        var last = layers.DefaultIfEmpty().Max();
        for (var node = 0; node < count; node++)
        {
            layers[node] = isLast(node) ? last : layers[node];
        }

        var rows = Enumerable.Range(0, count).GroupBy(n => layers[n]).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        var order = new int[count];
        Number(rows, order);
        var previous = edges.Distinct().ToLookup(e => e.To, e => e.From);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var neighbours = sweep % 2 == 0 ? previous : next;
            foreach (var row in sweep % 2 == 0 ? rows : [.. rows.Reverse()])
            {
                var sorted = row.OrderBy(n => neighbours[n].Any() ? neighbours[n].Average(m => order[m]) : order[n]).ThenBy(n => order[n]).ToArray();
                sorted.CopyTo(row, 0);
                Number([row], order);
            }
        }

        return [.. Enumerable.Range(0, count).Select(n => new LayerPlace(layers[n], order[n]))];
    }

    private static void Number(int[][] rows, int[] order)
    {
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                order[row[i]] = i;
            }
        }
    }

    private static int[] Layers(int count, ILookup<int, int> next)
    {
        var (layers, place) = (new int[count], new int[count]);
        var sorted = Sorted(count, next);
        for (var i = 0; i < count; i++)
        {
            place[sorted[i]] = i;
        }

        foreach (var node in sorted)
        {
            foreach (var to in next[node].Where(to => place[to] > place[node]))
            {
                layers[to] = Math.Max(layers[to], layers[node] + 1);
            }
        }

        return layers;
    }

    /// <summary>Every node before those that it leads to, as far as there are no circles.</summary>
    private static int[] Sorted(int count, ILookup<int, int> next)
    {
        var done = new List<int>(count);
        var seen = new bool[count];
        var open = new Stack<(int Node, IEnumerator<int> After)>();
        for (var start = 0; start < count; start++)
        {
            Open(start);
            while (open.TryPeek(out var top))
            {
                if (top.After.MoveNext())
                {
                    Open(top.After.Current);
                }
                else
                {
                    done.Add(open.Pop().Node);
                }
            }
        }

        done.Reverse();
        return [.. done];

        void Open(int node)
        {
            if (!seen[node])
            {
                seen[node] = true;
                open.Push((node, next[node].GetEnumerator()));
            }
        }
    }
}
