using System.Collections.Immutable;

namespace ContractCheck.Core.Diffing;

/// <summary>Compares the values of an enumeration.</summary>
internal static class EnumDiff
{
    /// <summary>Nothing where either side is no enumeration: that is a change of type.</summary>
    public static IEnumerable<(ChangeKind Kind, string Value, string? NewValue)> Between(ImmutableArray<string> before, ImmutableArray<string> after)
    {
        if (before.IsEmpty || after.IsEmpty)
        {
            yield break;
        }

        var renamed = Renamed(before, after);
        foreach (var (old, name) in renamed)
        {
            yield return (ChangeKind.EnumValueRenamed, old, name);
        }

        foreach (var value in before.Except(after, StringComparer.Ordinal).Where(v => !renamed.ContainsKey(v)))
        {
            yield return (ChangeKind.EnumValueRemoved, value, null);
        }

        foreach (var value in after.Except(before, StringComparer.Ordinal).Where(v => !renamed.ContainsValue(v)))
        {
            yield return (ChangeKind.EnumValueAdded, value, null);
        }

        var kept = before.Intersect(after, StringComparer.Ordinal);
        var now = after.Intersect(before, StringComparer.Ordinal);
        foreach (var (_, moved) in kept.Zip(now).Where(pair => pair.First != pair.Second).Take(1))
        {
            yield return (ChangeKind.EnumValueReordered, moved, null);
        }
    }

    /// <summary>Values at the same place whose names are alike, as where only their case changed. All keep their places then.</summary>
    private static Dictionary<string, string> Renamed(ImmutableArray<string> before, ImmutableArray<string> after)
    {
        if (before.Length != after.Length)
        {
            return [];
        }

        return before.Zip(after)
            .Where(p => p.First != p.Second && !after.Contains(p.First, StringComparer.Ordinal) && !before.Contains(p.Second, StringComparer.Ordinal))
            .Where(p => NameLikeness.Between(p.First, p.Second) >= 0.5)
            .DistinctBy(p => p.First, StringComparer.Ordinal)
            .ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
    }
}
