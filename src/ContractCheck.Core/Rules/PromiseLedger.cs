using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rules.ContractChanges;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules;

/// <summary>All promises that count for a check, and which of them each revision breaks.</summary>
internal sealed class PromiseLedger
{
    private readonly ImmutableArray<PromisedTable> _atHead;
    private readonly ILookup<TableName, PromisedTable> _kept;
    private readonly ILookup<TableName, Breach> _introduced;
    private readonly ILookup<string, Breach> _related;
    private readonly ILookup<TableName, PromisedTable> _atBase;
    private readonly ILookup<(string Contract, string Rule), Breach> _brokenBefore;

    public PromiseLedger(CheckInput input)
    {
        _atHead = AtHead(input.HeadInForce, input);
        RequireOneTableEach(input);
        var atBase = AtBase(input);
        _atBase = atBase.ToLookup(t => t.Name);
        var kept = AtHead(Unreleased(input), input);
        _kept = kept.ToLookup(t => t.Name);

        var before = Judge(atBase).ToImmutableArray();
        _brokenBefore = before.ToLookup(b => (b.Promised.Contract.Id, b.Rule));
        var unreleased = Judge(kept).ToImmutableArray();

        // What was promised for certain stays so where this change makes a draft of the contract.
        var certain = unreleased.Where(IsBinding).Select(b => b.Key).ToHashSet();
        var after = Judge(_atHead).Where(b => IsBinding(b) || !certain.Contains(b.Key)).ToImmutableArray();
        var brokenBefore = before.Select(b => b.Key).ToHashSet();
        var brokenAfter = after.Select(b => b.Key).ToHashSet();
        ImmutableArray<Breach> news =
            [.. after.Concat(unreleased.Where(b => !brokenAfter.Contains(b.Key))).Where(b => !brokenBefore.Contains(b.Key))];

        Introduced = [.. news.Where(b => b.Uncertain is null)];
        BecameUnknown = [.. news.Where(b => b.Uncertain is not null)];
        PreExisting = [.. after.Where(b => b.Uncertain is null && !b.OnlyIfKeptBefore && brokenBefore.Contains(b.Key))];
        var stillBroken = brokenAfter.Union(news.Select(b => b.Key)).ToHashSet();
        Resolved = [.. before.Where(b => b.Uncertain is null && !b.OnlyIfKeptBefore && !stillBroken.Contains(b.Key))];
        Uncertain = [.. after.Where(b => b.Uncertain is not null && (b.Promised.Table is null || brokenBefore.Contains(b.Key)))];
        _introduced = Introduced.ToLookup(b => b.Promised.Name);
        _related = Introduced.Where(b => b.Related is not null).ToLookup(b => b.Related!.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Broken at head and kept at base.</summary>
    public ImmutableArray<Breach> Introduced { get; }

    /// <summary>Kept at base, and unknown at head: neither a breach nor a pass.</summary>
    public ImmutableArray<Breach> BecameUnknown { get; }

    /// <summary>Broken at both.</summary>
    public ImmutableArray<Breach> PreExisting { get; }

    /// <summary>Broken at base only.</summary>
    public ImmutableArray<Breach> Resolved { get; }

    /// <summary>Perhaps broken, at base already.</summary>
    public ImmutableArray<Breach> Uncertain { get; }

    /// <summary>Introduced breaches of promises that are about a table or refer to one.</summary>
    public IEnumerable<Breach> IntroducedOn(TableName table) => _introduced[table].Concat(_related[table.Name]);

    /// <summary>
    /// The contracts that listed a table before the change and are not released, and of its columns at least one of those named (any,
    /// where none is named).
    /// </summary>
    public IEnumerable<BrokenPromise> Listing(TableName table, ImmutableArray<string> columns) =>
        from promised in _kept[table]
        let column = promised.Promise.Columns.FirstOrDefault(c => columns.Contains(promised.Actual(c.LookupName), StringComparer.OrdinalIgnoreCase))
        where columns.IsEmpty || column is not null
        select Of(
            promised.Contract,
            null,
            column is null ? $"table {promised.Promise.LookupName}{Until(promised.Promise.CustomProperties)}" : $"column {column.LookupName}{Until(column.CustomProperties)}",
            PositionNow(promised, column));

    /// <summary>What base broke of a contract's table, by that rule.</summary>
    public IEnumerable<Breach> BrokenAtBase(string contract, string rule, TableName? table) =>
        _brokenBefore[(contract, rule)].Where(b => b is { Uncertain: null, OnlyIfKeptBefore: false } && b.Promised.Promise.LookupName == table);

    /// <summary>The ends that contracts at base announced of a table, or of one of its columns.</summary>
    public IEnumerable<AnnouncedEnd> EndsOf(TableName table, string? column) =>
        from promised in _atBase[table]
        let properties = column is null
            ? promised.Promise.CustomProperties
            : promised.Columns.FirstOrDefault(c => string.Equals(c.Column?.Name, column, StringComparison.OrdinalIgnoreCase)).Promise?.CustomProperties ?? []
        let day = Lifecycle.SunsetOf(properties)
        where day is not null
        select new AnnouncedEnd(promised.Contract.Id, day.Value);

    /// <summary>A breach as findings tell it.</summary>
    public static BrokenPromise Of(Breach breach) => Of(breach.Promised.Contract, breach.Rule, breach.Promise, breach.Position);

    /// <summary>A promise of a contract as findings tell it.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="rule">The contract rule, or null where the contract only lists what was changed.</param>
    /// <param name="text">What is promised.</param>
    /// <param name="position">Where.</param>
    public static BrokenPromise Of(Contract contract, string? rule, string text, ContractPosition position)
    {
        var version = contract.Version.Value;
        return new BrokenPromise(
            rule, contract.Id, contract.Name ?? contract.Id, version, SemanticVersion.NextMajor(version), contract.Owner, text, position)
        {
            IsBinding = !Lifecycle.IsDraft(contract),
        };
    }

    /// <summary>Where head's contract says it, for people who open the file; where base's did, if head's no longer does.</summary>
    private ContractPosition PositionNow(PromisedTable promised, ContractColumn? column)
    {
        var now = _atHead.FirstOrDefault(t =>
            t.Contract.Id == promised.Contract.Id && t.Promise.LookupName == promised.Promise.LookupName)?.Promise;
        return column is null
            ? (now ?? promised.Promise).Position
            : (now?.Column(column.LookupName) ?? column).Position;
    }

    private static bool IsBinding(Breach breach) => !Lifecycle.IsDraft(breach.Promised.Contract);

    private static string Until(ImmutableArray<ContractCustomProperty> properties) =>
        Lifecycle.SunsetOf(properties) is { } day ? $" until {Day.Text(day)}" : "";

    /// <summary>
    /// Contracts at base whose promises this change cannot take back by editing or deleting them: only a new major version announces
    /// that to those who read the data.
    /// </summary>
    private static IEnumerable<Contract> Unreleased(CheckInput input) =>
        input.BaseInForce.Where(old => !input.HeadContracts.Any(c => c.Id == old.Id && Releases(c, old)));

    /// <summary>
    /// Whether a contract announces that promises of its former version end. A draft announces nothing to those who rely on a contract that
    /// is agreed on. What base had no release of, the first one announces.
    /// </summary>
    public static bool Releases(Contract contract, Contract old) =>
        SemanticVersion.Major(contract) > SemanticVersion.MajorInForce(old) && (!Lifecycle.IsDraft(contract) || Lifecycle.IsDraft(old));

    private static ImmutableArray<PromisedTable> AtBase(CheckInput input) =>
    [
        .. from contract in input.BaseInForce
           from promise in contract.Tables
           let table = ContractMatcher.FindFirst(promise, input.Base)
           select new PromisedTable(contract, promise, table, input.Base, table is null ? null : input.Head.Same(table)),
    ];

    // The table that base kept the promise with must still have its name: one of another schema or spelling is another table. What a
    // contract calls otherwise than base's did is found as head has it.
    private static ImmutableArray<PromisedTable> AtHead(IEnumerable<Contract> contracts, CheckInput input) =>
    [
        .. from contract in contracts
           from promise in Lifecycle.Without(contract, input.Today, input.Head).Tables
           let before = ContractMatcher.FindFirst(promise, input.Base)
           let table = before is null || !WasCalledSo(contract, promise, input) ? ContractMatcher.FindFirst(promise, input.Head) : input.Head.Same(before)
           select new PromisedTable(contract, promise, table, input.Head, before),
    ];

    // What head's contracts mean must be clear; base's are held to the table that they were kept with.
    private static void RequireOneTableEach(CheckInput input)
    {
        foreach (var promise in input.HeadInForce.SelectMany(c => c.Tables))
        {
            ContractMatcher.Find(promise, input.Head);
        }
    }

    private static bool WasCalledSo(Contract contract, ContractTable promise, CheckInput input) =>
        input.BaseContracts.Any(c => c.Id == contract.Id && c.Tables.Any(t => t.LookupName == promise.LookupName));

    private static IEnumerable<Breach> Judge(IEnumerable<PromisedTable> tables) =>
        tables.SelectMany(table => RuleCatalogue.Promises.SelectMany(rule => rule.Judge(table)));
}
