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
        var ofTables = hints.Where(h => h.OldColumn is null).ToLookup(h => h.OldTable.Name, StringComparer.OrdinalIgnoreCase);
        var passedOn = PassedOn(before, after);
        var gone = Unique(before).Where(t => after.Table(t.Name) is null || passedOn.Contains(t.Name)).Where(t => !SchemaDiff.MayHaveBeenThere(after, t)).ToImmutableArray();
        var added = Unique(after).Where(t => before.Table(t.Name) is null || passedOn.Contains(t.Name)).Where(t => !SchemaDiff.MayHaveBeenThere(before, t)).ToImmutableArray();
        return
        [
            .. Pairs(
                gone,
                added,
                old => ofTables[old.Name.Name],
                (hint, one, other) => hint.FitsTable(one.Name, other.Name),
                table => table.Name.Name,
                TableLikeness.Of)
                .Select(p => new Rename(p.Old.Name, null, p.New.Name, null, p.Likeness)),
        ];
    }

    /// <summary>Columns that go on under another name.</summary>
    /// <param name="oldName">The table's name at base.</param>
    /// <param name="before">The table at base.</param>
    /// <param name="after">The table at head.</param>
    /// <param name="ofColumns">What is said about columns, by their old names.</param>
    public static ImmutableArray<Rename> Columns(TableName oldName, Table before, Table after, ILookup<string, RenameHint> ofColumns)
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
                    old => ofColumns[old.Name],
                    (hint, one, other) => hint.FitsColumn(oldName, one.Name, after.Name, other.Name),
                    column => column.Attribute,
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
        ImmutableArray<T> gone, ImmutableArray<T> added, Func<T, IEnumerable<RenameHint>> hints, Func<RenameHint, T, T, bool> fits, Func<T, string?> name, Func<T, T, Likeness> likeness)
        where T : class
    {
        var taken = new HashSet<T>(ReferenceEqualityComparer.Instance);
        foreach (var old in gone)
        {
            var said = (from hint in hints(old) from one in added where !taken.Contains(one) && fits(hint, old, one) select (one, hint.Reason)).FirstOrDefault();
            if (said is ({ } @new, { } reason))
            {
                taken.Add(old);
                taken.Add(@new);
                yield return (old, @new, Likeness.Stated(reason));
            }
        }

        ImmutableArray<T> left = [.. gone.Where(t => !taken.Contains(t))];
        ImmutableArray<T> free = [.. added.Where(t => !taken.Contains(t))];
        var byName = free.Where(t => name(t) is not null).ToLookup(t => name(t)!, StringComparer.Ordinal);
        var many = (long)left.Length * free.Length > MostPairs;
        var ranked = (
            from old in left
            from @new in many ? name(old) is { } own ? byName[own] : [] : free
            let alike = likeness(old, @new)
            where alike.Score >= Likeness.Enough - Lead
            orderby alike.Score descending
            select (Old: old, New: @new, Likeness: alike)).ToList();
        var rivals = ranked.Select(p => (Part: (object)p.Old, Pair: p)).Concat(ranked.Select(p => (Part: (object)p.New, Pair: p))).ToLookup(p => p.Part, p => p.Pair, ReferenceEqualityComparer.Instance);
        foreach (var pair in ranked.Where(p => p.Likeness.Score >= Likeness.Enough))
        {
            // Of two partners that are equally good neither is taken: a wrong name is worse than none.
            if (!taken.Contains(pair.Old) && !taken.Contains(pair.New)
                && !rivals[pair.Old].Concat(rivals[pair.New]).Any(r => r != pair && !taken.Contains(r.Old) && !taken.Contains(r.New) && pair.Likeness.Score - r.Likeness.Score < Lead))
            {
                taken.Add(pair.Old);
                taken.Add(pair.New);
                yield return pair;
            }
        }
    }

    // Tables of several databases may share a name; which of them goes on as which is not known then.
    private static IEnumerable<Table> Unique(DatabaseSchema schema) => schema.Tables.GroupBy(t => t.Name).Where(g => g.Count() == 1).Select(g => g.First());
}
