using System.Text;
using ContractCheck.Core;
using ContractCheck.Engine.Processes;

namespace ContractCheck.Engine.Git;

/// <summary>
/// Objects by hash, through one <c>git cat-file --batch-command</c> process for the whole life of the repository: starting git costs
/// more than reading a thousand blobs.
/// </summary>
internal sealed class ObjectReader(GitProcess git) : IAsyncDisposable
{
    // Requests are sent whole before answers are read; git holds them until "flush", so neither side can block the other.
    private const int RequestsAtOnce = 4096;

    private static readonly TimeSpan StallLimit = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private ChildProcess? _process;
    private BatchAnswers? _answers;

    /// <summary>Sizes in bytes, in the order of <paramref name="ids"/>; null for an object that a partial clone does not have.</summary>
    /// <exception cref="CheckException">No verdict: an object is damaged.</exception>
    public async Task<long?[]> SizesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var sizes = new List<long?>(ids.Count);
        await ConverseAsync("info", ids, TakeAsync, cancellation);
        return [.. sizes];

        async ValueTask TakeAsync(BatchAnswers answers, string id, CancellationToken stall) =>
            sizes.Add(await answers.SizeAsync(id, stall));
    }

    /// <summary>
    /// The full hash of what a name stands for. Names go over standard input, so none can be read as an option.
    /// </summary>
    /// <param name="name">A revision expression without control characters.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Null where git knows no such object.</returns>
    /// <exception cref="CheckException">No verdict: git ended; its message says why.</exception>
    public async Task<string?> FindAsync(string name, CancellationToken cancellation)
    {
        string? id = null;
        await ConverseAsync("info", [name], TakeAsync, cancellation);
        return id;

        async ValueTask TakeAsync(BatchAnswers answers, string asked, CancellationToken stall) => id = await answers.IdAsync(stall);
    }

    /// <summary>
    /// Contents, handed over one by one in the order of <paramref name="ids"/>; the memory is reused after the call returns.
    /// </summary>
    /// <exception cref="CheckException">No verdict: an object is missing or damaged.</exception>
    public Task ReadAsync(IReadOnlyCollection<string> ids, Action<int, ReadOnlyMemory<byte>> sink, CancellationToken cancellation)
    {
        var index = 0;
        return ConverseAsync("contents", ids, TakeAsync, cancellation);

        async ValueTask TakeAsync(BatchAnswers answers, string id, CancellationToken stall)
        {
            var size = await answers.SizeAsync(id, stall) ?? throw new InvalidDataException($"object {id} is missing");
            sink(index++, await answers.ContentAsync(checked((int)size), stall));
        }
    }

    /// <summary>Has the next request answered by a new process, which sees objects that have come since.</summary>
    public async Task RenewAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await HangUpAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await HangUpAsync();
        _turn.Dispose();
    }

    private async Task ConverseAsync(
        string command, IReadOnlyCollection<string> ids, Func<BatchAnswers, string, CancellationToken, ValueTask> take, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            _process ??= git.Start("cat-file", "--batch-command", "--buffer");
            _answers ??= new BatchAnswers(_process.Output);
            foreach (var chunk in ids.Chunk(RequestsAtOnce))
            {
                stall.CancelAfter(StallLimit);
                await _process.Input.WriteAsync(Request(command, chunk), stall.Token);
                await _process.Input.FlushAsync(stall.Token);
                foreach (var id in chunk)
                {
                    await take(_answers, id, stall.Token);
                    stall.CancelAfter(StallLimit);
                }
            }
        }
        catch (Exception e) when (IsGitsFault(e, cancellation))
        {
            throw Unreadable(e, await HangUpAsync());
        }
        catch
        {
            // Answers are left unread, so the next request needs a process of its own.
            await HangUpAsync();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private static bool IsGitsFault(Exception e, CancellationToken cancellation) =>
        e is InvalidDataException or IOException or OverflowException
        || (e is OperationCanceledException && !cancellation.IsCancellationRequested);

    private static byte[] Request(string command, string[] ids)
    {
        var text = new StringBuilder(ids.Length * 56);
        foreach (var id in ids)
        {
            text.Append(command).Append(' ').Append(id).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.Append("flush\n").ToString());
    }

    private async Task<string> HangUpAsync()
    {
        var process = _process;
        (_process, _answers) = (null, null);
        if (process is null)
        {
            return "";
        }

        await process.DisposeAsync();
        return process.Log;
    }

    private static CheckException Unreadable(Exception e, string log) => new(
        ExitCode.NoVerdict,
        $"git could not read an object: {(log.Length > 0 ? log : e.Message)}",
        "Where the clone is partial, check out without a filter (git fetch --refetch --no-filter origin).\n"
        + "Where it is damaged, git fsck names the objects; clone again.",
        e);
}
