using System.Collections.Immutable;
using ContractCheck.Core;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Schema;
using ContractCheck.Core.Waivers;
using ContractCheck.Engine.Extraction;
using ContractCheck.Engine.Git;
using ContractCheck.Engine.Lineage;

namespace ContractCheck.Engine;

/// <summary>One run: an open repository, its configuration, and a reader of models that warms up early.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly RunOptions _options;
    private readonly IProgress<string> _progress;
    private readonly GitRepository _repository;
    private ModelReader _reader;
    private bool _mayBeTooOld;
    private readonly CancellationTokenSource _stop;
    private Task _underWay = Task.CompletedTask;
    private Revision? _base;

    private Session(
        RunOptions options,
        IProgress<string> progress,
        GitRepository repository,
        Revision head,
        ModelReader reader,
        CancellationToken cancellation)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        (_options, _progress, _repository, Head, _reader) = (options, progress, repository, head, reader);
    }

    /// <summary>The revision under judgement.</summary>
    public Revision Head { get; }

    /// <summary>Top folder of the checkout.</summary>
    public string Top => _repository.Top;

    /// <summary>What the worker could not be shown of head.</summary>
    public ImmutableArray<Unjudged> LeftOut => [.. Head.Notes.Select(LeftOutFile.Told).OfType<Unjudged>()];

    /// <summary>Python files of head that it could not be shown, and could be shown of base.</summary>
    public ImmutableArray<Unjudged> HiddenSince(Revision @base) =>
    [
        .. Head.Notes.Except(@base.Notes)
            .Where(n => n.Reason is SkipReason.CaseCollision or SkipReason.TooLarge && @base.Snapshot.Find(n.Path) is not null)
            .Select(LeftOutFile.Told)
            .OfType<Unjudged>(),
    ];

    /// <summary>Opens everything. The worker warms up while the caller goes on.</summary>
    public static async Task<Session> OpenAsync(RunOptions options, IProgress<string> progress, CancellationToken cancellation)
    {
        progress.Report("Reading git");

        // Python imports SQLAlchemy while git is read. A configuration that names another interpreter, or models for another series of SQLAlchemy,
        // make it start again.
        var reader = TryStart(options, GitRepository.TopOf(options.Repository));
        GitRepository? repository = null;
        try
        {
            repository = await GitRepository.OpenAsync(options.Repository, cancellation: cancellation);
            return await OpenAsync(options, progress, repository, reader, cancellation);
        }
        catch
        {
            await StopAsync(reader);
            await (repository?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    /// <summary>How findings are weighed. A change cannot grade itself, so the configuration of base counts.</summary>
    public Policy PolicyAgainst(Revision @base) => new()
    {
        Profile = _options.Profile ?? @base.Configuration.Profile ?? Profile.Reader,
        FailOn = _options.FailOn ?? @base.Configuration.FailOn ?? FailOn.Error,
        Severities = @base.Configuration.Severities,
    };

    /// <summary>Settings of head that count once they are merged.</summary>
    public ImmutableArray<Unjudged> NotYetInForce(Revision @base) => _options.ConfigurationFile is null && !Head.Configuration.WeighsLike(@base.Configuration)
        ? [new Unjudged(ConfigurationReader.FileName, "weighs findings otherwise than base's (dialect, profile, severity, fail-on, accept-trailer or sunsets): that counts once it is merged")]
        : [];

    /// <summary>What accepts broken promises in a commit's message: the trailer and its value, or null.</summary>
    public async Task<string?> TrailerAsync(Revision @base, CancellationToken cancellation)
    {
        if ((_options.AcceptTrailer ?? @base.Configuration.AcceptTrailer) is not { } name || Head.Info.Commit is not { } head)
        {
            return null;
        }

        var messages = await _repository.MessagesAsync(@base.Info.Commit!, head, cancellation);
        return messages.Select(m => CommitTrailer.Find(m, name)).OfType<string>().FirstOrDefault() is { } value ? $"trailer '{name}: {value}'" : null;
    }

    /// <summary>The revision to compare with.</summary>
    public async Task<Revision> BaseAsync(CancellationToken cancellation)
    {
        var head = Head.Info.Commit ?? await _repository.ResolveAsync("HEAD", cancellation);
        var request = new BaseRequest { Explicit = _options.Base, Environment = _options.Environment, HeadIsWorktree = _options.Worktree, HeadIsNamed = _options.Head is not null };
        var found = await BaseResolver.ResolveAsync(_repository, head, request, cancellation);
        var snapshot = await SourceSnapshot.FromCommitAsync(_repository, found.Commit, cancellation);
        var info = new RevisionInfo(_options.Base ?? found.Commit, found.Commit, found.Explanation);
        return _base = new Revision("base", snapshot, info, await BaseConfigurationAsync(snapshot, cancellation));
    }

    /// <summary>Contracts under judgement.</summary>
    public Task<ImmutableArray<Contract>> HeadContractsAsync(CancellationToken cancellation) =>
        ContractFiles.ReadHeadAsync(Head.Snapshot, GlobsOf(Head), cancellation);

    /// <summary>The error of a check without a contract.</summary>
    public CheckException NoContract() => ContractFiles.NoneFound(Head.Snapshot, GlobsOf(Head));

    /// <summary>Contracts of the revision to compare with, found as that revision's own configuration says.</summary>
    public Task<(ImmutableArray<Contract> Contracts, ImmutableArray<Unjudged> Unread)> BaseContractsAsync(
        Revision @base, ImmutableArray<Contract> headContracts, CancellationToken cancellation) =>
        ContractFiles.ReadBaseAsync(@base.Snapshot, GlobsOf(@base), Head.Snapshot, headContracts, cancellation);

    /// <summary>What head permits: in its configuration, and in the file of waivers.</summary>
    /// <exception cref="CheckException">Exit code 2: the file is wrong.</exception>
    public async Task<ImmutableArray<Waiver>> WaiversAsync(CancellationToken cancellation) =>
    [
        .. Head.Configuration.Waivers,
        .. WaiverReader.ReadFile(WaiverReader.FileName, await Head.Snapshot.ReadTextAsync(WaiverReader.FileName, cancellation) ?? ""),
    ];

    /// <summary>Head's models.</summary>
    public async Task<ReadModels> ExtractAsync(CancellationToken cancellation) => (await ModelsAsync([Head], cancellation))[0];

    /// <summary>
    /// Starts to read both schemas, at the same time; once only where the revisions differ in no file that a model can see. The session
    /// waits for it before it ends, also where the caller does not.
    /// </summary>
    public Task<BothSchemas> ExtractBothAsync(Revision @base)
    {
        var both = BothAsync(@base, _stop.Token);
        _underWay = Task.WhenAll(_underWay, both);
        return both;
    }

    /// <summary>Starts to read what files tell of those downstream.</summary>
    /// <param name="revisions">Whose configurations name files, base first.</param>
    /// <exception cref="CheckException">Exit code 2: a file that the command line names is not there.</exception>
    public Task<LineageSources> LineageSourcesAsync(params IReadOnlyList<Revision> revisions)
    {
        var reading = LineageSources.ReadAsync(_options, Top, revisions, _stop.Token);
        _underWay = Task.WhenAll(_underWay, reading);
        return reading;
    }

    /// <summary>Reads the lineage that files tell.</summary>
    public LineageReader LineageOf(LineageSources sources) => new(new QueryParser(_reader.Python, _options.Sandboxed, _options.Environment), sources);

    /// <summary>What an OpenLineage API can be told of head's models.</summary>
    /// <exception cref="CheckException">Exit code 2: a contract is wrong, or a file that the command line names is not there.</exception>
    public async Task<ModelDatasets> DatasetsAsync(DatabaseSchema schema, CancellationToken cancellation)
    {
        var contracts = Head.Configuration.Apply(await HeadContractsAsync(cancellation), Head.Configuration);
        var sources = await LineageSourcesAsync(Head);
        return await ModelDatasets.ReadAsync(
            schema, contracts, Head.Configuration.Loads, sources, LineageOf(sources),
            _options.OpenLineageNamespaces.IsEmpty ? Head.Configuration.OpenLineageNamespaces : _options.OpenLineageNamespaces, cancellation);
    }

    /// <summary>How the models were locked in, for the report.</summary>
    public async Task<string> SandboxAsync(CancellationToken cancellation) =>
        _options.Sandboxed ? (await _reader.HelloAsync(cancellation)).Sandbox.Mode ?? "none" : "off";

    /// <summary>Lets Python end and makes sure that it had nothing more to say; no verdict is given before.</summary>
    public Task CompleteAsync(CancellationToken cancellation) => _reader.CompleteAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _underWay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        await _reader.DisposeAsync();
        await _repository.DisposeAsync();
    }

    private static async Task<Session> OpenAsync(
        RunOptions options, IProgress<string> progress, GitRepository repository, ModelReader? reader, CancellationToken cancellation)
    {
        var branch = repository.BranchAsync(cancellation);
        var named = options.Head ?? await TrustedEvent.HeadAsync(repository, options.Environment, cancellation);
        var commit = options.Worktree ? null : await repository.ResolveAsync(named ?? "HEAD", cancellation);
        var head = commit is null
            ? await SourceSnapshot.FromWorktreeAsync(repository, cancellation)
            : await SourceSnapshot.FromCommitAsync(repository, commit, cancellation);
        var label = options.Worktree ? "working tree" : options.Head ?? await branch ?? "HEAD";
        var configuration = await ConfigurationAsync(options, head, cancellation);
        var asked = options.SqlAlchemy ?? configuration.SqlAlchemy;
        var series = asked ?? (await SqlAlchemyRequirement.FindAsync(head, cancellation))?.Series;
        var another = series is not null and not SqlAlchemySeries.Default;
        if (reader is null || (options.Python is null && configuration.Python is not null) || another)
        {
            await StopAsync(reader);
            reader = Start(options, repository.Top, configuration.Python, series);
        }

        var revision = new Revision("head", head, new RevisionInfo(label, commit, null), configuration);
        return new Session(options, progress, repository, revision, reader, cancellation)
        {
            _mayBeTooOld = asked is null && another,
        };
    }

    private static ValueTask StopAsync(ModelReader? reader) => reader?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static ModelReader? TryStart(RunOptions options, string top)
    {
        try
        {
            return Start(options, top, null, null);
        }
        catch (CheckException) when (options.Python is null)
        {
            // The configuration may name an interpreter; where it does not, starting fails again, and then it is told.
            return null;
        }
    }

    private static ModelReader Start(RunOptions options, string top, string? configured, string? series)
    {
        var python = PythonLocator.Find(new PythonRequest
        {
            CommandLine = options.Python,
            Configured = configured,
            RepositoryTop = top,
            SearchPath = options.Environment.GetValueOrDefault("PATH"),
        });
        var started = new WorkerOptions { Python = python };

        // An installation without the series that the repository asks for reads it with the one that is there.
        return ModelReader.Start(started with { SqlAlchemyFolder = SqlAlchemySeries.FolderOf(series ?? SqlAlchemySeries.Default) ?? started.SqlAlchemyFolder });
    }

    private async Task<BothSchemas> BothAsync(Revision @base, CancellationToken cancellation)
    {
        if (@base.ShowsTheSameAs(Head))
        {
            var both = await ExtractAsync(cancellation);
            var schema = both.Schema();
            return new BothSchemas(schema, schema, both.Evidence, both.Evidence);
        }

        var models = await ModelsAsync([@base, Head], cancellation);
        var before = Task.Run(models[0].Schema, cancellation);
        var after = models[1].Schema();
        return new BothSchemas(await before, after, models[0].Evidence, models[1].Evidence);
    }

    private async Task<ImmutableArray<ReadModels>> ModelsAsync(ImmutableArray<Revision> revisions, CancellationToken cancellation)
    {
        _progress.Report($"Reading the models of {string.Join(" and ", revisions.Select(r => r.Name))}");
        var cache = new PackageCache(_reader.Python, _options.Environment);
        var requests = new List<ExtractionRequest>();
        foreach (var revision in revisions)
        {
            var packages = await cache.FolderAsync(revision.Configuration.Packages, cancellation);
            var written = await _reader.WriteAsync(revision.Snapshot, revision.Name, Limits.OfFiles(Head.Configuration), cancellation);
            revision.Notes = [.. revision.Snapshot.Notes.Concat(written.Notes)];
            requests.Add(RequestOf(revision, written.Root, packages));
        }

        var models = await _reader.ReadAsync(requests, cancellation);
        if (!_mayBeTooOld || !models.Any(read => SqlAlchemySeries.IsTooOld(read.Document.Span)))
        {
            return models;
        }

        // A requirement of something else in the repository was taken for the application's.
        _mayBeTooOld = false;
        await _reader.DisposeAsync();
        _reader = Start(_options, _repository.Top, Head.Configuration.Python, SqlAlchemySeries.Default);
        return await ModelsAsync(revisions, cancellation);
    }

    private ExtractionRequest RequestOf(Revision revision, string root, string? fetched)
    {
        return new ExtractionRequest
        {
            Label = revision.Name,
            Root = root,
            Dialect = _options.Dialect ?? (_base ?? Head).Configuration.Dialect ?? Dialects.Default,
            Sandboxed = _options.Sandboxed,
            Packages = [.. _options.PackagesPaths.Select(Path.GetFullPath), .. fetched is null ? [] : new[] { fetched }],
            Include = revision.Configuration.Include,
            Exclude = revision.Configuration.Exclude,
            Limits = Limits.OfExtraction(Head.Configuration),
        };
    }

    private ImmutableArray<string> GlobsOf(Revision revision) =>
        _options.Contracts.IsEmpty ? revision.Configuration.Contracts : _options.Contracts;

    // What base says counts for base: else a change could hide what it breaks by configuring it away. Where base's configuration is
    // broken, this change may be the one that mends it.
    private async Task<CheckConfiguration> BaseConfigurationAsync(SourceSnapshot snapshot, CancellationToken cancellation)
    {
        try
        {
            return await ConfigurationAsync(_options, snapshot, cancellation);
        }
        catch (CheckException) when (_options.ConfigurationFile is null)
        {
            return Head.Configuration.WithoutWeights() with { Contracts = ContractFiles.WithDefaults(Head.Configuration.Contracts) };
        }
    }

    private static async Task<CheckConfiguration> ConfigurationAsync(RunOptions options, SourceSnapshot head, CancellationToken cancellation)
    {
        var file = await ConfigurationFile.ReadAsync(options, head, cancellation);
        return ConfigurationReader.Read(file.Name, file.Text);
    }
}

/// <summary>The schemas of both revisions, and what their sources show.</summary>
internal sealed record BothSchemas(DatabaseSchema Base, DatabaseSchema Head, SourceEvidence BaseSource, SourceEvidence HeadSource);
