using System.Collections.Immutable;
using ContractCheck.Core;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering;
using ContractCheck.Engine;
using Spectre.Console;

namespace ContractCheck.Cli;

/// <summary>What differs between a person's terminal and a pipeline's log.</summary>
internal static class Terminal
{
    /// <summary>Colours where standard output is a terminal that shows them, and NO_COLOR is not set.</summary>
    public static TextStyle Style => Console.IsOutputRedirected || IsPlain() ? TextStyle.Plain : TextStyle.Ansi;

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
        return await console.Status().StartAsync("Starting", status => work(new Reporter(text => status.Status(Markup.Escape(text)))));
    }

    /// <summary>Writes a result to standard output.</summary>
    /// <exception cref="CheckException">Exit code 2: standard output takes nothing.</exception>
    public static async Task WriteAsync(string text)
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
        foreach (var open in unjudged)
        {
            var place = open.Location is null ? "" : $" ({TerminalText.Of(open.Location.ToString())})";
            await Console.Error.WriteLineAsync($"{title}: {TerminalText.Of(open.Subject)} {TerminalText.Of(open.Reason)}{place}");
        }
    }

    /// <summary>Writes an error, then the way out, to standard error; where that takes nothing, the exit code has to do.</summary>
    public static async Task FailAsync(string message, string? wayOut)
    {
        try
        {
            await TellAsync(message, wayOut);
        }
        catch (IOException)
        {
            // There is nowhere left to tell it.
        }
    }

    private static async Task TellAsync(string message, string? wayOut)
    {
        var style = Console.IsErrorRedirected || IsPlain() ? TextStyle.Plain : TextStyle.Ansi;
        await Console.Error.WriteLineAsync($"contractcheck: {string.Join("\n  ", message.Split('\n').Select(TerminalText.Of))}");
        if (wayOut is not null)
        {
            await Console.Error.WriteLineAsync($"  {(style.Colour ? "\u001b[1m→\u001b[0m" : "→")} {string.Join("\n    ", wayOut.Split('\n').Select(TerminalText.Of))}");
        }
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
