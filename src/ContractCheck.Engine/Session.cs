using System.Collections.Immutable;
using ContractCheck.Core;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;
using ContractCheck.Engine.Extraction;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine;

/// <summary>One run: an open repository, its configuration, a warm worker, and the folder that revisions are written to.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly RunOptions _options;
    private readonly IProgress<string> _progress;
    private readonly GitRepository _repository;
    private readonly CheckConfiguration _configuration;
    private readonly WorkerProcess _worker;
    private readonly SnapshotFolder _folder = SnapshotFolder.Create();
    private readonly CancellationTokenSource _stop;
    private Task _underWay = Task.CompletedTask;

    private Session(
        RunOptions options,
        IProgress<string> progress,
        GitRepository repository,
        SourceSnapshot head,
        RevisionInfo headInfo,
        CheckConfiguration configuration,
        WorkerProcess worker,
        CancellationToken cancellation)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        (_options, _progress, _repository, _configuration, _worker) = (options, progress, repository, configuration, worker);
        (Head, HeadInfo) = (head, headInfo);
    }

    /// <summary>The revision under judgement.</summary>
    public SourceSnapshot Head { get; }

    /// <summary>The same, for people.</summary>
    public RevisionInfo HeadInfo { get; }

    /// <summary>Top folder of the checkout.</summary>
    public string Top => _repository.Top;

    /// <summary>Dialect of type texts.</summary>
    public string Dialect => _options.Dialect ?? _configuration.Dialect ?? Dialects.Default;

    /// <summary>Whose view grades.</summary>
    public Profile Profile => _options.Profile ?? _configuration.Profile ?? Profile.Reader;

    /// <summary>What the worker could not be shown of head.</summary>
    public ImmutableArray<Unjudged> LeftOut { get; private set; } = [];

    private ImmutableArray<string> ContractGlobs => _options.Contracts.IsEmpty ? _configuration.Contracts : _options.Contracts;

    /// <summary>Opens everything. The worker warms up while the caller goes on.</summary>
    public static async Task<Session> OpenAsync(RunOptions options, IProgress<string> progress, CancellationToken cancellation)
    {
        progress.Report("Reading git");

        // Python imports SQLAlchemy while git is read. Only a configuration that names another interpreter makes it start again.
        var worker = TryStart(options, GitRepository.TopOf(options.Repository));
        WarmUp.Start();
        GitRepository? repository = null;
        try
        {
            repository = await GitRepository.OpenAsync(options.Repository, cancellation: cancellation);
            return await OpenAsync(options, progress, repository, worker, cancellation);
        }
        catch
        {
            await StopAsync(worker);
            await (repository?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    /// <summary>The revision to compare with.</summary>
    public async Task<(SourceSnapshot Snapshot, RevisionInfo Info)> BaseAsync(CancellationToken cancellation)
    {
        var head = HeadInfo.Commit ?? await _repository.ResolveAsync("HEAD", cancellation);
        var request = new BaseRequest { Explicit = _options.Base, Environment = _options.Environment, HeadIsWorktree = _options.Worktree };
        var found = await BaseResolver.ResolveAsync(_repository, head, request, cancellation);
        var snapshot = await SourceSnapshot.FromCommitAsync(_repository, found.Commit, cancellation);
        return (snapshot, new RevisionInfo(_options.Base ?? found.Commit, found.Commit, found.Explanation));
    }

    /// <summary>Contracts under judgement.</summary>
    public Task<ImmutableArray<Contract>> HeadContractsAsync(CancellationToken cancellation) =>
        ContractFiles.ReadHeadAsync(Head, ContractGlobs, cancellation);

    /// <summary>Contracts of the revision to compare with.</summary>
    public Task<ImmutableArray<Contract>> BaseContractsAsync(
        SourceSnapshot snapshot, ImmutableArray<Contract> headContracts, CancellationToken cancellation) =>
        ContractFiles.ReadBaseAsync(snapshot, ContractGlobs, Head, headContracts, cancellation);

    /// <summary>The schema document of a revision's models.</summary>
    public async Task<ReadOnlyMemory<byte>> DocumentAsync(SourceSnapshot snapshot, string name, CancellationToken cancellation)
    {
        _progress.Report($"Reading the models of {name}");
        var written = await _folder.WriteAsync(snapshot, name, cancellation);
        if (ReferenceEquals(snapshot, Head))
        {
            LeftOut = [.. Head.Notes.Concat(written.Notes).Select(ToldOf).OfType<Unjudged>()];
        }

        var limits = new ExtractionLimits();
        return await _worker.ExtractAsync(
            new ExtractionRequest
            {
                Label = name,
                Root = written.Root,
                Dialect = Dialect,
                Include = _configuration.Include,
                Exclude = _configuration.Exclude,
                Limits = limits with
                {
                    Seconds = _configuration.Seconds ?? limits.Seconds,
                    MemoryBytes = _configuration.MemoryMiB is { } mib ? mib * 1024L * 1024 : limits.MemoryBytes,
                },
            },
            cancellation);
    }

    /// <summary>
    /// Starts to read both schemas, at the same time; once only where the revisions differ in no file that a model can see. The session
    /// waits for it before it ends, also where the caller does not.
    /// </summary>
    public Task<(DatabaseSchema Base, DatabaseSchema Head)> ExtractBothAsync(SourceSnapshot @base)
    {
        var both = BothAsync(@base, _stop.Token);
        _underWay = both;
        return both;
    }

    /// <summary>Lets the worker end and makes sure that it had nothing more to say; no verdict is given before.</summary>
    public Task CompleteAsync(CancellationToken cancellation) => _worker.CompleteAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _underWay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        await _worker.DisposeAsync();
        await _folder.DisposeAsync();
        await _repository.DisposeAsync();
    }

    private static Unjudged? ToldOf(SnapshotNote note) => note.Reason switch
    {
        SkipReason.Submodule => new Unjudged(note.Path, "is a submodule; its models are not read"),
        _ when !note.Path.EndsWith(".py", StringComparison.Ordinal) => null,
        SkipReason.SymbolicLink => new Unjudged(note.Path, "is a symbolic link; links are not followed"),
        SkipReason.CaseCollision => new Unjudged(note.Path, "has a name that differs from another only in case"),
        SkipReason.TooLarge => new Unjudged(note.Path, $"is larger than {SnapshotLimits.Default.PythonFileBytes:N0} bytes"),
        _ => new Unjudged(note.Path, "has a name that could escape its folder, or is not UTF-8"),
    };

    private static async Task<Session> OpenAsync(
        RunOptions options, IProgress<string> progress, GitRepository repository, WorkerProcess? worker, CancellationToken cancellation)
    {
        var branch = repository.BranchAsync(cancellation);
        var commit = options.Worktree ? null : await repository.ResolveAsync(options.Head ?? "HEAD", cancellation);
        var head = commit is null
            ? await SourceSnapshot.FromWorktreeAsync(repository, cancellation)
            : await SourceSnapshot.FromCommitAsync(repository, commit, cancellation);
        var label = options.Worktree ? "working tree" : options.Head ?? await branch ?? "HEAD";
        var configuration = await ConfigurationAsync(options, head, cancellation);
        if (worker is null || (options.Python is null && configuration.Python is not null))
        {
            await StopAsync(worker);
            worker = Start(options, repository.Top, configuration.Python);
        }

        return new Session(options, progress, repository, head, new RevisionInfo(label, commit, null), configuration, worker, cancellation);
    }

    private static ValueTask StopAsync(WorkerProcess? worker) => worker?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static WorkerProcess? TryStart(RunOptions options, string top)
    {
        try
        {
            return Start(options, top, null);
        }
        catch (CheckException) when (options.Python is null)
        {
            // The configuration may name an interpreter; where it does not, starting fails again, and then it is told.
            return null;
        }
    }

    private static WorkerProcess Start(RunOptions options, string top, string? configured) => WorkerProcess.Start(new WorkerOptions
    {
        Python = PythonLocator.Find(new PythonRequest
        {
            CommandLine = options.Python,
            Configured = configured,
            RepositoryTop = top,
            SearchPath = options.Environment.GetValueOrDefault("PATH"),
        }),
    });

    private async Task<(DatabaseSchema Base, DatabaseSchema Head)> BothAsync(SourceSnapshot @base, CancellationToken cancellation)
    {
        if (Visible(@base).SequenceEqual(Visible(Head)))
        {
            var schema = await ExtractAsync(Head, "head", cancellation);
            return (schema, schema);
        }

        var schemas = await Task.WhenAll(ExtractAsync(Head, "head", cancellation), ExtractAsync(@base, "base", cancellation));
        return (schemas[1], schemas[0]);
    }

    private async Task<DatabaseSchema> ExtractAsync(SourceSnapshot snapshot, string name, CancellationToken cancellation) =>
        SchemaDocumentReader.Read((await DocumentAsync(snapshot, name, cancellation)).Span);

    private static async Task<CheckConfiguration> ConfigurationAsync(RunOptions options, SourceSnapshot head, CancellationToken cancellation)
    {
        if (options.ConfigurationFile is not { } file)
        {
            var text = await head.ReadTextAsync(ConfigurationReader.FileName, cancellation);
            return ConfigurationReader.Read(ConfigurationReader.FileName, text ?? "");
        }

        try
        {
            return ConfigurationReader.Read(file, await File.ReadAllTextAsync(file, cancellation));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckException(ExitCode.Usage, $"The configuration {file} cannot be read: {exception.Message}", inner: exception);
        }
    }

    // A file of the working tree has no id, and then every revision counts as different.
    private static IEnumerable<SnapshotFile> Visible(SourceSnapshot snapshot) =>
        snapshot.Files.Where(f => SnapshotLimits.Default.BytesOf(f.Path) is not null);
}
