using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Waivers;

namespace ContractCheck.Core.Configuration;

/// <summary>What <c>.contractcheck.yml</c> says. A member that it leaves out is null or empty.</summary>
public sealed record CheckConfiguration
{
    /// <summary>Globs of contract files, relative to the repository.</summary>
    public ImmutableArray<string> Contracts { get; init; } = [];

    /// <summary>Globs of dbt's manifests, relative to the repository.</summary>
    public ImmutableArray<string> Manifests { get; init; } = [];

    /// <summary>Globs of dbt's catalogs.</summary>
    public ImmutableArray<string> Catalogs { get; init; } = [];

    /// <summary>Globs of lists of consumers.</summary>
    public ImmutableArray<string> Consumers { get; init; } = [];

    /// <summary>How tables are loaded into the warehouse.</summary>
    public ImmutableArray<LoadSetting> Loads { get; init; } = [];

    /// <summary>Namespaces that OpenLineage knows datasets in, where no contract's server names them.</summary>
    public ImmutableArray<string> OpenLineageNamespaces { get; init; } = [];

    /// <summary>Dialect that types are written in.</summary>
    public string? Dialect { get; init; }

    /// <summary>Whose view grades.</summary>
    public Profile? Profile { get; init; }

    /// <summary>The Python interpreter.</summary>
    public string? Python { get; init; }

    /// <summary>The series of SQLAlchemy.</summary>
    public string? SqlAlchemy { get; init; }

    /// <summary>Paths or globs that are read although they look like tests, migrations, examples or documentation.</summary>
    public ImmutableArray<string> Include { get; init; } = [];

    /// <summary>Paths or globs that are not read.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Distributions that models import, fetched as wheels.</summary>
    public ImmutableArray<string> Packages { get; init; } = [];

    /// <summary>Findings that are permitted.</summary>
    public ImmutableArray<Waiver> Waivers { get; init; } = [];

    /// <summary>Weights of findings; the last that fits counts.</summary>
    public ImmutableArray<SeverityRule> Severities { get; init; } = [];

    /// <summary>What fails the check.</summary>
    public FailOn? FailOn { get; init; }

    /// <summary>The trailer of a commit message that accepts broken promises.</summary>
    public string? AcceptTrailer { get; init; }

    /// <summary>Which tables of the models contracts mean.</summary>
    public ImmutableArray<TableMapping> Tables { get; init; } = [];

    /// <summary>What goes on under another name.</summary>
    public ImmutableArray<RenameHint> Renames { get; init; } = [];

    /// <summary>Days from which on promised tables and columns may go.</summary>
    public ImmutableArray<SunsetSetting> Sunsets { get; init; } = [];

    /// <summary>Wall-clock and CPU seconds for each revision.</summary>
    public int? Seconds { get; init; }

    /// <summary>Address space for each revision, in MiB.</summary>
    public int? MemoryMiB { get; init; }

    /// <summary>Size of each revision's schema document, in MiB.</summary>
    public int? ResultMiB { get; init; }

    /// <summary>What the models of each revision may print, in MiB.</summary>
    public int? LogMiB { get; init; }

    /// <summary>Number of files of each revision that models may import or read.</summary>
    public int? Files { get; init; }

    /// <summary>Size of these files together, in MiB.</summary>
    public int? FilesMiB { get; init; }

    /// <summary>
    /// Contracts of this configuration's revision as the configurations say. Which tables they mean is the revision's own to say; on which day
    /// promises end only base can, or a change could end them for itself.
    /// </summary>
    public ImmutableArray<Contract> Apply(ImmutableArray<Contract> contracts, CheckConfiguration @base) =>
        [.. contracts.Select(c => SunsetSetting.Apply(TableMapping.Apply(c, Tables), @base.Sunsets))];

    /// <summary>Whether another configuration weighs findings and ends promises alike.</summary>
    public bool WeighsLike(CheckConfiguration other) =>
        (Dialect ?? Dialects.Default) == (other.Dialect ?? Dialects.Default)
        && (Profile ?? Findings.Profile.Reader) == (other.Profile ?? Findings.Profile.Reader)
        && (FailOn ?? Findings.FailOn.Error) == (other.FailOn ?? Findings.FailOn.Error)
        && AcceptTrailer == other.AcceptTrailer
        && Severities.SequenceEqual(other.Severities)
        && Sunsets.Select(s => (s.Table, s.Column, s.Property.Value)).SequenceEqual(other.Sunsets.Select(s => (s.Table, s.Column, s.Property.Value)));

    /// <summary>
    /// The configuration without what weighs findings, ends promises or hides models: a change that stands in for base must not choose these.
    /// </summary>
    public CheckConfiguration WithoutWeights() =>
        this with { Dialect = null, Exclude = [], Profile = null, Severities = [], FailOn = null, AcceptTrailer = null, Tables = [], Sunsets = [], Loads = [] };
}
