using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Changes;

/// <summary>Compares a promised table with itself in another version.</summary>
internal static class ContractTableDiff
{
    public static IEnumerable<ContractChange> Between(ContractTable before, ContractTable after) =>
        [.. Facts(before, after), .. Columns(after.LookupName, before.Columns, after.Columns, "", after.Position)];

    private static IEnumerable<ContractChange> Facts(ContractTable before, ContractTable after)
    {
        var aspects = new List<(ContractChangeGrade Grade, string Aspect, string? Before, string? After, ContractPosition Position)>
        {
            (ContractChangeGrade.Breaking, "physicalName", before.LookupName.ToString(), after.LookupName.ToString(), after.PhysicalName?.Position ?? after.Position),
            (KeyGrade(before, after), "primaryKey", Key(before), Key(after), after.Position),
            (ContractChangeGrade.Additive, "deprecated", Truth(before.Deprecated), Truth(after.Deprecated), after.Deprecated?.Position ?? after.Position),
            (ContractChangeGrade.Additive, "sunset", Sunset(before.CustomProperties), Sunset(after.CustomProperties), after.Position),
            (ContractChangeGrade.Editorial, "name", before.Name, after.Name, after.Position),
            (ContractChangeGrade.Editorial, "description", before.Description, after.Description, after.Position),
            (ContractChangeGrade.Editorial, "tags", string.Join(", ", before.Tags), string.Join(", ", after.Tags), after.Position),
        };
        aspects.AddRange(Sets(before.Uniques, after.Uniques, u => $"({string.Join(", ", u.Columns)})", u => u.Position, "unique", after.Position));
        aspects.AddRange(Sets(before.Relationships, after.Relationships, Relationship, r => r.Position, "relationship", after.Position));
        return aspects.Where(a => a.Before != a.After)
            .Select(a => new ContractChange(a.Grade, after.LookupName, null, a.Aspect, Text(a.Before), Text(a.After), a.Position, a.After is null ? after.Position : a.Position));
    }

    private static IEnumerable<ContractChange> Columns(
        TableName table, ImmutableArray<ContractColumn> before, ImmutableArray<ContractColumn> after, string prefix, ContractPosition parent)
    {
        foreach (var (old, now) in Pairs.Of(before, after, c => c.Id, c => c.LookupName, c => c.Name))
        {
            var name = prefix + (now ?? old)!.LookupName;
            if (old is null || now is null)
            {
                var place = (now ?? old)!.Position;
                yield return new ContractChange(
                    old is null ? ContractChangeGrade.Additive : ContractChangeGrade.Breaking, table, name, "column", old?.Name, now?.Name, place, now is null ? parent : place);
                continue;
            }

            foreach (var change in ContractColumnDiff.Between(table, name, old, now).Concat(Columns(table, old.Properties, now.Properties, $"{name}.", now.Position)))
            {
                yield return change;
            }
        }
    }

    /// <summary>The day as its owner wrote it, or null.</summary>
    internal static string? Sunset(ImmutableArray<ContractCustomProperty> properties) =>
        Lifecycle.SunsetOf(properties) is { } day ? Day.Text(day) : null;

    internal static string? Truth(Promise<bool>? promise) => promise is { Value: true } ? "true" : null;

    private static IEnumerable<(ContractChangeGrade, string, string?, string?, ContractPosition)> Sets<T>(
        ImmutableArray<T> before, ImmutableArray<T> after, Func<T, string> text, Func<T, ContractPosition> position, string aspect, ContractPosition nearest) =>
        before.ExceptBy(after.Select(text), text, StringComparer.OrdinalIgnoreCase).Select(t => (ContractChangeGrade.Breaking, aspect, (string?)text(t), (string?)null, nearest))
            .Concat(after.ExceptBy(before.Select(text), text, StringComparer.OrdinalIgnoreCase).Select(t => (ContractChangeGrade.Additive, aspect, (string?)null, (string?)text(t), position(t))));

    private static ContractChangeGrade KeyGrade(ContractTable before, ContractTable after) =>
        before.PrimaryKey.IsEmpty && !after.PrimaryKey.IsEmpty ? ContractChangeGrade.Additive : ContractChangeGrade.Breaking;

    private static string? Key(ContractTable table) => table.PrimaryKey.IsEmpty ? null : $"({string.Join(", ", table.PrimaryKey.Select(c => c.LookupName))})";

    private static string Relationship(ContractRelationship relationship) =>
        $"({string.Join(", ", relationship.FromColumns)}) → {(relationship.ToTable is { } table ? $"{table} ({string.Join(", ", relationship.ToColumns)})" : relationship.Text)}";

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
