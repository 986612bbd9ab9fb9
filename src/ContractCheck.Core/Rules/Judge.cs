using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rules.Conditions;
using ContractCheck.Core.Rules.Impacts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules;

/// <summary>Reaches the verdict.</summary>
public static class Judge
{
    /// <summary>What differs between the schemas.</summary>
    public static ImmutableArray<Change> ChangesOf(CheckInput input) => input.Changes ?? SchemaDiff.Between(input.Base, input.Head, RenameHints.Of(input));

    /// <summary>Runs every rule over both schemas and all contracts.</summary>
    public static Verdict Run(CheckInput input)
    {
        var conditions = RuleCatalogue.Conditions.SelectMany(rule => rule.Judge(input)).ToImmutableArray();
        if (conditions.Any(f => f.Rule == "CC902"))
        {
            return new Verdict { Outcome = Outcome.NoVerdict, Introduced = conditions, Unjudged = UnjudgedThings.Of(input, []) };
        }

        var ledger = new PromiseLedger(input);
        var released = input.ContractPairs.Where(p => PromiseLedger.Releases(p.After, p.Before)).Select(p => p.Before).ToImmutableArray();
        var announced = released.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var told = new HashSet<Breach>(ReferenceEqualityComparer.Instance);
        var changes = ChangesOf(input).Select(c => OfChange(c, input, ledger, told)).ToList();
        var introduced = conditions
            .Concat(ledger.BecameUnknown.Where(b => b.Promised.Table is not null && !Lifecycle.IsDraft(b.Promised.Contract)).DistinctBy(b => b.Key).Select(ExtractionIncomplete.Of))
            .Concat(changes)
            .Concat(ledger.Introduced.Where(b => !told.Contains(b)).Select(b => OfBreach(b, input.Policy.Profile)))
            .Select(input.Policy.Weigh).OfType<Finding>()
            .Select(f => IsAnnounced(f, released) ? f : RuleCatalogue.Consumers.Judge(f, input.Policy.Profile))
            .Select(input.Policy.Weigh).OfType<Finding>()
            .ToImmutableArray();
        var preExisting = Told(ledger.PreExisting, input.Policy);

        // What a waiver permits says nothing of the contract.
        var permitted = new WaiverLedger(input.Waivers, input.Today, introduced, preExisting).Waived.Select(w => w.Finding);
        introduced = [.. introduced, .. OfContracts(input, ledger, [.. introduced.Except(permitted)])];
        var waivers = new WaiverLedger(input.Waivers, input.Today, introduced, preExisting);
        var counted = introduced.Except(waivers.Waived.Select(w => w.Finding)).Concat(RuleCatalogue.Waivers.SelectMany(rule => OfWaivers(rule, waivers)).Select(input.Policy.Weigh).OfType<Finding>());
        ImmutableArray<Finding> sorted = [.. Sorted(counted.Select(f => Released(f, announced)))];
        var verdict = new Verdict
        {
            Outcome = OutcomeOf(sorted, input.Policy),
            Introduced = sorted,
            Waived = [.. waivers.Waived],
            PreExisting = preExisting,
            Resolved = Told(ledger.Resolved, input.Policy),
            Unjudged = [.. UnjudgedThings.Of(input, ledger.Uncertain), .. input.Downstream.Notes],
        };
        return input.Policy.FailOn switch
        {
            FailOn.Never => verdict.Accepted("fail-on: never"),
            FailOn.Consumers when input.Downstream.KnowsConsumers && !sorted.Any(f => f.Severity == Severity.Error && f.Impact?.Consumers.Any() == true) =>
                verdict.Accepted("fail-on: consumers, of which none is hit"),
            _ => verdict,
        };
    }

    // Readers of a contract that is raised to its next major version are told; nobody need be told twice.
    private static bool IsAnnounced(Finding finding, ImmutableArray<Contract> released) =>
        finding.Table is { } table && released.Any(c => c.Tables.Any(t => t.LookupName.Fits(table)));

    // A version that is raised far enough already need not be raised once more.
    private static Finding Released(Finding finding, HashSet<string> announced) => finding.Promises.Any(p => announced.Contains(p.ContractId))
        ? finding with { Promises = [.. finding.Promises.Select(p => announced.Contains(p.ContractId) ? p with { ReleasedBy = p.ContractVersion } : p)] }
        : finding;

