using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ContractCheck.Core;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Engine.Publishing;

/// <summary>
/// A pipeline that is told the result. Each host's quirks live in its own class. Telling never changes the verdict: what a host refuses becomes
/// a notice.
/// </summary>
public abstract class Publisher
{
    /// <summary>A publisher.</summary>
    protected Publisher(RunOptions options) => Options = options;

    /// <summary>The options of the check, with the pipeline's environment.</summary>
    protected RunOptions Options { get; }

    /// <summary>What <c>--publish</c> takes.</summary>
    public static ImmutableArray<string> Names { get; } = ["none", "github", "azure", "gitlab"];

    /// <summary>What went wrong with the request, for the log.</summary>
    public ImmutableArray<string> Notices { get; private set; } = [];

    /// <summary>The publisher that the options ask for, or null.</summary>
    /// <param name="options">The options, with the pipeline's environment.</param>
    public static Publisher? Of(RunOptions options) => options.Publish switch
    {
        "github" => new GitHubPublisher(options),
        "azure" => new AzurePublisher(options),
        "gitlab" => new GitLabPublisher(options),
        _ => null,
    };

    /// <summary>Labels that the request has now; empty, with a notice, where it cannot be asked.</summary>
    public async Task<ImmutableArray<string>> LabelsAsync(CancellationToken cancellation)
    {
        var labels = await GuardedAsync("The request's labels are not known", ReadLabelsAsync, [], cancellation);
        return labels.IsDefault ? [] : labels;
    }

    /// <summary>Writes what belongs into files and log, whatever becomes of the request.</summary>
    /// <param name="report">The result.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>What belongs into the job's log.</returns>
    /// <exception cref="CheckException">Exit code 2: a file that the pipeline named cannot be written.</exception>
    public abstract Task<Rendered> PublishAsync(Report report, CancellationToken cancellation);

    /// <summary>Tells the request's readers: one comment, made when there is something to say, and kept.</summary>
    /// <param name="report">The result.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>What belongs into the job's log.</returns>
    public async Task<Rendered> CommentAsync(Report report, CancellationToken cancellation)
    {
        await GuardedAsync(HasNews(report) ? "The request has no comment; this job has the summary" : null, ct => TellAsync(report, ct), true, cancellation);
        return Notice();
    }

    /// <summary>Reads labels.</summary>
    protected abstract Task<ImmutableArray<string>> ReadLabelsAsync(CancellationToken cancellation);

    /// <summary>Makes, keeps or resolves the comment.</summary>
    /// <returns>True.</returns>
    protected abstract Task<bool> TellAsync(Report report, CancellationToken cancellation);

    /// <summary>The notices, as the host's log shows them: a line each, where the host has no command for them.</summary>
    protected virtual Rendered Notice() => Rendered.Of(TerminalSink.Plain.Join("", Notices.Select(n => TerminalSink.Plain.Of($"{n}\n"))));

    /// <summary>Adds a notice.</summary>
    protected void Add(string notice) => Notices = Notices.Add(notice);

    /// <summary>Adds to a file that the pipeline named.</summary>
    /// <exception cref="CheckException">Exit code 2: it cannot be written.</exception>
    protected static async Task AppendAsync<TSink>(string file, Encoded<TSink> text, CancellationToken cancellation)
        where TSink : Sink<TSink>
    {
        try
        {
            await File.AppendAllTextAsync(file, text.ToString(), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckException(ExitCode.Usage, $"{file}, which the pipeline named, cannot be written: {e.Message}", "Leave --publish out.", e);
        }
    }

    /// <summary>Whether there is anything for people to read in a request.</summary>
    protected static bool HasNews(Report report) =>
        report.Verdict.Outcome != Outcome.Passed || report.Verdict.Count(Severity.Warning) > 0;

    /// <summary>The first line of this check's comment: another job, step or set of options has one of its own.</summary>
    /// <param name="place">What the pipeline calls this step.</param>
    protected string Marker(params IEnumerable<string?> place)
    {
        string?[] options = [Options.Repository, Options.ConfigurationFile, Options.Dialect, Options.SqlAlchemy, Options.Profile?.ToString(), .. Options.Contracts];
        var text = string.Join('\n', place.Concat(options));
        return $"<!-- contractcheck {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]} -->";
    }

    /// <summary>A variable of the pipeline's, or null where it is empty.</summary>
    protected string? Variable(string name) => Options.Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    // A host may answer anything, and none of it may change the verdict.
    private async Task<T> GuardedAsync<T>(string? otherwise, Func<CancellationToken, Task<T>> ask, T nothing, CancellationToken cancellation)
    {
        try
        {
            return await ask(cancellation);
        }
#pragma warning disable CA1031 // See above; what went wrong is told.
        catch (Exception e) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (otherwise is not null)
            {
                var reason = e is RestException { IsRefused: true } ? $"the token may not do that (of a fork it only reads): {e.Message}" : e.Message;
                Add($"{otherwise}: {reason}");
            }

            return nothing;
        }
    }
}
