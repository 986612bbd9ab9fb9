using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Schemas;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>A table of both schemas, side by side.</summary>
internal sealed class TableComparison
{
    private readonly Table? before;
    private readonly Table? after;
    private readonly ImmutableArray<Change> changes;

    private TableComparison(Table? before, Table? after, ImmutableArray<Change> changes) => (this.before, this.after, this.changes) = (before, after, changes);

    /// <summary>The name at head, or at base where the table is gone.</summary>
    public TableName Name => (after ?? before)!.Name;

    /// <summary>The name at base, where it was another one.</summary>
    public TableName? Was => before is not null && after is not null && before.Name != after.Name ? before.Name : null;

    /// <summary>Either table, or both.</summary>
    public IEnumerable<Table> Sides => new[] { before, after }.OfType<Table>();

    /// <summary>Whether anything differs.</summary>
    public bool IsChanged => !changes.IsEmpty;

    /// <summary><c>added</c>, <c>removed</c>, or null. A table that one side could not load is neither.</summary>
    public string? State => (before, after) switch
    {
        (null, _) when changes.Any(c => c.Kind == ChangeKind.TableAdded) => "added",
        (_, null) when changes.Any(c => c.Kind == ChangeKind.TableRemoved) => "removed",
        _ => null,
    };

    /// <summary>Every table of both schemas once; renamed ones are one table.</summary>
    public static IEnumerable<TableComparison> Of(ComparedSchemas schemas)
    {
        var newNames = schemas.Changes.Where(c => c.Kind is ChangeKind.TableRenamed or ChangeKind.TableSchemaMoved).ToDictionary(c => c.OldTable!, c => c.Table);
        var originals = new Dictionary<Table, Table>(ReferenceEqualityComparer.Instance);
        var renamed = schemas.Base.Tables.Select(table =>
        {
            var now = newNames.TryGetValue(table.Name, out var name) ? table with { Name = name } : table;
            originals[now] = table;
            return now;
        });
        var byTable = schemas.Changes.ToLookup(c => c.Table);
        return
            from pair in TablePairs.Of([.. renamed], schemas.Head.Tables)
            select new TableComparison(pair.Before is { } old ? originals[old] : null, pair.After, [.. byTable[(pair.After ?? pair.Before)!.Name]]);
    }

    /// <summary>The columns in head's order; what is gone stands behind what it stood behind at base.</summary>
    public IEnumerable<PageDocument.PairMember> Columns()
    {
        var names = changes.Where(c => c.Kind == ChangeKind.ColumnRenamed).ToLookup(c => c.OldColumn!, c => c.Column!, StringComparer.Ordinal);
        var rows = (after?.Columns ?? []).Select(c => (Old: (Column?)null, New: (Column?)c)).ToList();
        var last = -1;
        foreach (var old in before?.Columns ?? [])
        {
            var name = names[old.Name].FirstOrDefault() ?? old.Name;
            var at = rows.FindIndex(r => r.New?.Name == name && r.Old is null);
            if (at < 0)
            {
                rows.Insert(++last, (old, null));
            }
            else
            {
                rows[at] = (old, rows[at].New);
                last = at;
            }
        }

        return rows.Select(r => Pair(r.Old is null ? null : ColumnCells.Of(before!, r.Old), r.New is null ? null : ColumnCells.Of(after!, r.New)));
    }

    /// <summary>Constraints and indexes, those of both sides first.</summary>
    public IEnumerable<PageDocument.PairMember> Keys()
    {
        var (old, now) = (KeysOf(before), KeysOf(after));
        return now.Intersect(old, StringComparer.Ordinal).Select(k => new PageDocument.PairMember([k], null, null))
            .Concat(old.Except(now, StringComparer.Ordinal).Select(k => new PageDocument.PairMember(null, [k], null)))
            .Concat(now.Except(old, StringComparer.Ordinal).Select(k => new PageDocument.PairMember(null, null, [k])));
    }

    /// <summary>What is unknown, and on which side.</summary>
    public IEnumerable<string> Notes() => Missing("base", before).Concat(Missing("head", after));

    private static IEnumerable<string> Missing(string side, Table? table) => (table?.Missing ?? []).Select(part => $"Not known at {side}: {SchemaFacts.Why(part)}");

    private static ImmutableArray<string> KeysOf(Table? table) => table is null ? [] : [.. SchemaFacts.Keys(table).Select(VisibleTexts.Of)];

    private static PageDocument.PairMember Pair(ImmutableArray<string>? old, ImmutableArray<string>? now) =>
        old is { } one && now is { } other && one.AsSpan().SequenceEqual(other.AsSpan())
            ? new PageDocument.PairMember(old, null, null)
            : new PageDocument.PairMember(null, old, now);
}
