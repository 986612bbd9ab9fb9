using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules.Promises;

/// <summary>A promised primary key, uniqueness or relationship that the models do not have.</summary>
internal sealed class KeyMismatch() : ContractRule("CC505", "contract-key-mismatch", Severity.Error)
{
    public override IEnumerable<Breach> Judge(PromisedTable promised)
    {
        if (promised.Table is not { } table)
        {
            return [];
        }

        var brokenElsewhere = promised.Other is { } other && !table.Complete && table.KnowsAllOf(other)
            ? Judge(promised with { Table = other, Other = null }).Select(b => b.Subject).ToHashSet(StringComparer.Ordinal)
            : null;
        return All(promised, table).Select(b => brokenElsewhere?.Contains(b.Subject) == false ? b with { Uncertain = null } : b);
    }

    private IEnumerable<Breach> All(PromisedTable promised, Table table) =>
        [
            .. PrimaryKey(promised, table),
            .. Uniques(promised).Where(u => !IsUnique(table, u.Columns)).Select(u => Broken(
                promised, u.Columns, $"unique {List(u.Columns)}", $"is promised to be unique on {List(u.Columns)}, and is not", u.Position)),
            .. promised.Promise.Relationships.Where(r => r.ToTable is not null).SelectMany(r => Relationship(promised, table, r)),
        ];

    private IEnumerable<Breach> PrimaryKey(PromisedTable promised, Table table)
    {
        var key = promised.Promise.PrimaryKey;
        if (key.IsEmpty)
        {
            yield break;
        }

        ImmutableArray<string> columns = [.. key.Select(c => promised.Actual(c.LookupName))];
        var ordered = key.All(c => c.PrimaryKeyPosition is { Value: > 0 });
        var kept = ordered ? columns.SequenceEqual(table.PrimaryKey, StringComparer.Ordinal) : SameSet(columns, table.PrimaryKey);
        if (!kept)
        {
            yield return Broken(
                promised,
                [.. columns.Union(table.PrimaryKey, StringComparer.Ordinal)],
                $"primaryKey {List(columns)}",
                $"has the primary key {List(table.PrimaryKey)}, promised is {List(columns)}",
                key[0].PrimaryKey!.Position) with { Column = null, Subject = "primaryKey" };
        }
    }

    private IEnumerable<Breach> Relationship(PromisedTable promised, Table table, ContractRelationship relationship)
    {
        ImmutableArray<string> columns = [.. relationship.FromColumns.Select(promised.Actual)];
        if (table.ForeignKeys.Any(k => Serves(k, columns, relationship)))
        {
            yield break;
        }

        var target = $"{relationship.ToTable} {List(relationship.ToColumns)}";
        yield return Broken(
            promised, columns, $"relationship to {target}", $"is promised to refer to {target}, and does not", relationship.Position) with
        {
            Subject = $"{List(columns)} {target}",
            Related = relationship.ToTable,
            RelatedColumns = relationship.ToColumns,
        };
    }

    private Breach Broken(
        PromisedTable promised,
        ImmutableArray<string> columns,
        string promise,
        string message,
        ContractPosition position) => new()
    {
        Rule = Id,
        Promised = promised,
        Column = columns.Length == 1 ? columns[0] : null,
        Columns = columns,
        Subject = promise,
        Promise = promise,
        Message = message,
        Position = position,
        Uncertain = promised.Table is { Complete: true } ? null : "what could not be read of the table may hold the key",
    };

    private static IEnumerable<(ImmutableArray<string> Columns, ContractPosition Position)> Uniques(PromisedTable promised) =>
        promised.Columns.Where(c => c is { Promise.Unique.Value: true, Column: not null })
            .Select(c => (ImmutableArray.Create(c.Column!.Name), c.Promise.Unique!.Position))
            .Concat(promised.Promise.Uniques.Select(u => (u.Columns.Select(promised.Actual).ToImmutableArray(), u.Position)));

    /// <summary>Whether a key of the table lies within these columns.</summary>
    internal static bool IsUnique(Table table, ImmutableArray<string> columns) =>
        table.UniqueKeys
            .Append(table.PrimaryKey)
            .Any(key => key.Length > 0 && key.All(c => columns.Contains(c, StringComparer.Ordinal)));

    private static bool Serves(ForeignKey key, ImmutableArray<string> columns, ContractRelationship relationship) =>
        SameSet(key.Columns, columns)
        && key.Target.Fits(relationship.ToTable!)
        && (relationship.ToColumns.IsEmpty
            || key.TargetColumns.Order(StringComparer.OrdinalIgnoreCase)
                .SequenceEqual(relationship.ToColumns.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase));

    private static bool SameSet(ImmutableArray<string> one, ImmutableArray<string> other) =>
        one.Length == other.Length && one.All(c => other.Contains(c, StringComparer.Ordinal));

    private static string List(IEnumerable<string> columns) => $"({string.Join(", ", columns)})";
}