    private static IEnumerable<Finding> OfContracts(CheckInput input, PromiseLedger ledger, ImmutableArray<Finding> told) => RuleCatalogue.ContractChanges
        .SelectMany(rule => rule.Judge(input, ledger))
        .Where(finding => !told.Any(other => SaysAsMuch(other, finding)))
        .Select(input.Policy.Weigh)
        .OfType<Finding>();

    /// <summary>Whether the schema's finding tells the same of that table or column as the one about its contract.</summary>
    private static bool SaysAsMuch(Finding finding, Finding ofContract) =>
        ofContract.Table is { } table && finding.Table?.Fits(table) == true
        && string.Equals(finding.Column, ofContract.Column, StringComparison.OrdinalIgnoreCase)
        && TellersOf(ofContract).Contains(finding.Rule, StringComparer.Ordinal)
        && finding.Severity >= ofContract.Severity
        && (ofContract.Promises.IsEmpty || finding.Promises.Any(p => p.ContractId == ofContract.Promises[0].ContractId));

    /// <summary>Rules about schemas that tell what a contract's aspect is about.</summary>
    private static ImmutableArray<string> TellersOf(Finding ofContract) => ofContract.Aspect switch
    {
        "table" => ["CC101", "CC102", "CC103", "CC501", "CC603"],
        "physicalName" when ofContract.Column is null => ["CC102", "CC103", "CC603"],
        "column" => ["CC201", "CC202", "CC502", "CC603"],
        "physicalName" => ["CC202", "CC603"],
        "required" => ["CC209", "CC504"],
        "primaryKey" => ["CC301", "CC505"],
        "unique" => ["CC303", "CC505"],
        "relationship" => ["CC305", "CC505"],
        "value" or "values" => ["CC401", "CC402", "CC404", "CC506"],
        "logicalType" or "physicalType" or "maxLength" or "timezone" => ["CC205", "CC206", "CC207", "CC211", "CC503"],
        _ => [],
    };

    private static ImmutableArray<Finding> Told(ImmutableArray<Breach> breaches, Policy policy) =>
        [.. breaches.Select(b => OfBreach(b, policy.Profile)).Select(policy.Weigh).OfType<Finding>().Where(f => f.Severity > Severity.Info)];

    private static IEnumerable<Finding> Sorted(IEnumerable<Finding> findings) => findings
        .OrderByDescending(f => f.Severity)
        .ThenBy(f => f.Table)
        .ThenBy(f => f.Rule, StringComparer.Ordinal)
        .ThenBy(f => f.Column, StringComparer.Ordinal)
        .ThenBy(f => f.Subject, StringComparer.Ordinal);

    // Where base needed the waiver already, its end is not this change's doing.
    private static IEnumerable<Finding> OfWaivers(WaiverRule rule, WaiverLedger ledger) => rule.Judge(ledger).Select(judged => new Finding
    {
        Rule = rule.Id,
        RuleName = rule.Name,
        Severity = judged.Introduced ? rule.Reader : Severity.Warning,
        Subject = judged.Waiver.Subject,
        Message = rule.Message(judged.Waiver),
        Location = new SourceLocation(judged.Waiver.Position.File, judged.Waiver.Position.Line),
        Advice = [rule.WayOut(judged.Waiver)],
    });

    private static Outcome OutcomeOf(ImmutableArray<Finding> introduced, Policy policy)
    {
        var preventing = RuleCatalogue.Conditions.Where(r => r.PreventsVerdict).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        return introduced.Any(f => policy.Fails(f.Severity) && !preventing.Contains(f.Rule)) ? Outcome.Failed
            : introduced.Any(f => preventing.Contains(f.Rule)) ? Outcome.NoVerdict
            : Outcome.Passed;
    }

