using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Changes;

/// <summary>Compares a promised table with itself in another version.</summary>
internal static class ContractTableDiff
{
    private const string InOrder = " in this order";

    public static IEnumerable<ContractChange> Between(ContractTable before, ContractTable after, ContractRenames renames) =>
        Facts(renames.Apply(before), after, renames)
            .Concat(Columns(after.LookupName, before.Columns, after.Columns, "", after.Position))
            .Select(c => c with { BaseTable = before.LookupName });

    private static IEnumerable<ContractChange> Facts(ContractTable before, ContractTable after, ContractRenames renames)
    {
        var (key, keyNow) = (Key(before, name => renames.Column(before.LookupName, name)), Key(after, name => name));
        var aspects = new List<(ContractChangeGrade Grade, string Aspect, string? Before, string? After, ContractPosition Position)>
        {
            (ContractChangeGrade.Breaking, "physicalName", before.WrittenName.ToString(), after.WrittenName.ToString(), after.PhysicalName?.Position ?? after.Position),
            (KeyGrade(key, keyNow), "primaryKey", key, keyNow, after.Position),
            (ContractChangeGrade.Additive, "deprecated", Truth(before.Deprecated), Truth(after.Deprecated), after.Deprecated?.Position ?? after.Position),
            (SunsetGrade(before.CustomProperties, after.CustomProperties), "sunset", Sunset(before.CustomProperties), Sunset(after.CustomProperties), after.Position),
            (ContractChangeGrade.Editorial, "name", before.Name, after.Name, after.Position),
            (ContractChangeGrade.Editorial, "description", before.Description, after.Description, after.Position),
            (ContractChangeGrade.Editorial, "tags", string.Join(", ", before.Tags), string.Join(", ", after.Tags), after.Position),
        };
        aspects.AddRange(Sets(before.Uniques, after.Uniques, u => $"({string.Join(", ", u.Columns.Order(StringComparer.OrdinalIgnoreCase))})", u => u.Position, "unique", after.Position));
        aspects.AddRange(Sets(before.Relationships, after.Relationships, Relationship, r => r.Position, "relationship", after.Position));
        return aspects.Where(a => a.Before != a.After)
            .Select(a => new ContractChange(a.Grade, after.LookupName, null, a.Aspect, Text(a.Before), Text(a.After), a.Position, a.Position.File == after.Position.File && a.After is not null ? a.Position : after.Position));
    }

    private static IEnumerable<ContractChange> Columns(
        TableName table, ImmutableArray<ContractColumn> before, ImmutableArray<ContractColumn> after, string prefix, ContractPosition parent)
    {
        foreach (var (old, now) in Pairs.Of(before, after, c => c.LookupName, c => c.Id, c => c.Name))
        {
            var name = prefix + (now ?? old)!.LookupName;
            if (old is null || now is null)
            {
                var place = (now ?? old)!.Position;
                yield return new ContractChange(
                    old is null ? ContractChangeGrade.Additive : ContractChangeGrade.Breaking, table, name, "column", old?.Name, now?.Name, place, now is null ? parent : place);
                continue;
            }

            foreach (var change in ContractColumnDiff.Between(table, name, old, now))
            {
                yield return change with { BaseColumn = prefix + old.LookupName };
            }

            foreach (var change in Columns(table, old.Properties, now.Properties, $"{name}.", now.Position))
            {
                yield return change;
            }
        }
    }

    /// <summary>The day as its owner wrote it, or null.</summary>
    internal static string? Sunset(ImmutableArray<ContractCustomProperty> properties) =>
        Lifecycle.SunsetOf(properties) is { } day ? Day.Text(day) : null;

    /// <summary>An end that is announced, or put off, is more; one that comes nearer is less.</summary>
    internal static ContractChangeGrade SunsetGrade(ImmutableArray<ContractCustomProperty> before, ImmutableArray<ContractCustomProperty> after) =>
        Lifecycle.SunsetOf(after) < Lifecycle.SunsetOf(before) ? ContractChangeGrade.Breaking : ContractChangeGrade.Additive;

    internal static string? Truth(Promise<bool>? promise) => promise is { Value: true } ? "true" : null;

    private static IEnumerable<(ContractChangeGrade, string, string?, string?, ContractPosition)> Sets<T>(
        ImmutableArray<T> before, ImmutableArray<T> after, Func<T, string> text, Func<T, ContractPosition> position, string aspect, ContractPosition nearest) =>
        before.ExceptBy(after.Select(text), text, StringComparer.OrdinalIgnoreCase).Select(t => (ContractChangeGrade.Breaking, aspect, (string?)text(t), (string?)null, position(t)))
            .Concat(after.ExceptBy(before.Select(text), text, StringComparer.OrdinalIgnoreCase).Select(t => (ContractChangeGrade.Additive, aspect, (string?)null, (string?)text(t), position(t))));

    private static ContractChangeGrade KeyGrade(string? before, string? after) =>
        before is null || (after is not null && after == before + InOrder) ? ContractChangeGrade.Additive : ContractChangeGrade.Breaking;

    // Only where every column has its place is the order promised.
    private static string? Key(ContractTable table, Func<string, string> named)
    {
        var isOrdered = table.PrimaryKey.Length > 1 && table.PrimaryKey.All(c => c.PrimaryKeyPosition is { Value: > 0 });
        var columns = table.PrimaryKey.Select(c => named(c.LookupName));
        return table.PrimaryKey.IsEmpty ? null
            : isOrdered ? $"({string.Join(", ", columns)}){InOrder}"
            : $"({string.Join(", ", columns.Order(StringComparer.OrdinalIgnoreCase))})";
    }

    private static string Relationship(ContractRelationship relationship)
    {
        if (relationship.ToTable is not { } table || relationship.ToColumns.Length != relationship.FromColumns.Length)
        {
            return $"({string.Join(", ", relationship.FromColumns)}) → {relationship.Text}";
        }

        var pairs = relationship.FromColumns.Zip(relationship.ToColumns).OrderBy(p => p.First, StringComparer.OrdinalIgnoreCase).ToArray();
        return $"({string.Join(", ", pairs.Select(p => p.First))}) → {table} ({string.Join(", ", pairs.Select(p => p.Second))})";
    }

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
