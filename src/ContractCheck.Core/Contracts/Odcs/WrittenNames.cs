using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>
/// The names that tables and columns get in a contract. References are <c>table.column</c> of plain identifiers, so a name that takes
/// part in a reference is made one; the name in the database is then written beside it.
/// </summary>
internal sealed partial class WrittenNames
{
    private readonly FrozenDictionary<TableName, string> tables;
    private readonly FrozenDictionary<(TableName, string), string> columns;

    private WrittenNames(ImmutableArray<Table> all)
    {
        var byName = all.ToFrozenDictionary(t => t.Name);
        ForeignKeys = byName.Values.ToFrozenDictionary(t => t.Name, t => Describable(t, byName));
        var referenced = byName.Values.SelectMany(t => ForeignKeys[t.Name].SelectMany(k => Ends(t.Name, k))).ToHashSet();
        var referencedTables = referenced.Select(r => r.Table).ToHashSet();
        tables = Unique(all.Select(t => t.Name), t => t.Name, t => $"{t.Schema}_{t.Name}", referencedTables.Contains);
        columns = byName.Values
            .SelectMany(t => Unique(t.Columns.Select(c => c.Name), c => c, c => c, c => referenced.Contains((t.Name, c)))
                .Select(c => KeyValuePair.Create((t.Name, c.Key), c.Value)))
            .ToFrozenDictionary();
    }

    /// <summary>The foreign keys of each table that a contract over these tables can describe.</summary>
    public FrozenDictionary<TableName, ImmutableArray<ForeignKey>> ForeignKeys { get; }

    public static WrittenNames For(ImmutableArray<Table> tables) => new(tables);

    public string Of(TableName table) => tables[table];

    public string Of(TableName table, string column) => columns.GetValueOrDefault((table, column), column);

    // A reference to a table or column that the contract does not list could not be named.
    private static ImmutableArray<ForeignKey> Describable(Table table, FrozenDictionary<TableName, Table> all) =>
    [
        .. table.ForeignKeys.Where(k => k.Columns.Length > 0
            && k.Columns.Length == k.TargetColumns.Length
            && k.Columns.All(c => table.Column(c) is not null)
            && all.TryGetValue(k.Target, out var target)
            && k.TargetColumns.All(c => target.Column(c) is not null)),
    ];

    private static IEnumerable<(TableName Table, string Column)> Ends(TableName table, ForeignKey key) =>
        key.Columns.Select(c => (table, c)).Concat(key.TargetColumns.Select(c => (key.Target, c)));

    private static FrozenDictionary<T, string> Unique<T>(
        IEnumerable<T> items, Func<T, string> shortName, Func<T, string> longName, Func<T, bool> referenced)
        where T : notnull
    {
        var all = items.ToList();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var names = new Dictionary<T, string>();

        // Names that stay as they are come first, so that a made-up one never takes theirs.
        foreach (var item in all.OrderBy(i => referenced(i) && !Identifier().IsMatch(shortName(i)) ? 1 : 0))
        {
            names[item] = new[] { shortName(item), longName(item) }
                .Concat(Enumerable.Range(2, all.Count).Select(n => $"{longName(item)}_{n}"))
                .Select(name => referenced(item) ? AsIdentifier(name) : name)
                .First(taken.Add);
        }

        return names.ToFrozenDictionary();
    }

    private static string AsIdentifier(string name)
    {
        var text = NotIdentifier().Replace(name, "_");
        return text.Length == 0 || char.IsAsciiDigit(text[0]) ? $"_{text}" : text;
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier();

    [GeneratedRegex("[^A-Za-z0-9_]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotIdentifier();
}
