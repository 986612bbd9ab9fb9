using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Schema;
using ContractCheck.Core.Waivers;

namespace ContractCheck.Core.Rules;

/// <summary>All that a verdict depends on.</summary>
public sealed record CheckInput
{
    /// <summary>Schema of the merge base.</summary>
    public required DatabaseSchema Base { get; init; }

    /// <summary>Schema of the revision under judgement.</summary>
    public required DatabaseSchema Head { get; init; }

    /// <summary>Contracts as committed at base.</summary>
    public required ImmutableArray<Contract> BaseContracts { get; init; }

    /// <summary>Contracts as committed at head.</summary>
    public required ImmutableArray<Contract> HeadContracts { get; init; }

    /// <summary>Contracts of base that somebody may rely on.</summary>
    public IEnumerable<Contract> BaseInForce => BaseContracts.Where(c => !Lifecycle.IsRetired(c));

    /// <summary>Contracts of head that somebody may rely on.</summary>
    public IEnumerable<Contract> HeadInForce => HeadContracts.Where(c => !Lifecycle.IsRetired(c));

    /// <summary>Contracts that are in both revisions and in force at base.</summary>
    public IEnumerable<(Contract Before, Contract After)> ContractPairs =>
        from before in BaseInForce
        from after in HeadContracts
        where before.Id == after.Id
        select (before, after);

    /// <summary>Tables of either that somebody was promised for certain.</summary>
    public IEnumerable<ContractTable> Promised =>
        HeadInForce.Concat(BaseInForce).Where(c => !Lifecycle.IsDraft(c)).Select(c => Lifecycle.Without(c, Today, Head)).SelectMany(c => c.Tables);

    /// <summary>What base's source shows without being run.</summary>
    public SourceEvidence BaseSource { get; init; } = SourceEvidence.None;

    /// <summary>What head's source shows without being run.</summary>
    public SourceEvidence HeadSource { get; init; } = SourceEvidence.None;

    /// <summary>What was left out of head before its models were read.</summary>
    public ImmutableArray<Unjudged> LeftOut { get; init; } = [];

    /// <summary>Python files that head hides from the check and base did not: too large, or of a name that another shadows.</summary>
    public ImmutableArray<Unjudged> Hidden { get; init; } = [];

    /// <summary>What head's configuration says of renames.</summary>
    public ImmutableArray<RenameHint> Renames { get; init; } = [];

    /// <summary>What differs between the schemas, where it is known already.</summary>
    public ImmutableArray<Change>? Changes { get; init; }

    /// <summary>Who uses the tables that change.</summary>
    public Downstream Downstream { get; init; } = Downstream.Unknown;

    /// <summary>Findings that head permits.</summary>
    public ImmutableArray<Waiver> Waivers { get; init; } = [];

    /// <summary>The day of the check, which waivers may have passed.</summary>
    public DateOnly Today { get; init; }

    /// <summary>How findings are weighed.</summary>
    public Policy Policy { get; init; } = new();
}