    private static Finding OfChange(Change change, CheckInput input, PromiseLedger ledger, HashSet<Breach> told)
    {
        var profile = input.Policy.Profile;
        var rule = RuleCatalogue.Changes.First(r => r.Kind == change.Kind);
        var names = NamesOf(change);
        var breaches = names.SelectMany(ledger.IntroducedOn).Where(b => Explains(rule, change, names, b)).Distinct(ReferenceEqualityComparer.Instance).Cast<Breach>().ToImmutableArray();
        told.UnionWith(breaches);

        var severity = rule.Weigh(change, profile);
        ImmutableArray<BrokenPromise> promises = [.. breaches.Where(b => Weight(b, profile) > Severity.Info).Select(PromiseLedger.Of)];
        if (!promises.IsEmpty)
        {
            severity = WeightOf(promises);
        }
        else if (severity == Severity.Error)
        {
            promises = Listing(rule, change, ledger);
            severity = WeightOf(promises);
        }

        var finding = new Finding
        {
            Rule = rule.Id,
            RuleName = rule.Name,
            Severity = severity,
            Table = change.Likeness is null ? change.Table : change.OldTable,
            Column = change.Likeness is null ? change.Column : change.OldColumn,
            Subject = change.Subject,
            Message = rule.Message(change),
            Evidence = change.Likeness?.Evidence ?? [],
            Confidence = change.Likeness?.Confidence,
            Before = change.Before,
            After = change.After,
            Location = change.HeadLocation,
            BaseLocation = change.BaseLocation,
            Promises = promises,
            Impact = ChangeImpact.Of(change, input),
            Advice = severity == Severity.Info ? [] : [rule.WayBack(change)],
        };
        return IsEnd(change) ? RuleCatalogue.Sunset.Judge(finding, [.. ledger.EndsOf(finding.Table!, finding.Column)], input.Today) : finding;
    }

    private static Finding OfBreach(Breach breach, Profile profile)
    {
        var rule = RuleCatalogue.Promises.First(r => r.Id == breach.Rule);
        var column = breach.Column is null ? null : breach.Promised.Find(breach.Column);
        var promise = PromiseLedger.Of(breach);
        return new Finding
        {
            Rule = rule.Id,
            RuleName = rule.Name,
            Severity = promise.IsBinding ? rule.Grade(profile) : (Severity)Math.Min((int)rule.Grade(profile), (int)Severity.Warning),
            Table = breach.Promised.Name,
            Column = breach.Column,
            Subject = $"{breach.Promised.Contract.Id} {breach.Subject}".TrimEnd(),
            Message = breach.Message,
            Location = column?.Location ?? breach.Promised.Table?.Location,
            Promises = [promise],
            Advice = rule.Grade(profile) == Severity.Info
                ? []
                : ["change the models so that they keep the promise", $"correct the contract at {promise.Position.File}:{promise.Position.Line}"],
        };
    }

    // Nobody was promised anything where there is no promise, or only one of a draft.
    private static Severity WeightOf(ImmutableArray<BrokenPromise> promises) => promises.Any(p => p.IsBinding) ? Severity.Error : Severity.Warning;

    private static Severity Weight(Breach breach, Profile profile) => RuleCatalogue.Promises.First(r => r.Id == breach.Rule).Grade(profile);

    /// <summary>Whether the change is what made head break that promise.</summary>
    private static bool Explains(ChangeRule rule, Change change, ImmutableArray<TableName> names, Breach breach)
    {
        if (!rule.Breaks.Contains(breach.Rule, StringComparer.Ordinal))
        {
            return false;
        }

        if (breach.Related is { } related && names.Any(related.Fits))
        {
            return ChangeKinds.IsOfTable(change.Kind)
                || (change.Kind is ChangeKind.ColumnRemoved or ChangeKind.ColumnRenamed
                    && change.Columns.Any(c => breach.RelatedColumns.Contains(c, StringComparer.OrdinalIgnoreCase)));
        }

        return names.Contains(breach.Promised.Name)
            && (ChangeKinds.IsOfTable(change.Kind) || change.Columns.Any(c => breach.Columns.Contains(c, StringComparer.OrdinalIgnoreCase)));
    }

    /// <summary>Whether readers no longer find the table or column.</summary>
    private static bool IsEnd(Change change) => ChangeKinds.IsOfTable(change.Kind) || change.Kind is ChangeKind.ColumnRemoved or ChangeKind.ColumnRenamed;

    private static ImmutableArray<TableName> NamesOf(Change change) => change.OldTable is { } old && old != change.Table ? [old, change.Table] : [change.Table];

    private static ImmutableArray<BrokenPromise> Listing(ChangeRule rule, Change change, PromiseLedger ledger) => rule.Scope switch
    {
        PromiseScope.Table => [.. ledger.Listing(change.OldTable ?? change.Table, [])],
        PromiseScope.Column when !change.Columns.IsEmpty => [.. ledger.Listing(change.OldTable ?? change.Table, change.Columns)],
        _ => [],
    };
}
