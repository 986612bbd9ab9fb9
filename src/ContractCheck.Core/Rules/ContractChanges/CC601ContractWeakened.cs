using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Changes;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules.ContractChanges;

/// <summary>A contract takes back or loosens what it promised at base.</summary>
internal sealed class ContractWeakened() : ContractChangeRule("CC601", "contract-weakened", Severity.Error)
{
    internal override IEnumerable<Finding> Judge(CheckInput input, PromiseLedger ledger) =>
        from pair in input.ContractPairs
        where !Lifecycle.IsDraft(pair.Before)
        from change in Weakenings(pair.Before, pair.After, input)
        where !WasBroken(pair.Before, change, ledger)
        select Of(pair.Before, change, isAnnounced: PromiseLedger.Releases(pair.After, pair.Before));

    // What had an announced end and is gone need not be promised any longer.
    private static IEnumerable<ContractChange> Weakenings(Contract before, Contract after, CheckInput input)
    {
        var (old, now) = (Lifecycle.Without(before, input.Today, input.Head), Lifecycle.Without(after, input.Today, input.Head));
        return ContractDiff.Between(old, now)
            .Where(c => (c.Grade == ContractChangeGrade.Breaking && !IsOneName(c, old, now, input) && !IsOwnDialect(c, input)) || EndsAtOnce(c, input))
            .Concat(OtherTables(old, now, input));
    }

    /// <summary>Tables that the contract no longer means although it calls them as before: another server, another mapping.</summary>
    private static IEnumerable<ContractChange> OtherTables(Contract before, Contract after, CheckInput input) =>
        from old in before.Tables
        join now in after.Tables on old.WrittenName equals now.WrittenName
        let meant = ContractMatcher.Candidates(old, input.Head)
        let means = ContractMatcher.FindFirst(now, input.Head)
        where !meant.IsEmpty && means is not null && !meant.Any(t => t.Name == means.Name && t.Bind == means.Bind)
        select new ContractChange(ContractChangeGrade.Breaking, now.LookupName, null, "table", Told(meant[0]), Told(means), now.Position, now.Position) { BaseTable = meant[0].Name };

    private static string Told(Table table) => table.Bind is { } bind ? $"{table.Name} ({bind})" : table.Name.ToString();

    /// <summary>Whether both names mean one table or column of head: then nobody loses it.</summary>
    private static bool IsOneName(ContractChange change, Contract before, Contract after, CheckInput input)
    {
        if (change.Aspect != "physicalName" || after.Tables.FirstOrDefault(t => t.LookupName == change.Table) is not { } now
            || before.Tables.FirstOrDefault(t => t.LookupName == change.BaseTable) is not { } old || ContractMatcher.FindFirst(now, input.Head) is not { } table)
        {
            return false;
        }

        return change.Column is null
            ? ContractMatcher.Candidates(old, input.Head).Contains(table)
            : table.ColumnOfAnyCase(change.BaseColumn!) is { } column && column == table.ColumnOfAnyCase(change.Column);
    }

    // Types that a contract does not say the dialect of are taken for the models'.
    private static bool IsOwnDialect(ContractChange change, CheckInput input) =>
        change.Aspect == "sqlDialect" && change.Before is null && change.After == SqlDialect.Find(input.Head.Dialect);

    private static bool EndsAtOnce(ContractChange change, CheckInput input) =>
        change is { Aspect: "sunset", After: { } day } && Day.Read(day) <= input.Today;

    /// <summary>Whether base did not keep that very promise: then it is corrected, not taken back.</summary>
    private static bool WasBroken(Contract contract, ContractChange change, PromiseLedger ledger)
    {
        bool IsBroken(string rule, Func<Breach, bool> fits) => ledger.BrokenAtBase(contract.Id, rule, change.BaseTable).Any(fits);
        bool OfColumn(Breach breach) => string.Equals(breach.Column, change.BaseColumn, StringComparison.OrdinalIgnoreCase);

        return change.BaseTable is not null
            && (IsBroken("CC501", _ => true)
                || (change.BaseColumn is not null && IsBroken("CC502", OfColumn))
                || (change.BaseColumn is not null
                    ? change.Aspect switch
                    {
                        "required" => IsBroken("CC504", OfColumn),
                        "unique" => IsBroken("CC505", b => OfColumn(b) && b.Subject == $"unique ({b.Column})"),
                        "value" or "values" => IsBroken("CC506", OfColumn),
                        _ => IsBroken("CC503", b => OfColumn(b) && b.Subject == change.Aspect),
                    }
                    : change.Aspect switch
                    {
                        "primaryKey" => IsBroken("CC505", b => b.Subject == "primaryKey"),
                        "unique" or "relationship" => IsBroken("CC505", b => b.Position == change.Position),
                        _ => false,
                    }));
    }

    private Finding Of(Contract contract, ContractChange change, bool isAnnounced)
    {
        var promise = PromiseLedger.Of(contract, null, change.What, change.Position);
        return new Finding
        {
            Rule = Id,
            RuleName = Name,
            Severity = isAnnounced ? Severity.Warning : Reader,
            Table = change.BaseTable,
            Column = change.BaseColumn,
            Subject = $"{contract.Id} {change.Aspect} {change.Before}".TrimEnd(),
            Message = $"is promised less by contract {contract.Id}: {change.What}",
            Aspect = change.Aspect,
            Location = new SourceLocation(change.Nearest.File, change.Nearest.Line),
            BaseLocation = change.After is null ? new SourceLocation(change.Position.File, change.Position.Line) : null,
            Promises = isAnnounced ? [] : [promise],
            Advice = isAnnounced ? [] : ["restore the promise", $"announce it: raise the contract's version to {promise.ReleasedBy}"],
        };
    }
}
