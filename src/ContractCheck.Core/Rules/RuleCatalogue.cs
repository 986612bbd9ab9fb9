using System.Collections.Immutable;
using ContractCheck.Core.Rules.Changes;
using ContractCheck.Core.Rules.Conditions;
using ContractCheck.Core.Rules.ContractChanges;
using ContractCheck.Core.Rules.Impacts;
using ContractCheck.Core.Rules.Promises;
using ContractCheck.Core.Rules.Waivers;

namespace ContractCheck.Core.Rules;

/// <summary>Every rule, in the order of ids. To add one: a file here, a page under docs/rules, a fixture under tests/fixtures/rules.</summary>
public static class RuleCatalogue
{
    /// <summary>Rules about a change.</summary>
    public static ImmutableArray<ChangeRule> Changes { get; } =
    [
        new TableRemoved(), new TableRenamed(), new TableSchemaMoved(), new TableAdded(),
        new ColumnRemoved(), new ColumnRenamed(), new ColumnAdded(), new ColumnAddedRequired(),
        new TypeIncompatible(), new TypeNarrowed(), new TypeWidened(),
        new BecameNotNull(), new BecameNullable(), new ServerDefaultChanged(), new TypeUnresolved(),
        new CommentOrOrder(), new ComputedOrIdentityChanged(),
        new PrimaryKeyChanged(), new UniqueAdded(), new UniqueRemoved(),
        new ForeignKeyAdded(), new ForeignKeyRemoved(), new CheckChanged(), new IndexChanged(),
        new EnumValueRemoved(), new EnumValueAdded(), new EnumValueReordered(), new EnumValueRenamed(),
    ];

    /// <summary>Rules about a promise.</summary>
    public static ImmutableArray<ContractRule> Promises { get; } =
    [
        new TableMissing(), new ColumnMissing(), new TypeMismatch(), new NullabilityMismatch(), new KeyMismatch(), new EnumMismatch(),
        new ColumnNotInContract(),
    ];

    /// <summary>Rules about the check itself.</summary>
    public static ImmutableArray<ConditionRule> Conditions { get; } =
        [new ExtractionIncomplete(), new EverythingVanished(), new BaseUnavailable(), new BaseHasNoModels()];

    /// <summary>Rules about what a change does to contracts.</summary>
    public static ImmutableArray<ContractChangeRule> ContractChanges { get; } = [new ContractWeakened(), new ContractVersionNotBumped(), new ContractDeleted()];

    /// <summary>The rule about announced ends.</summary>
    internal static RemovedAroundSunset Sunset { get; } = new();

    /// <summary>The rule about those downstream.</summary>
    internal static ConsumerBroken Consumers { get; } = new();

    /// <summary>Rules about waivers.</summary>
    public static ImmutableArray<WaiverRule> Waivers { get; } = [new WaiverStale(), new WaiverExpired()];

    /// <summary>All of them.</summary>
    public static ImmutableArray<Rule> All { get; } =
        [.. Enumerable.Empty<Rule>().Concat(Changes).Concat(Promises).Concat(ContractChanges).Append(Sunset).Append(Consumers).Concat(Conditions).Concat(Waivers).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>The rule of that id or name, case ignored, or null.</summary>
    public static Rule? Find(string idOrName) => All.FirstOrDefault(r =>
        string.Equals(r.Id, idOrName, StringComparison.OrdinalIgnoreCase) || string.Equals(r.Name, idOrName, StringComparison.OrdinalIgnoreCase));
}
