using Microsoft.Build.Framework;

namespace ContractCheck.MSBuild;

/// <content>The options of a check, as the command line has them.</content>
public sealed partial class ContractCheckTask
{
    // generated: options (eng/docs.sh)
    /// <summary>A folder of the checkout (the current one).</summary>
    public string? Repo { get; set; }

    /// <summary>Revision to compare with, taken as it is (the pipeline's, else the merge base).</summary>
    public string? Base { get; set; }

    /// <summary>Revision to judge (HEAD).</summary>
    public string? Head { get; set; }

    /// <summary>Judge the files on disk, uncommitted ones too, instead of HEAD.</summary>
    public bool Worktree { get; set; }

    /// <summary>Contract file or glob in the repository; several are allowed (the configuration's, else **/*.odcs.yaml).</summary>
    public ITaskItem[] Contract { get; set; } = [];

    /// <summary>manifest.json of a dbt project, or a glob of several: shows who downstream is hit (the configuration's).</summary>
    public ITaskItem[] Manifest { get; set; } = [];

    /// <summary>catalog.json of a dbt project, or a glob of several (the configuration's, else beside the manifest).</summary>
    public ITaskItem[] Catalog { get; set; } = [];

    /// <summary>CSV list of consumers that dbt does not know, or a glob of several (the configuration's).</summary>
    public ITaskItem[] Consumers { get; set; } = [];

    /// <summary>Configuration file (.contractcheck.yml of the revision).</summary>
    public string? Config { get; set; }

    /// <summary>Whose view grades a change (reader).</summary>
    public string? Profile { get; set; }

    /// <summary>What fails the check (error).</summary>
    public string? FailOn { get; set; }

    /// <summary>Dialect that types are written in (postgresql).</summary>
    public string? Dialect { get; set; }

    /// <summary>Python interpreter that reads the models (python3).</summary>
    public string? Python { get; set; }

    /// <summary>Series of SQLAlchemy (what the repository requires, else 2.0).</summary>
    public string? Sqlalchemy { get; set; }

    /// <summary>Folder of unpacked distributions that models may import; several are allowed.</summary>
    public ITaskItem[] PackagesPath { get; set; } = [];

    /// <summary>Whether models are locked in while they are read; off lets them run with all rights of the job (on).</summary>
    public string? Sandbox { get; set; }

    /// <summary>Folder to write the result to, in every format that has a file.</summary>
    public string? Output { get; set; }

    /// <summary>Pipeline to tell the result: annotations, summary, outputs and, with a token, a comment (none).</summary>
    public string? Publish { get; set; }

    /// <summary>Label of a pull request that accepts its broken promises; needs --publish and a token (none).</summary>
    public string? AcceptLabel { get; set; }

    /// <summary>Trailer of a commit message that accepts broken promises, such as Contract-Break (none).</summary>
    public string? AcceptTrailer { get; set; }

    /// <summary>Address of an OpenLineage API that is sent the tables and their lineage, with the key in OPENLINEAGE_API_KEY; for what is merged, not for pull requests (none).</summary>
    public string? OpenlineageUrl { get; set; }

    /// <summary>OpenLineage namespace of tables that no contract's server names, such as postgres://db:5432; one for each system (the configuration's, else the system's scheme).</summary>
    public ITaskItem[] OpenlineageNamespace { get; set; } = [];

    private IEnumerable<string> Arguments()
    {
        return
        [
            .. Option("--repo", Repo),
            .. Option("--base", Base),
            .. Option("--head", Head),
            .. Option("--worktree", Worktree),
            .. Option("--contract", Contract),
            .. Option("--manifest", Manifest),
            .. Option("--catalog", Catalog),
            .. Option("--consumers", Consumers),
            .. Option("--config", Config),
            .. Option("--profile", Profile),
            .. Option("--fail-on", FailOn),
            .. Option("--dialect", Dialect),
            .. Option("--python", Python),
            .. Option("--sqlalchemy", Sqlalchemy),
            .. Option("--packages-path", PackagesPath),
            .. Option("--sandbox", Sandbox),
            .. Option("--output", Output),
            .. Option("--publish", Publish),
            .. Option("--accept-label", AcceptLabel),
            .. Option("--accept-trailer", AcceptTrailer),
            .. Option("--openlineage-url", OpenlineageUrl),
            .. Option("--openlineage-namespace", OpenlineageNamespace),
        ];
    }
    // end of generated
}
