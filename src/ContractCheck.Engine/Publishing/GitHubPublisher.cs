using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Publishing;

/// <summary>GitHub Actions: annotations in the log, the job's summary, outputs, and one comment of the pull request.</summary>
internal sealed class GitHubPublisher(RunOptions options) : Publisher(options)
{
    private const int SummaryBytes = 1024 * 1024;
    private const int CommentCharacters = 65_536;
    private const int Pages = 30;

    private static readonly GitHubCommandSink Log = GitHubCommandSink.Instance;

    /// <inheritdoc/>
    public override async Task<Rendered> PublishAsync(Report report, CancellationToken cancellation)
    {
        if (Variable("GITHUB_STEP_SUMMARY") is { } summary)
        {
            var room = SummaryBytes - (int)Math.Min(SummaryBytes, new FileInfo(summary) is { Exists: true, Length: var length } ? length : 0);
            await AppendAsync(summary, MarkdownRenderer.Render(report, MarkdownLimit.Bytes(room)), cancellation);
        }

        if (Variable("GITHUB_OUTPUT") is { } outputs)
        {
            await AppendAsync(outputs, GitHubOutputs.Render(report, Options.Output), cancellation);
        }

        return Rendered.Of(GitHubAnnotations.Render(report));
    }

    /// <inheritdoc/>
    protected override async Task<ImmutableArray<string>> ReadLabelsAsync(CancellationToken cancellation)
    {
        if (Request() is not var (client, path))
        {
            Add("The request's labels are not known: there is no pull request, or no token");
            return [];
        }

        using (client)
        {
            // From the API: the event of a run that is started again has the labels of its first time.
            var labels = await client.GetAsync($"{path}/labels?per_page=100", GitHubJson.Default.ImmutableArrayGitHubLabel, cancellation);
            return [.. labels.Select(l => l.Name)];
        }
    }

    /// <inheritdoc/>
    protected override async Task<bool> TellAsync(Report report, CancellationToken cancellation)
    {
        if (Request() is not var (client, path))
        {
            return true;
        }

        using (client)
        {
            var marker = Marker(Variable("GITHUB_WORKFLOW"), Variable("GITHUB_JOB"), Variable("GITHUB_ACTION"));
            var old = await FindAsync(client, path, marker, cancellation);
            if (old is null && !HasNews(report))
            {
                return true;
            }

            var text = $"{marker}\n{MarkdownRenderer.Render(report, MarkdownLimit.Characters(CommentCharacters - marker.Length - 1))}";
            if (old is null)
            {
                await client.SendAsync(HttpMethod.Post, $"{path}/comments", new GitHubText(text), GitHubJson.Default.GitHubText, cancellation);
            }
            else if (old.Body != text)
            {
                var address = $"repos/{Variable("GITHUB_REPOSITORY")}/issues/comments/{old.Id}";
                await client.SendAsync(HttpMethod.Patch, address, new GitHubText(text), GitHubJson.Default.GitHubText, cancellation);
            }

            return true;
        }
    }

    /// <inheritdoc/>
    protected override Rendered Notice() => Rendered.Of(Log.Join("", Notices.Select(n => Log.Command("notice", [("title", "ContractCheck")], Log.Text(n)))));

    // Only a comment of the token's own account: anybody can write the marker, and what they wrote stays theirs.
    private async Task<GitHubComment?> FindAsync(RestClient client, string path, string marker, CancellationToken cancellation)
    {
        string? self = null;
        for (var page = 1; page <= Pages; page++)
        {
            var comments = await client.GetAsync($"{path}/comments?per_page=100&page={page}", GitHubJson.Default.ImmutableArrayGitHubComment, cancellation);
            foreach (var comment in comments.Where(c => c.Body?.StartsWith(marker, StringComparison.Ordinal) == true))
            {
                self ??= await SelfAsync(client, cancellation);
                if (Account(comment.User?.Login) == self)
                {
                    return comment;
                }
            }

            if (comments.Length < 100)
            {
                return null;
            }
        }

        return null;
    }

    // GraphQL knows an app's token, too; a host that does not answer there has the token of its own actions.
    private async Task<string> SelfAsync(RestClient client, CancellationToken cancellation)
    {
        try
        {
            var address = Variable("GITHUB_GRAPHQL_URL") ?? "graphql";
            var answer = await client.PostAsync(
                address, new GitHubQuery("{viewer{login}}"), GitHubJson.Default.GitHubQuery, GitHubJson.Default.GitHubViewerAnswer, cancellation);
            return Account(answer.Data?.Viewer?.Login) ?? "github-actions";
        }
        catch (RestException)
        {
            return "github-actions";
        }
    }

    private static string? Account(string? login) => login?.Replace("[bot]", "", StringComparison.Ordinal).ToLowerInvariant();

    private (RestClient Client, string Path)? Request()
    {
        if (Variable("GITHUB_TOKEN") is not { } token
            || GitHubEvent.Request(Options.Environment) is not { } request
            || Variable("GITHUB_REPOSITORY") is not { } repository)
        {
            return null;
        }

        var client = new RestClient(
            new Uri(Variable("GITHUB_API_URL") ?? "https://api.github.com"),
            ("Authorization", $"Bearer {token}"), ("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28"));
        return (client, $"repos/{repository}/issues/{request.Number}");
    }
}
