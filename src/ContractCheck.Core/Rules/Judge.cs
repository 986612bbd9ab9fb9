using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rules.Conditions;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules;

/// <summary>Reaches the verdict.</summary>
public static class Judge
{
    /// <summary>Runs every rule over both schemas and all contracts.</summary>
    public static Verdict Run(CheckInput input)
    {
        var conditions = RuleCatalogue.Conditions.SelectMany(rule => rule.Judge(input)).ToImmutableArray();
        if (conditions.Any(f => f.Rule == "CC902"))
        {
            return new Verdict { Outcome = Outcome.NoVerdict, Introduced = conditions, Unjudged = UnjudgedThings.Of(input, []) };
        }

        var ledger = new PromiseLedger(input);
        var told = new HashSet<Breach>();
        var changes = SchemaDiff.Between(input.Base, input.Head).Select(c => OfChange(c, input.Profile, ledger, told)).ToList();
        var introduced = conditions
            .Concat(ledger.BecameUnknown.Where(b => b.Promised.Table is not null && !Lifecycle.IsDraft(b.Promised.Contract)).DistinctBy(b => b.Key).Select(ExtractionIncomplete.Of))
            .Concat(changes)
            .Concat(RuleCatalogue.ContractChanges.SelectMany(rule => rule.Judge(input)))
            .Concat(ledger.Introduced.Where(b => !told.Contains(b)).Select(b => OfBreach(b, input.Profile)))
            .ToImmutableArray();
        ImmutableArray<Finding> preExisting = [.. ledger.PreExisting.Select(b => OfBreach(b, input.Profile)).Where(f => f.Severity > Severity.Info)];
        var waivers = new WaiverLedger(input.Waivers, input.Today, introduced, preExisting);
        var counted = introduced.Except(waivers.Waived.Select(w => w.Finding)).Concat(RuleCatalogue.Waivers.SelectMany(rule => OfWaivers(rule, waivers)));
        ImmutableArray<Finding> sorted = [.. Sorted(counted)];
        return new Verdict
        {
            Outcome = OutcomeOf(sorted),
            Introduced = sorted,
            Waived = [.. waivers.Waived],
            PreExisting = preExisting,
            Resolved = [.. ledger.Resolved.Select(b => OfBreach(b, input.Profile)).Where(f => f.Severity > Severity.Info)],
            Unjudged = UnjudgedThings.Of(input, ledger.Uncertain),
        };
    }

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

    private static Outcome OutcomeOf(ImmutableArray<Finding> introduced)
    {
        var preventing = RuleCatalogue.Conditions.Where(r => r.PreventsVerdict).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        return introduced.Any(f => f.Severity == Severity.Error && !preventing.Contains(f.Rule)) ? Outcome.Failed
            : introduced.Any(f => preventing.Contains(f.Rule)) ? Outcome.NoVerdict
            : Outcome.Passed;
    }

    private static Finding OfChange(Change change, Profile profile, PromiseLedger ledger, HashSet<Breach> told)
    {
        var rule = RuleCatalogue.Changes.First(r => r.Kind == change.Kind);
        var breaches = ledger.IntroducedOn(change.Table).Where(b => Explains(rule, change, b)).ToImmutableArray();
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

        return new Finding
        {
            Rule = rule.Id,
            RuleName = rule.Name,
            Severity = severity,
            Table = change.Table,
            Column = change.Column,
            Subject = change.Subject,
            Message = rule.Message(change),
            Before = change.Before,
            After = change.After,
            Location = change.HeadLocation,
            BaseLocation = change.BaseLocation,
            Promises = promises,
            Advice = severity == Severity.Info ? [] : [rule.WayBack(change)],
        };
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
    private static bool Explains(ChangeRule rule, Change change, Breach breach)
    {
        if (!rule.Breaks.Contains(breach.Rule, StringComparer.Ordinal))
        {
            return false;
        }

        if (breach.Related is { } related && related.Fits(change.Table))
        {
            return change.Kind == ChangeKind.TableRemoved
                || (change.Kind == ChangeKind.ColumnRemoved && breach.RelatedColumns.Contains(change.Column!, StringComparer.OrdinalIgnoreCase));
        }

        return breach.Promised.Name == change.Table
            && (change.Kind == ChangeKind.TableRemoved || change.Columns.Any(c => breach.Columns.Contains(c, StringComparer.OrdinalIgnoreCase)));
    }

    private static ImmutableArray<BrokenPromise> Listing(ChangeRule rule, Change change, PromiseLedger ledger) => rule.Scope switch
    {
        PromiseScope.Table => [.. ledger.Listing(change.Table, [])],
        PromiseScope.Column when !change.Columns.IsEmpty => [.. ledger.Listing(change.Table, change.Columns)],
        _ => [],
    };
}
