using System.Collections.Immutable;
using ContractCheck.Core;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Engine;
using Spectre.Console;

namespace ContractCheck.Cli;

/// <summary>What differs between a person's terminal and a pipeline's log.</summary>
internal static class Terminal
{
    /// <summary>Colours where standard output is a terminal that shows them, and NO_COLOR is not set.</summary>
    public static TerminalSink Sink => Console.IsOutputRedirected || IsPlain() ? TerminalSink.Plain : TerminalSink.Ansi;

    private static TerminalSink ErrorSink => Console.IsErrorRedirected || IsPlain() ? TerminalSink.Plain : TerminalSink.Ansi;

    /// <summary>Runs work under a spinner on standard error, where that is a terminal. Says first where models run unprotected.</summary>
    public static async Task<T> WithProgressAsync<T>(RunOptions options, Func<IProgress<string>, Task<T>> work)
    {
        if (!options.Sandboxed)
        {
            await Console.Error.WriteLineAsync("contractcheck: warning: --sandbox off: the models run with all rights of this process.");
        }

        if (Console.IsErrorRedirected || IsPlain())
        {
            return await work(new Reporter(_ => { }));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Status().StartAsync("Starting", status => work(new Reporter(text => status.Status(Markup.Escape(TerminalSink.Plain.Text(text).ToString())))));
    }

    /// <summary>Writes a result to standard output.</summary>
    /// <exception cref="CheckException">Exit code 2: standard output takes nothing.</exception>
    public static Task WriteAsync(Rendered text) => WriteOwnAsync(text.ToString());

    /// <summary>Writes words of the program itself, such as a rule's page, to standard output.</summary>
    /// <exception cref="CheckException">Exit code 2: standard output takes nothing.</exception>
    public static async Task WriteOwnAsync(string text)
    {
        try
        {
            await Console.Out.WriteAsync(text);
            await Console.Out.FlushAsync();
        }
        catch (IOException exception)
        {
            throw new CheckException(ExitCode.Usage, $"Standard output cannot be written: {exception.Message}", null, exception);
        }
    }

    /// <summary>Writes what a result leaves open to standard error.</summary>
    public static async Task NoteAsync(string title, ImmutableArray<Unjudged> unjudged)
    {
        var sink = TerminalSink.Plain;
        var lines = unjudged.Select(open => open.Location is null
            ? sink.Of($"{title}: {open.Subject} {open.Reason}\n")
            : sink.Of($"{title}: {open.Subject} {open.Reason} ({open.Location})\n"));
        await Console.Error.WriteAsync(sink.Join("", lines).ToString());
    }

    /// <summary>Writes an error, then the way out, to standard error; where that takes nothing, the exit code has to do.</summary>
    public static async Task FailAsync(string message, string? wayOut)
    {
        var sink = ErrorSink;
        var told = sink.Of($"contractcheck: {sink.Join("\n  ", Lines(message))}\n");
        var way = wayOut is null ? default : sink.Of($"  {sink.Bold(sink.Of($"→"))} {sink.Join("\n    ", Lines(wayOut))}\n");
        try
        {
            await Console.Error.WriteAsync(sink.Of($"{told}{way}").ToString());
        }
        catch (IOException)
        {
            // There is nowhere left to tell it.
        }

        IEnumerable<Encoded<TerminalSink>> Lines(string text) => text.Split('\n').Select(sink.Text);
    }

    private static bool IsPlain() =>
        Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
        || Environment.GetEnvironmentVariable("CI") is { Length: > 0 }
        || Environment.GetEnvironmentVariable("TERM") is null or "dumb";

    // Progress<T> posts to a thread pool, and a late report would overwrite a newer one.
    private sealed class Reporter(Action<string> report) : IProgress<string>
    {
        public void Report(string value) => report(value);
    }
}
