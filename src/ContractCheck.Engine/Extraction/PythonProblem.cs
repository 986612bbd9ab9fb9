using System.ComponentModel;
using System.Text.RegularExpressions;
using ContractCheck.Core;
using ContractCheck.Engine.Processes;

namespace ContractCheck.Engine.Extraction;

/// <summary>What is wrong with an interpreter. It is looked into only after the worker has failed, so a good one is started once.</summary>
internal static partial class PythonProblem
{
    private static readonly Version Oldest = new(3, 9);

    public static CheckException NotFound(string searched) => New(
        $"No Python interpreter was found ({searched}).", "Install Python 3.9 or newer (for example: apt-get install python3), or name one with --python PATH.");

    public static CheckException InsideRepository(string python) => New(
        $"The configuration names the interpreter {python}, which lies inside the repository: a pull request could replace it.",
        "Name an interpreter outside of the checkout, or name this one on the command line: --python PATH");

    public static CheckException CannotStart(string python, Win32Exception e) => New(
        $"Python cannot be started ({python}): {e.Message}", "Install Python 3.9 or newer, or name one with --python PATH.", e);

    public static CheckException NoSqlAlchemy(string python, string error) => New(
        $"Python ({python}) cannot import SQLAlchemy: {error}", $"{python} -m pip install \"sqlalchemy>=1.4\"\nOr name another interpreter with --python PATH.");

    /// <summary>Why the worker ended without a hello.</summary>
    /// <exception cref="OperationCanceledException">Nobody wants to know any more.</exception>
    public static async Task<CheckException> ExplainAsync(string python, ChildProcess worker, CancellationToken cancellation)
    {
        await worker.SettleAsync();
        return await VersionAsync(python, cancellation) switch
        {
            null => New($"{python} is no working Python interpreter: {worker.Log}", "Name one with --python PATH."),
            { } version when version < Oldest => New(
                $"Python {version} ({python}) is too old.", "Install Python 3.9 or newer, and name it with --python PATH."),
            _ => ExtractionFailure.Worker("it ended before it said hello", worker.Log),
        };
    }

    private static async Task<Version?> VersionAsync(string python, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            await using var process = ChildProcess.Start(
                WorkerCommand.Of(python, ["-I", "-B", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]));
            process.Input.Close();
            using var reader = new StreamReader(process.Output);
            var text = await reader.ReadToEndAsync(limit.Token);
            return VersionText().IsMatch(text) && Version.TryParse(text.Trim(), out var version) ? version : null;
        }
        catch (Exception e) when (e is IOException or Win32Exception || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static CheckException New(string message, string wayOut, Exception? inner = null) =>
        new(ExitCode.NoVerdict, message, wayOut, inner);

    [GeneratedRegex(@"\A\d+\.\d+\s*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionText();
}
