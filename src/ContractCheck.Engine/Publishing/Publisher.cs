using System.Collections.Immutable;
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
    /// <summary>What <c>--publish</c> takes.</summary>
    public static ImmutableArray<string> Names { get; } = ["none", "github", "azure", "gitlab"];

    /// <summary>The publisher that the options ask for, or null.</summary>
    /// <param name="options">The options, with the pipeline's environment.</param>
    public static Publisher? Of(RunOptions options) => options.Publish switch
    {
        "github" => new GitHubPublisher(options),
        "azure" => new AzurePublisher(options),
        "gitlab" => new GitLabPublisher(options),
        _ => null,
    };

    /// <summary>Labels that the request has now; empty where there is no request or it cannot be asked.</summary>
    public virtual Task<ImmutableArray<string>> LabelsAsync(CancellationToken cancellation) => Task.FromResult(ImmutableArray<string>.Empty);

    /// <summary>Tells the result.</summary>
    /// <param name="report">The result.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>What belongs into the job's log.</returns>
    /// <exception cref="CheckException">Exit code 2: a file that the pipeline named cannot be written.</exception>
    public abstract Task<Rendered> PublishAsync(Report report, CancellationToken cancellation);

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
}
