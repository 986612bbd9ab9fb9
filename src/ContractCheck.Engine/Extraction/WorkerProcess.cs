using System.ComponentModel;
using System.Text.Json;
using ContractCheck.Core;
using ContractCheck.Engine.Processes;

namespace ContractCheck.Engine.Extraction;

/// <summary>
/// The Python worker: one process per command, started early so that Python warms up while git is read. Extractions run at the same
/// time. A worker that breaks the protocol once is killed and never believed again. Disposing leaves no process behind.
/// </summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private readonly WorkerOptions _options;
    private readonly ChildProcess _process;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly PendingExtractions _pending = new();
    private readonly TaskCompletionSource<WorkerHello> _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _listening;
    private readonly CancellationTokenSource _ending = new();
    private volatile bool _quitting;
    private string? _reason;
    private int _disposed;

    private WorkerProcess(WorkerOptions options, ChildProcess process)
    {
        _options = options;
        _process = process;
        _listening = ListenAsync();
    }

    internal int ProcessId => _process.Id;

    /// <summary>Starts the worker and returns at once; what is wrong with its Python shows in <see cref="HelloAsync"/>.</summary>
    /// <param name="options">Interpreter and folders.</param>
    /// <exception cref="CheckException">No verdict: the interpreter cannot be started. Internal: the worker's files are missing.</exception>
    public static WorkerProcess Start(WorkerOptions options)
    {
        try
        {
            return new WorkerProcess(options, ChildProcess.Start(WorkerCommand.For(options)));
        }
        catch (Win32Exception e)
        {
            throw PythonProblem.CannotStart(options.Python, e);
        }
    }

    /// <summary>Waits until the worker is ready.</summary>
    /// <param name="cancellation">Ends the wait and kills the worker.</param>
    /// <exception cref="CheckException">No verdict: Python is too old, lacks SQLAlchemy, or does not answer.</exception>
    public Task<WorkerHello> HelloAsync(CancellationToken cancellation = default) => AwaitAsync(_hello.Task, Timeout.InfiniteTimeSpan, "hello", cancellation);

    /// <summary>Reads the models of one revision. May be called several times at once.</summary>
    /// <param name="request">Where the files are and what the extraction may use.</param>
    /// <param name="cancellation">Ends the wait and kills the worker, other extractions included.</param>
    /// <returns>The schema document: UTF-8 JSON made by code of the repository, so hostile until it is read strictly.</returns>
    /// <exception cref="CheckException">No verdict (CC901): there is no document, with the reason and what the models printed last.</exception>
    public async Task<ReadOnlyMemory<byte>> ExtractAsync(ExtractionRequest request, CancellationToken cancellation = default)
    {
        var message = new GoMessage(
            request.Root, request.Dialect, request.Include, request.Exclude, request.Packages, request.Scan, request.Limits, request.Sandboxed,
            request.PrivateFolder);
        var payload = JsonSerializer.SerializeToUtf8Bytes(message, WorkerJson.Default.GoMessage);
        return await OrderAsync(FrameKind.Go, payload, request.Label, request, cancellation);
    }

    /// <summary>
    /// Scans revisions ahead of their extraction: which tables their source shows, and what of it loading will want, compiled. No code of
    /// the repository is run.
    /// </summary>
    /// <param name="requests">The extractions to come. Limits and sandbox of the first count.</param>
    /// <param name="cancellation">Ends the wait and kills the worker.</param>
    /// <exception cref="CheckException">No verdict (CC901): the scan failed, with the reason.</exception>
    public async Task<ScanResult> ScanAsync(IReadOnlyList<ExtractionRequest> requests, CancellationToken cancellation = default)
    {
        var first = requests[0];
        var message = new ScanMessage(
            [.. requests.Select(r => new ScannedRevision(r.Root, r.Include, r.Exclude, r.Packages))], first.Limits, first.Sandboxed, first.PrivateFolder);
        var payload = JsonSerializer.SerializeToUtf8Bytes(message, WorkerJson.Default.ScanMessage);
        var result = await OrderAsync(FrameKind.Scan, payload, string.Join(" and ", requests.Select(r => r.Label)), first, cancellation);
        try
        {
            return ScanResult.Read(result, requests.Count);
        }
        catch (InvalidDataException e)
        {
            await GiveUpAsync(e.Message);
            throw _pending.Fault!;
        }
    }

    /// <summary>Parses queries. None is run.</summary>
    /// <param name="request">The file that holds them, and what parsing may use.</param>
    /// <param name="cancellation">Ends the wait and kills the worker.</param>
    /// <returns>UTF-8 JSON that was made of a stranger's queries, so hostile until it is read strictly.</returns>
    /// <exception cref="CheckException">No verdict (CC901): there is no answer, with the reason.</exception>
    public async Task<ReadOnlyMemory<byte>> ParseAsync(ExtractionRequest request, CancellationToken cancellation = default)
    {
        var message = new ParseMessage(request.Root, request.Limits, request.Sandboxed, request.PrivateFolder);
        return await OrderAsync(FrameKind.Parse, JsonSerializer.SerializeToUtf8Bytes(message, WorkerJson.Default.ParseMessage), request.Label, request, cancellation);
    }

    /// <summary>
    /// Lets the worker end, and makes sure that it had nothing more to say. Call it after the last extraction and before a verdict is
    /// given; it may run beside other work.
    /// </summary>
    /// <param name="cancellation">Ends the wait and kills the worker.</param>
    /// <exception cref="CheckException">No verdict (CC901): a late frame, or an exit code other than 0.</exception>
    public async Task CompleteAsync(CancellationToken cancellation = default)
    {
        await HelloAsync(cancellation);
        _quitting = true;
        await SendAsync(new Frame(FrameKind.Quit, 0, "{}"u8.ToArray()), cancellation);
        await AwaitAsync(EndAsync(), _options.Grace, "the worker's end", cancellation);

        async Task<bool> EndAsync()
        {
            await _listening;
            var exitCode = _pending.Fault is { } fault ? throw fault : await _process.WaitAsync(cancellation);
            return exitCode == 0 ? true : throw ExtractionFailure.Worker($"it ended with exit code {exitCode}", _process.Log);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _ending.CancelAsync();
        if (!_quitting)
        {
            // Nobody has asked it to end, and nobody waits for what it is doing.
            _process.Kill();
        }

        await _process.DisposeAsync();
        await _listening;
        _writing.Dispose();
        _ending.Dispose();
    }

    private async Task<ReadOnlyMemory<byte>> OrderAsync(
        FrameKind kind, byte[] payload, string label, ExtractionRequest request, CancellationToken cancellation)
    {
        var hello = await HelloAsync(cancellation);
        if (request.Sandboxed && hello.Sandbox.Mode is null)
        {
            throw ExtractionFailure.Unprotected(hello.Sandbox);
        }

        var (id, answer) = _pending.Open(label, request.Limits);
        await SendAsync(new Frame(kind, id, payload), cancellation);
        return await AwaitAsync(answer, TimeSpan.FromSeconds(request.Limits.Seconds) + _options.Grace, label, cancellation);
    }

    private async Task ListenAsync()
    {
        // Start must return before the first byte is there.
        await Task.Yield();
        try
        {
            await GreetAsync();
            while (await FrameStream.ReadAsync(_process.Output, _pending.LimitOf, _ending.Token) is { } frame)
            {
                _pending.Close(frame);
            }

            if (!_quitting || _pending.Any)
            {
                throw new InvalidDataException("it ended before it had answered");
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            await GiveUpAsync(e.Message);
        }
        catch (CheckException e)
        {
            Fail(e);
        }
    }

    private async Task GreetAsync()
    {
        Frame? first;
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token))
        {
            limit.CancelAfter(_options.StartLimit);
            try
            {
                first = await FrameStream.ReadAsync(_process.Output, HelloLimit, limit.Token).WaitAsync(limit.Token);
            }
            catch (OperationCanceledException e) when (!_ending.IsCancellationRequested)
            {
                throw new InvalidDataException($"it did not say hello within {_options.StartLimit.TotalSeconds:0} seconds", e);
            }
        }

        var hello = WorkerJson.Read((first ?? throw await PythonProblem.ExplainAsync(_options.Python, _process, _ending.Token)).Payload, WorkerJson.Default.HelloMessage);
        if (hello.Error is { } error)
        {
            throw PythonProblem.NoSqlAlchemy(_options.Python, error);
        }

        _hello.TrySetResult(hello is { Protocol: 1, Python: { } python, Sqlalchemy: { } sqlalchemy, Sandbox: { } sandbox }
            ? new WorkerHello(python, sqlalchemy, sandbox)
            : throw new InvalidDataException("its hello is not of protocol 1"));

        static long HelloLimit(FrameKind kind, uint id) =>
            kind == FrameKind.Hello && id == 0 ? 64 * 1024 : throw new InvalidDataException("its first frame is no hello");
    }

    private async Task SendAsync(Frame frame, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            await FrameStream.WriteAsync(_process.Input, frame, cancellation);
        }
        catch (IOException)
        {
            // The worker is gone; the listener knows why, and whoever waits for an answer is told.
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<T> AwaitAsync<T>(Task<T> answer, TimeSpan limit, string what, CancellationToken cancellation)
    {
        try
        {
            return await answer.WaitAsync(limit, cancellation);
        }
        catch (TimeoutException)
        {
            await GiveUpAsync($"it gave no answer for {what} within {limit.TotalSeconds:0} seconds");
            throw _pending.Fault!;
        }
        catch (OperationCanceledException)
        {
            await GiveUpAsync("the check was cancelled");
            throw;
        }
    }

    private async Task GiveUpAsync(string reason)
    {
        // Killing makes the listener see an end too; the first reason is the true one.
        reason = Interlocked.CompareExchange(ref _reason, reason, comparand: null) ?? reason;
        _process.Kill();
        await _process.SettleAsync();
        Fail(ExtractionFailure.Worker(reason, _process.Log));
    }

    private void Fail(CheckException fault)
    {
        _process.Kill();
        _pending.FailAll(fault);
        _hello.TrySetException(_pending.Fault ?? fault);
    }
}
