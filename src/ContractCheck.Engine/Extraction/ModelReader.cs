using System.Collections.Immutable;
using ContractCheck.Core;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Extraction;

/// <summary>
/// Reads the models of revisions: writes their files, has one Python process scan them while another imports SQLAlchemy, then has the
/// second one load them, all at the same time. Disposing leaves no process and no file behind.
/// </summary>
internal sealed class ModelReader : IAsyncDisposable
{
    private readonly SnapshotFolder _folder = SnapshotFolder.Create();
    private readonly WorkerProcess _worker;
    private readonly WorkerProcess _scanner;
    private Task? _deletion;

    private ModelReader(string python, WorkerProcess worker, WorkerProcess scanner) => (Python, _worker, _scanner) = (python, worker, scanner);

    /// <summary>Path of the interpreter.</summary>
    public string Python { get; }

    /// <summary>Starts Python and returns at once.</summary>
    /// <param name="options">The interpreter and what it may import.</param>
    /// <exception cref="CheckException">No verdict: it cannot be started.</exception>
    public static ModelReader Start(WorkerOptions options)
    {
        return new ModelReader(options.Python, WorkerProcess.Start(options), WorkerProcess.Start(options with { Scanner = true }));
    }

    /// <summary>Writes a revision's files.</summary>
    /// <exception cref="CheckException">No verdict: a limit is exceeded, or an object is missing or damaged.</exception>
    public Task<MaterialisedSnapshot> WriteAsync(SourceSnapshot snapshot, string name, SnapshotLimits limits, CancellationToken cancellation) =>
        _folder.WriteAsync(snapshot, name, limits, cancellation);

    /// <summary>The schema documents of revisions that are written, in the same order, beside what their source shows.</summary>
    /// <exception cref="CheckException">No verdict (CC901): a document is missing, with the reason.</exception>
    public async Task<ImmutableArray<ReadModels>> ReadAsync(IReadOnlyList<ExtractionRequest> requests, CancellationToken cancellation)
    {
        ExtractionRequest[] own = [.. requests.Select(r => r with { PrivateFolder = _folder.Path })];
        var (evidence, kept) = await _scanner.ScanAsync(own, cancellation);
        var scan = await _folder.KeepAsync("scan", kept, cancellation);
        var documents = await Task.WhenAll(own.Select(r => _worker.ExtractAsync(r with { Scan = scan }, cancellation)));
        return [.. documents.Zip(evidence, (document, shown) => new ReadModels(document, shown))];
    }

    /// <summary>What the worker runs on, once it is ready.</summary>
    /// <exception cref="CheckException">No verdict: Python is too old, lacks SQLAlchemy, or does not answer.</exception>
    public Task<WorkerHello> HelloAsync(CancellationToken cancellation) => _worker.HelloAsync(cancellation);

    /// <summary>Lets Python end and makes sure that it had nothing more to say; no verdict is given before.</summary>
    /// <exception cref="CheckException">No verdict (CC901): a late frame, or an exit code other than 0.</exception>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(_worker.CompleteAsync(cancellation), _scanner.CompleteAsync(cancellation));
        _deletion = _folder.DisposeAsync().AsTask();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_worker.DisposeAsync().AsTask(), _scanner.DisposeAsync().AsTask());
        await (_deletion ?? _folder.DisposeAsync().AsTask());
    }
}
