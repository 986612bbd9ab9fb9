using System.Collections.Immutable;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Engine.Extraction;
using ContractCheck.Engine.Publishing;

namespace ContractCheck.Engine;

/// <summary>Every option of a check, in the order of help. To add one: a member of <see cref="RunOptions"/>, a line here; eng/docs.sh does the rest.</summary>
public static class OptionCatalogue
{
    /// <summary>The checkout.</summary>
    public static RunOption Repository { get; } = new("repo", OptionKind.Text, "A folder of the checkout (the current one)", (o, v) => o with { Repository = v[0] }) { ValueName = "DIR" };

    /// <summary>The revision to compare with.</summary>
    public static RunOption Base { get; } = new(
        "base", OptionKind.Text, "Revision to compare with, taken as it is (the pipeline's, else the merge base)", (o, v) => o with { Base = v[0] }) { ValueName = "REV" };

    /// <summary>The revision to judge.</summary>
    public static RunOption Head { get; } = new("head", OptionKind.Text, "Revision to judge (HEAD)", (o, v) => o with { Head = v[0] }) { ValueName = "REV" };

    /// <summary>Whether files on disk are judged.</summary>
    public static RunOption Worktree { get; } = new(
        "worktree", OptionKind.Flag, "Judge the files on disk, uncommitted ones too, instead of HEAD", (o, _) => o with { Worktree = true });

    /// <summary>Contract files.</summary>
    public static RunOption Contracts { get; } = new(
        "contract", OptionKind.List, "Contract file or glob in the repository; several are allowed (the configuration's, else **/*.odcs.yaml)",
        (o, v) => o with { Contracts = v }) { ValueName = "GLOB", Setting = "contracts" };

    /// <summary>What dbt knows of projects.</summary>
    public static RunOption Manifests { get; } = new(
        "manifest", OptionKind.List, "manifest.json of a dbt project, or a glob of several: shows who downstream is hit (the configuration's)",
        (o, v) => o with { Manifests = v }) { ValueName = "FILE", Setting = "manifests" };

    /// <summary>Columns that the warehouse has.</summary>
    public static RunOption Catalogs { get; } = new(
        "catalog", OptionKind.List, "catalog.json of a dbt project, or a glob of several (the configuration's, else beside the manifest)",
        (o, v) => o with { Catalogs = v }) { ValueName = "FILE", Setting = "catalogs" };

    /// <summary>Lists of consumers.</summary>
    public static RunOption Consumers { get; } = new(
        "consumers", OptionKind.List, "CSV list of consumers that dbt does not know, or a glob of several (the configuration's)",
        (o, v) => o with { Consumers = v }) { ValueName = "FILE", Setting = "consumers" };

    /// <summary>Names of systems.</summary>
    public static RunOption OpenLineageNamespaces { get; } = new(
        "openlineage-namespace", OptionKind.List, "OpenLineage namespace of tables that no contract's server names, such as postgres://db:5432; one for each system (the configuration's, else the system's scheme)",
        (o, v) => o with { OpenLineageNamespaces = v }) { ValueName = "NAMESPACE", Setting = "openlineage-namespace" };

    /// <summary>Whom the datasets are told.</summary>
    public static RunOption OpenLineageUrl { get; } = new(
        "openlineage-url", OptionKind.Text, "Address of an OpenLineage API that is sent the tables and their lineage, with the key in OPENLINEAGE_API_KEY; for what is merged, not for pull requests (none)",
        (o, v) => o with { OpenLineageUrl = OpenLineageClient.EndpointOf(v[0]) }) { ValueName = "URL" };

    /// <summary>The configuration.</summary>
    public static RunOption Configuration { get; } = new(
        "config", OptionKind.Text, $"Configuration file ({ConfigurationReader.FileName} of the revision)", (o, v) => o with { ConfigurationFile = v[0] }) { ValueName = "FILE" };

    /// <summary>Whose view grades.</summary>
    public static RunOption Profile { get; } = Choice(
        "profile", "Whose view grades a change (reader)", ["reader", "writer", "both"], (o, v) => o with { Profile = Enum.Parse<Profile>(v, ignoreCase: true) }, "profile");

