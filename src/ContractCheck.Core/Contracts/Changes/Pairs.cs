using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts.Changes;

/// <summary>Pairs the things of two versions.</summary>
internal static class Pairs
{
    /// <summary>
    /// By one key, else by another, else by a third, case ignored; in the order of the new version, then what is gone. Of several that fit the
    /// first counts.
    /// </summary>
    public static IEnumerable<(T? Old, T? New)> Of<T>(
        ImmutableArray<T> before, ImmutableArray<T> after, Func<T, string?> first, Func<T, string?> second, Func<T, string?> third)
        where T : class
    {
        var partners = new Dictionary<T, T>(ReferenceEqualityComparer.Instance);
        var left = new HashSet<T>(before, ReferenceEqualityComparer.Instance);
        foreach (var key in new Func<T, string?>[] { first, second, third })
        {
            var known = left.Where(t => key(t) is not null).ToLookup(t => key(t)!, StringComparer.OrdinalIgnoreCase);
            foreach (var now in after.Where(t => !partners.ContainsKey(t) && key(t) is not null))
            {
                if (known[key(now)!].FirstOrDefault(left.Contains) is { } old)
                {
                    partners[now] = old;
                    left.Remove(old);
                }
            }
        }

        return after.Select(t => (partners.GetValueOrDefault(t), (T?)t)).Concat(before.Where(left.Contains).Select(t => ((T?)t, (T?)null)));
    }
}
