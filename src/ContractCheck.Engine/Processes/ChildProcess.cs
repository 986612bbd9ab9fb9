using System.Diagnostics;

namespace ContractCheck.Engine.Processes;

/// <summary>
/// A process that starts with an emptied environment, whose standard error is drained from the start, and that never outlives its
/// owner: disposing ends its input, and kills it with everything that it started where that is not enough.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Process _process;
    private readonly TextTail _log;
    private readonly Task _draining;
    private readonly Lock _gate = new();
    private bool _disposed;

    private ChildProcess(Process process, int logBytes)
    {
        _process = process;
        _log = new TextTail(logBytes);
        _draining = DrainAsync(process.StandardError.BaseStream, _log);
    }

    public int Id => _process.Id;

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The last text that the process wrote to standard error.</summary>
    public string Log => _log.ToString();

    /// <summary>Starts a program.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program does not exist or may not be run.</exception>
    public static ChildProcess Start(ChildProcessStart start)
    {
        var info = new ProcessStartInfo(start.Program)
        {
            WorkingDirectory = start.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in start.Arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        var process = new Process { StartInfo = info };
        process.Start();
        return new ChildProcess(process, start.LogBytes);
    }

    /// <summary>Waits for the end of the process and of its log.</summary>
    /// <returns>The exit code; 128 plus the signal's number where a signal ended it.</returns>
    public async Task<int> WaitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        await _draining.WaitAsync(cancellation);
        return _process.ExitCode;
    }

    /// <summary>Gives an ended or killed process a moment to have its last words read.</summary>
    public Task SettleAsync() => Task.WhenAny(_draining, Task.Delay(TimeSpan.FromSeconds(1)));

    /// <summary>Kills the process and its descendants. Does nothing where it has ended.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It has ended by itself.
            }
            catch (AggregateException)
            {
                // A descendant ended between being found and being killed.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        // The end of its input is the end of every program that is started here. Killing a tree reads all of /proc.
        if (!await EndsAsync(Patience))
        {
            Kill();

            // A killed process is gone at once; the limit is for one that the kernel holds in an uninterruptible wait.
            await EndsAsync(TimeSpan.FromSeconds(5));
        }

        lock (_gate)
        {
            _disposed = true;
            _process.Dispose();
        }
    }

    private async Task<bool> EndsAsync(TimeSpan patience)
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // A process that no longer reads, a write that is still under way, or a second disposal.
        }

        try
        {
            await _process.WaitForExitAsync().WaitAsync(patience);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task DrainAsync(Stream stream, TextTail log)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer) is var count and > 0)
            {
                log.Append(buffer.AsSpan(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The owner has ended the process; the text so far is what there is.
        }
    }
}

/// <summary>What a <see cref="ChildProcess"/> is started with.</summary>
internal sealed record ChildProcessStart(string Program, IReadOnlyList<string> Arguments, string WorkingDirectory)
{
    /// <summary>The whole environment of the process: nothing is inherited.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>How much of the end of standard error is kept.</summary>
    public int LogBytes { get; init; } = 64 * 1024;
}