    /// <summary>What fails the check.</summary>
    public static RunOption FailOn { get; } = Choice(
        "fail-on", "What fails the check (error)", ["error", "warning", "consumers", "never"], (o, v) => o with { FailOn = Enum.Parse<FailOn>(v, ignoreCase: true) }, "fail-on");

    /// <summary>The trailer that accepts broken promises.</summary>
    public static RunOption AcceptTrailer { get; } = new(
        "accept-trailer", OptionKind.Text, "Trailer of a commit message that accepts broken promises, such as Contract-Break (none)",
        (o, v) => o with { AcceptTrailer = v[0] }) { ValueName = "NAME", Setting = "accept-trailer" };

    /// <summary>The dialect.</summary>
    public static RunOption Dialect { get; } = Choice("dialect", "Dialect that types are written in (postgresql)", Dialects.Names, (o, v) => o with { Dialect = v }, "dialect");

    /// <summary>The interpreter.</summary>
    public static RunOption Python { get; } = new("python", OptionKind.Text, "Python interpreter that reads the models (python3)", (o, v) => o with { Python = v[0] }) { ValueName = "PATH", Setting = "python" };

    /// <summary>The series of SQLAlchemy.</summary>
    public static RunOption SqlAlchemy { get; } = Choice(
        "sqlalchemy", "Series of SQLAlchemy (what the repository requires, else 2.0)", [.. SqlAlchemySeries.All], (o, v) => o with { SqlAlchemy = v }, "sqlalchemy");

    /// <summary>Unpacked distributions.</summary>
    public static RunOption PackagesPaths { get; } = new(
        "packages-path", OptionKind.Folders, "Folder of unpacked distributions that models may import; several are allowed", (o, v) => o with { PackagesPaths = v }) { ValueName = "DIR" };

    /// <summary>Whether models are locked in.</summary>
    public static RunOption Sandbox { get; } = Choice(
        "sandbox", "Whether models are locked in while they are read; off lets them run with all rights of the job (on)", ["on", "off"], (o, v) => o with { Sandboxed = v != "off" });

    /// <summary>The format of standard output.</summary>
    public static RunOption Format { get; } = Choice(
        "format", "How to print the result (text)", [.. ReportFormat.All.Select(f => f.Name)], (o, v) => o with { Format = v });

    /// <summary>Where results are written.</summary>
    public static RunOption Output { get; } = new(
        "output", OptionKind.Text, "Folder to write the result to, in every format that has a file", (o, v) => o with { Output = v[0] }) { ValueName = "DIR" };

    /// <summary>The pipeline that is told.</summary>
    public static RunOption Publish { get; } = Choice(
        "publish", "Pipeline to tell the result: annotations, summary, outputs and, with a token, a comment (none)",
        [.. Publisher.Names], (o, v) => o with { Publish = v });

    /// <summary>The label that accepts broken promises.</summary>
    public static RunOption AcceptLabel { get; } = new(
        "accept-label", OptionKind.Text, "Label of a pull request that accepts its broken promises; needs --publish and a token (none)",
        (o, v) => o with { AcceptLabel = v[0] }) { ValueName = "LABEL" };

    /// <summary>All of them.</summary>
    public static ImmutableArray<RunOption> All { get; } =
    [
        Repository, Base, Head, Worktree, Contracts, Manifests, Catalogs, Consumers, Configuration, Profile, FailOn, Dialect, Python, SqlAlchemy, PackagesPaths, Sandbox, Format, Output, Publish, AcceptLabel, AcceptTrailer, OpenLineageUrl, OpenLineageNamespaces,
    ];

    /// <summary>Those of all commands that read models.</summary>
    public static ImmutableArray<RunOption> Reading { get; } = [Repository, Configuration, Dialect, Python, SqlAlchemy, PackagesPaths, Sandbox];

    private static RunOption Choice(
        string name, string description, ImmutableArray<string> values, Func<RunOptions, string, RunOptions> apply, string? setting = null) =>
        new(name, OptionKind.Choice, description, (o, v) => apply(o, v[0])) { Values = values, Setting = setting, ValueName = values.Length > 3 ? name.ToUpperInvariant() : string.Join('|', values) };
}
