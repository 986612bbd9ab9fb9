using System.Collections.Immutable;

namespace ContractCheck.Core.Diffing;

/// <summary>Compares the values of an enumeration.</summary>
internal static class EnumDiff
{
    /// <summary>Nothing where either side is no enumeration: that is a change of type.</summary>
    public static IEnumerable<(ChangeKind Kind, string Value)> Between(ImmutableArray<string> before, ImmutableArray<string> after)
    {
        if (before.IsEmpty || after.IsEmpty)
        {
            yield break;
        }

        foreach (var value in before.Except(after, StringComparer.Ordinal))
        {
            yield return (ChangeKind.EnumValueRemoved, value);
        }

        foreach (var value in after.Except(before, StringComparer.Ordinal))
        {
            yield return (ChangeKind.EnumValueAdded, value);
        }

        var kept = before.Intersect(after, StringComparer.Ordinal);
        var now = after.Intersect(before, StringComparer.Ordinal);
        foreach (var (_, moved) in kept.Zip(now).Where(pair => pair.First != pair.Second).Take(1))
        {
            yield return (ChangeKind.EnumValueReordered, moved);
        }
    }
}
