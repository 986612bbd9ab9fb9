using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Publishing;

/// <summary>GitHub Actions: annotations in the log, the job's summary, outputs, and one comment of the pull request.</summary>
internal sealed class GitHubPublisher(RunOptions options) : Publisher
{
    private const int SummaryBytes = 1024 * 1024;
    private const int CommentCharacters = 65_536;
    private const int Pages = 20;

    private static readonly GitHubCommandSink Log = GitHubCommandSink.Instance;

    private readonly IReadOnlyDictionary<string, string> _environment = options.Environment;

    /// <inheritdoc/>
    public override async Task<ImmutableArray<string>> LabelsAsync(CancellationToken cancellation)
    {
        if (Request() is not var (client, path))
        {
            return [];
        }

        using (client)
        {
            try
            {
                // From the API: the event of a run that is started again has the labels of its first time.
                var labels = await client.GetAsync($"{path}/labels?per_page=100", GitHubJson.Default.ImmutableArrayGitHubLabel, cancellation);
                return [.. labels.Select(l => l.Name)];
            }
            catch (RestException)
            {
                return [];
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<Rendered> PublishAsync(Report report, CancellationToken cancellation)
    {
        var log = new Page<GitHubCommandSink>(Log).Write($"{GitHubAnnotations.Render(report)}");
        if (File("GITHUB_STEP_SUMMARY") is { } summary)
        {
            var room = SummaryBytes - (int)Math.Min(SummaryBytes, new FileInfo(summary) is { Exists: true, Length: var length } ? length : 0);
            await AppendAsync(summary, MarkdownRenderer.Render(report, MarkdownLimit.Bytes(room)), cancellation);
        }

        if (File("GITHUB_OUTPUT") is { } outputs)
        {
            await AppendAsync(outputs, GitHubOutputs.Render(report, options.Output), cancellation);
        }

        var notice = await CommentAsync(report, cancellation);
        return Rendered.Of(log.Write($"{notice}").Done());
    }

    private async Task<Encoded<GitHubCommandSink>> CommentAsync(Report report, CancellationToken cancellation)
    {
        if (Request() is not var (client, path))
        {
            return default;
        }

        using (client)
        {
            try
            {
                var marker = Marker();
                var old = await FindAsync(client, path, marker, cancellation);
                if (old is null && !HasNews(report))
                {
                    return default;
                }

                var text = $"{marker}\n{MarkdownRenderer.Render(report, MarkdownLimit.Characters(CommentCharacters - marker.Length - 1))}";
                if (old is null)
                {
                    await client.SendAsync(HttpMethod.Post, $"{path}/comments", new GitHubText(text), GitHubJson.Default.GitHubText, cancellation);
                }
                else if (old.Body != text)
                {
                    var address = $"repos/{_environment["GITHUB_REPOSITORY"]}/issues/comments/{old.Id}";
                    await client.SendAsync(HttpMethod.Patch, address, new GitHubText(text), GitHubJson.Default.GitHubText, cancellation);
                }

                return default;
            }
            catch (RestException) when (!HasNews(report))
            {
                // There was nothing to tell.
                return default;
            }
            catch (RestException e)
            {
                var reason = e.IsRefused ? "the token may not comment (a fork's token only reads)" : e.Message;
                return Log.Command("notice", [("title", "ContractCheck")], Log.Of($"The pull request has no comment: {reason}. The summary of this job has it all."));
            }
        }
    }

    // Only a comment that the same kind of author wrote: anybody can write the marker, and what they wrote stays theirs.
    private async Task<GitHubComment?> FindAsync(RestClient client, string path, string marker, CancellationToken cancellation)
    {
        for (var page = 1; page <= Pages; page++)
        {
            var comments = await client.GetAsync($"{path}/comments?per_page=100&page={page}", GitHubJson.Default.ImmutableArrayGitHubComment, cancellation);
            var ours = comments.FirstOrDefault(c => c.Body?.StartsWith(marker, StringComparison.Ordinal) == true && (!IsAppToken || c.User?.Type == "Bot"));
            if (ours is not null || comments.Length < 100)
            {
                return ours;
            }
        }

        return null;
    }

    private bool IsAppToken => Token?.StartsWith("ghs_", StringComparison.Ordinal) == true;

    private string? Token => _environment.GetValueOrDefault("GITHUB_TOKEN") is { Length: > 0 } token ? token : null;

    // One comment for each job of each workflow.
    private string Marker()
    {
        var job = $"{_environment.GetValueOrDefault("GITHUB_WORKFLOW")}\n{_environment.GetValueOrDefault("GITHUB_JOB")}";
        return $"<!-- contractcheck {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(job)))[..12]} -->";
    }

    private (RestClient Client, string Path)? Request()
    {
        if (Token is not { } token
            || GitHubEvent.Request(_environment) is not { } request
            || _environment.GetValueOrDefault("GITHUB_REPOSITORY") is not { Length: > 0 } repository
            || !Uri.TryCreate(_environment.GetValueOrDefault("GITHUB_API_URL") ?? "https://api.github.com", UriKind.Absolute, out var address))
        {
            return null;
        }

        var client = new RestClient(
            address, ("Authorization", $"Bearer {token}"), ("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28"));
        return (client, $"repos/{repository}/issues/{request.Number}");
    }

    private string? File(string variable) => _environment.GetValueOrDefault(variable) is { Length: > 0 } file ? file : null;
}
