using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>Pairs the tables of two schemas by name; tables of one name (in several databases) by their class.</summary>
internal static class TablePairs
{
    public static IEnumerable<(Table? Before, Table? After)> Of(ImmutableArray<Table> before, ImmutableArray<Table> after)
    {
        var left = before.ToLookup(t => t.Name);
        var right = after.ToLookup(t => t.Name);
        foreach (var name in left.Select(g => g.Key).Union(right.Select(g => g.Key)).Order())
        {
            var news = right[name].ToList();
            var unpaired = new List<Table>();
            foreach (var old in left[name])
            {
                var match = news.FindIndex(t => t.Class == old.Class);
                if (match < 0)
                {
                    unpaired.Add(old);
                    continue;
                }

                yield return (old, news[match]);
                news.RemoveAt(match);
            }

            for (var i = 0; i < Math.Max(unpaired.Count, news.Count); i++)
            {
                yield return (unpaired.ElementAtOrDefault(i), news.ElementAtOrDefault(i));
            }
        }
    }
}
