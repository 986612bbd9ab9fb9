using System.Collections.Immutable;
using ContractCheck.Core.Findings;

namespace ContractCheck.Engine;

/// <summary>What a front end asks for. The one options record of all of them.</summary>
public sealed record RunOptions
{
    /// <summary>A folder of the checkout.</summary>
    public string Repository { get; init; } = ".";

    /// <summary>A configuration file on disk; null takes <c>.contractcheck.yml</c> of the revision under judgement.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Dialect that types are written in; null leaves it to the configuration.</summary>
    public string? Dialect { get; init; }

    /// <summary>The Python interpreter; null leaves it to the configuration, then to the machine.</summary>
    public string? Python { get; init; }

    /// <summary>The series of SQLAlchemy; null leaves it to the configuration, then to the repository's requirements.</summary>
    public string? SqlAlchemy { get; init; }

    /// <summary>Folders of unpacked distributions that models may import.</summary>
    public ImmutableArray<string> PackagesPaths { get; init; } = [];

    /// <summary>Whether the models are locked in while they are read; false only where somebody says so.</summary>
    public bool Sandboxed { get; init; } = true;

    /// <summary>The revision to compare with; null leaves it to the pipeline, then to the merge base.</summary>
    public string? Base { get; init; }

    /// <summary>The revision under judgement; null is HEAD.</summary>
    public string? Head { get; init; }

    /// <summary>Whether the files on disk are judged instead of HEAD.</summary>
    public bool Worktree { get; init; }

    /// <summary>Globs of contract files; empty leaves them to the configuration, then to the defaults.</summary>
    public ImmutableArray<string> Contracts { get; init; } = [];

    /// <summary>Paths and globs of dbt's manifests; empty leaves them to the configuration.</summary>
    public ImmutableArray<string> Manifests { get; init; } = [];

    /// <summary>Paths and globs of dbt's catalogs; empty leaves them to the configuration, then to the files beside the manifests.</summary>
    public ImmutableArray<string> Catalogs { get; init; } = [];

    /// <summary>Paths and globs of lists of consumers; empty leaves them to the configuration.</summary>
    public ImmutableArray<string> Consumers { get; init; } = [];

    /// <summary>Namespaces that OpenLineage knows datasets in; empty leaves them to the configuration.</summary>
    public ImmutableArray<string> OpenLineageNamespaces { get; init; } = [];

    /// <summary>The OpenLineage endpoint that datasets are sent to; null sends none.</summary>
    public Uri? OpenLineageUrl { get; init; }

    /// <summary>Whose view grades; null leaves it to the configuration.</summary>
    public Profile? Profile { get; init; }

    /// <summary>What fails the check; null leaves it to the configuration.</summary>
    public FailOn? FailOn { get; init; }

    /// <summary>The trailer of a commit message that accepts broken promises; null leaves it to the configuration.</summary>
    public string? AcceptTrailer { get; init; }

    /// <summary>What <c>--format</c> calls the format of standard output; null is the default one.</summary>
    public string? Format { get; init; }

    /// <summary>Folder that results are written to; null writes none.</summary>
    public string? Output { get; init; }

    /// <summary>The pipeline that is told the result; null tells none.</summary>
    public string? Publish { get; init; }

    /// <summary>The label of a pull request that accepts its broken promises; null accepts none.</summary>
    public string? AcceptLabel { get; init; }

    /// <summary>Environment variables: the pipeline's facts, and where Python is.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
