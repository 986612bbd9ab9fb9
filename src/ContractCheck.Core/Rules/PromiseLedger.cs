using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules;

/// <summary>All promises that count for a check, and which of them each revision breaks.</summary>
internal sealed class PromiseLedger
{
    private readonly ImmutableArray<PromisedTable> _kept;
    private readonly ImmutableArray<PromisedTable> _atHead;

    public PromiseLedger(CheckInput input)
    {
        var atBase = Promised(input.BaseContracts, input.Base, input.Head);
        _atHead = Promised(input.HeadContracts, input.Head, input.Base);
        _kept = Promised(Unreleased(input), input.Head, input.Base);

        var before = Judge(atBase).ToImmutableArray();
        var after = Judge(_atHead).ToImmutableArray();
        var brokenBefore = before.Select(b => b.Key).ToHashSet();
        var brokenAfter = after.Select(b => b.Key).ToHashSet();
        var dropped = Judge(_kept).Where(b => !brokenAfter.Contains(b.Key) && !brokenBefore.Contains(b.Key));

        Introduced = [.. after.Where(b => b.Uncertain is null && !brokenBefore.Contains(b.Key)), .. dropped.Where(b => b.Uncertain is null)];
        PreExisting = [.. after.Where(b => b.Uncertain is null && brokenBefore.Contains(b.Key))];
        Resolved = [.. before.Where(b => b.Uncertain is null && !brokenAfter.Contains(b.Key) && Introduced.All(i => i.Key != b.Key))];
        Uncertain = [.. after.Where(b => b.Uncertain is not null)];
    }

    /// <summary>Broken at head and kept at base.</summary>
    public ImmutableArray<Breach> Introduced { get; }

    /// <summary>Broken at both.</summary>
    public ImmutableArray<Breach> PreExisting { get; }

    /// <summary>Broken at base only.</summary>
    public ImmutableArray<Breach> Resolved { get; }

    /// <summary>Perhaps broken at head.</summary>
    public ImmutableArray<Breach> Uncertain { get; }

    /// <summary>
    /// The contracts that listed a table before the change and are not released, and of its columns at least one of those named (any,
    /// where none is named).
    /// </summary>
    public IEnumerable<BrokenPromise> Listing(TableName table, ImmutableArray<string> columns) =>
        from promised in _kept
        where promised.Name == table
        let column = promised.Promise.Columns.FirstOrDefault(c => columns.Contains(promised.Actual(c.LookupName), StringComparer.OrdinalIgnoreCase))
        where columns.IsEmpty || column is not null
        select Of(
            promised,
            null,
            column is null ? $"table {promised.Promise.LookupName}" : $"column {column.LookupName}",
            PositionNow(promised, column));

    /// <summary>A breach as findings tell it.</summary>
    public static BrokenPromise Of(Breach breach) => Of(breach.Promised, breach.Rule, breach.Promise, breach.Position);

    /// <summary>Where head's contract says it, for people who open the file; where base's did, if head's no longer does.</summary>
    private ContractPosition PositionNow(PromisedTable promised, ContractColumn? column)
    {
        var now = _atHead.FirstOrDefault(t =>
            t.Contract.Id == promised.Contract.Id && t.Promise.LookupName == promised.Promise.LookupName)?.Promise;
        return column is null
            ? (now ?? promised.Promise).Position
            : (now?.Column(column.LookupName) ?? column).Position;
    }

    private static BrokenPromise Of(PromisedTable promised, string? rule, string text, ContractPosition position)
    {
        var contract = promised.Contract;
        var version = contract.Version.Value;
        return new BrokenPromise(
            rule, contract.Id, contract.Name ?? contract.Id, version, SemanticVersion.NextMajor(version), contract.Owner, text, position);
    }

    /// <summary>
    /// Contracts at base whose promises this change cannot take back by editing or deleting them: only a new major version announces
    /// that to those who read the data.
    /// </summary>
    private static IEnumerable<Contract> Unreleased(CheckInput input) =>
        input.BaseContracts.Where(old => !input.HeadContracts.Any(c => c.Id == old.Id && SemanticVersion.Major(c) > SemanticVersion.Major(old)));

    private static ImmutableArray<PromisedTable> Promised(IEnumerable<Contract> contracts, DatabaseSchema schema, DatabaseSchema other) =>
    [
        .. from contract in contracts
           from promise in contract.Tables
           let table = ContractMatcher.Find(promise, schema)
           let name = table?.Name ?? ContractMatcher.Find(promise, other)?.Name ?? promise.LookupName
           select new PromisedTable(contract, promise, table, schema, name),
    ];

    private static IEnumerable<Breach> Judge(IEnumerable<PromisedTable> tables) =>
        tables.SelectMany(table => RuleCatalogue.Promises.SelectMany(rule => rule.Judge(table)));
}
