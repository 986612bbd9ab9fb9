using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>Pairs what is gone with what is new: first as hints say, then by likeness.</summary>
internal static class RenameDetection
{
    // Above, only names decide: every pair of 5,000 tables or columns that a stranger made up would take minutes.
    private const int MostPairs = 40_000;

    /// <summary>Likeness by which the best partner must be ahead of the next one.</summary>
    private const double Lead = 0.5;

    /// <summary>Tables of base that go on under another name or in another schema.</summary>
    public static ImmutableArray<Rename> Tables(DatabaseSchema before, DatabaseSchema after, ImmutableArray<RenameHint> hints)
    {
        var passedOn = PassedOn(before, after);
        var gone = Unique(before).Where(t => after.Table(t.Name) is null || passedOn.Contains(t.Name)).Where(t => !MayBeHidden(after, t)).ToImmutableArray();
        var added = Unique(after).Where(t => before.Table(t.Name) is null || passedOn.Contains(t.Name)).Where(t => !MayBeHidden(before, t)).ToImmutableArray();
        return
        [
            .. Pairs(
                gone,
                added,
                (one, other) => hints.FirstOrDefault(h => h.FitsTable(one.Name, other.Name))?.Reason,
                (one, other) => one.Name.Name == other.Name.Name,
                TableLikeness.Of)
                .Select(p => new Rename(p.Old.Name, null, p.New.Name, null, p.Likeness)),
        ];
    }

    /// <summary>Columns that go on under another name.</summary>
    /// <param name="oldName">The table's name at base.</param>
    /// <param name="before">The table at base.</param>
    /// <param name="after">The table at head.</param>
    /// <param name="hints">What is said about them.</param>
    public static ImmutableArray<Rename> Columns(TableName oldName, Table before, Table after, ImmutableArray<RenameHint> hints)
    {
        if (!after.KnowsAllOf(before) || !before.KnowsAllOf(after))
        {
            return [];
        }

        var gone = before.Columns.Where(c => after.Column(c.Name) is null).ToImmutableArray();
        var added = after.Columns.Where(c => before.Column(c.Name) is null).ToImmutableArray();
        return gone.IsEmpty || added.IsEmpty
            ? []
            :
            [
                .. Pairs(
                    gone,
                    added,
                    (one, other) => hints.FirstOrDefault(h => h.FitsColumn(oldName, one.Name, after.Name, other.Name))?.Reason,
                    (one, other) => one.Attribute is not null && one.Attribute == other.Attribute,
                    new ColumnLikeness(before, after).Of)
                    .Select(p => new Rename(oldName, p.Old.Name, after.Name, p.New.Name, p.Likeness)),
            ];
    }

    /// <summary>Names that one class hands on to another: both go on, under other names than before.</summary>
    private static HashSet<TableName> PassedOn(DatabaseSchema before, DatabaseSchema after)
    {
        var classesBefore = before.Tables.Where(t => t.Class is not null).ToLookup(t => t.Class!, StringComparer.Ordinal);
        var classesAfter = after.Tables.Where(t => t.Class is not null).ToLookup(t => t.Class!, StringComparer.Ordinal);
        bool MovesOn(Table table, ILookup<string, Table> there, DatabaseSchema here) =>
            there[table.Class!].Any(t => t.Name != table.Name && here.Table(t.Name)?.Class != table.Class);

        return
        [
            .. from old in before.Tables
               let now = after.Table(old.Name)
               where old.Class is not null && now?.Class is not null && old.Class != now.Class
               where MovesOn(old, classesAfter, before) && MovesOn(now, classesBefore, after)
               select old.Name,
        ];
    }

    private static IEnumerable<(T Old, T New, Likeness Likeness)> Pairs<T>(
        ImmutableArray<T> gone, ImmutableArray<T> added, Func<T, T, string?> hint, Func<T, T, bool> sharesName, Func<T, T, Likeness> likeness)
        where T : class
    {
        var many = (long)gone.Length * added.Length > MostPairs;
        var ranked = (
            from old in gone
            from @new in added
            let stated = hint(old, @new)
            where stated is not null || !many || sharesName(old, @new)
            let alike = stated is null ? likeness(old, @new) : Likeness.Stated(stated)
            where alike.Score >= Likeness.Enough - Lead
            orderby alike.Score descending
            select (Old: old, New: @new, Likeness: alike)).ToList();
        var taken = new HashSet<T>(ReferenceEqualityComparer.Instance);
        foreach (var pair in ranked)
        {
            if (pair.Likeness.Score < Likeness.Enough || taken.Contains(pair.Old) || taken.Contains(pair.New))
            {
                continue;
            }

            // Of two partners that are equally good neither is taken: a wrong name is worse than none.
            var rivals = ranked.Any(r => (ReferenceEquals(r.Old, pair.Old) ^ ReferenceEquals(r.New, pair.New))
                && !taken.Contains(r.Old) && !taken.Contains(r.New) && pair.Likeness.Score - r.Likeness.Score < Lead);
            if (!rivals)
            {
                taken.Add(pair.Old);
                taken.Add(pair.New);
                yield return pair;
            }
        }
    }

    // Tables of several databases may share a name; which of them goes on as which is not known then.
    private static IEnumerable<Table> Unique(DatabaseSchema schema) => schema.Tables.GroupBy(t => t.Name).Where(g => g.Count() == 1).Select(g => g.First());

    private static bool MayBeHidden(DatabaseSchema side, Table table) => SchemaDiff.MayHaveBeenThere(side, table);
}
