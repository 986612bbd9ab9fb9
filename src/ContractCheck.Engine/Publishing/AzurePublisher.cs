using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Engine.Publishing;

/// <summary>Azure Pipelines: issues in the log, the run's summary, output variables, and one thread of the pull request.</summary>
internal sealed class AzurePublisher(RunOptions options) : Publisher(options)
{
    private const int CommentCharacters = 150_000;
    private const int Closed = 4;
    private const int Active = 1;
    private const string Version = "?api-version=7.1";

    private static readonly AzureCommandSink Log = AzureCommandSink.Instance;

    /// <inheritdoc/>
    public override async Task<Rendered> PublishAsync(Report report, CancellationToken cancellation)
    {
        var log = new Page<AzureCommandSink>(Log).Write($"{AzureIssues.Render(report)}");
        if ((Options.Output ?? Variable("AGENT_TEMPDIRECTORY")) is { } folder)
        {
            // The agent reads the file after the step.
            var file = Path.GetFullPath(Path.Combine(folder, "contractcheck-summary.md"));
            await OutputFiles.WriteAllAsync([(file, MarkdownRenderer.Render(report).ToString())], cancellation);
            log.Write($"{Log.Command("task.uploadsummary", [], Log.Text(file))}");
        }

        foreach (var (name, value) in Variables(report.Verdict))
        {
            log.Write($"{Log.Command("task.setvariable", [("variable", $"contractcheck.{name}"), ("isoutput", "true")], Log.Text(value))}");
        }

        return Rendered.Of(log.Done());
    }

    /// <inheritdoc/>
    protected override async Task<ImmutableArray<string>> ReadLabelsAsync(CancellationToken cancellation)
    {
        if (Request() is not var (client, project, path))
        {
            Add("The request's labels are not known: there is no pull request of Azure Repos, or no token");
            return [];
        }

        using (client)
        {
            var labels = await client.GetAsync($"{project}/{path}/labels{Version}", AzureJson.Default.AzureListAzureLabel, cancellation);
            return [.. labels.Value.Where(l => l.Active).Select(l => l.Name)];
        }
    }

    /// <inheritdoc/>
    protected override async Task<bool> TellAsync(Report report, CancellationToken cancellation)
    {
        if (Request() is not var (client, project, path))
        {
            return true;
        }

        using (client)
        {
            await TellAsync(client, $"{project}/{path}/threads", report, cancellation);
            return true;
        }
    }

    private static IEnumerable<(string Name, string Value)> Variables(Verdict verdict) =>
    [
        ("verdict", ReportNames.Of(verdict.Outcome)),
        ("errors", verdict.Count(Severity.Error).ToString(CultureInfo.InvariantCulture)),
        ("warnings", verdict.Count(Severity.Warning).ToString(CultureInfo.InvariantCulture)),
    ];

    private async Task TellAsync(RestClient client, string threads, Report report, CancellationToken cancellation)
    {
        var marker = Marker(Variable("SYSTEM_DEFINITIONID"), Variable("SYSTEM_STAGENAME"), Variable("SYSTEM_JOBNAME"), Variable("SYSTEM_TASKINSTANCENAME"));
        var all = await client.GetAsync($"{threads}{Version}", AzureJson.Default.AzureListAzureThread, cancellation);
        ImmutableArray<AzureThread> marked =
            [.. all.Value.Where(t => t.Comments is [{ Content: { } content }, ..] && content.StartsWith(marker, StringComparison.Ordinal))];

        // Only a thread of the token's own account: anybody can write the marker.
        var self = marked.IsEmpty ? null : (await client.GetAsync("_apis/connectionData", AzureJson.Default.AzureConnection, cancellation)).AuthenticatedUser?.Id;
        var old = marked.FirstOrDefault(t => self is not null && t.Comments[0].Author?.Id == self);
        if (old is null && !HasNews(report))
        {
            return;
        }

        var text = $"{marker}\n{MarkdownRenderer.Render(report, MarkdownLimit.Characters(CommentCharacters - marker.Length - 1))}";
        var status = report.Verdict.Outcome == Outcome.Passed ? Closed : Active;
        if (old is null)
        {
            var thread = new AzureThread(null, [new AzureComment(null, text, 1, null)], status);
            await client.SendAsync(HttpMethod.Post, $"{threads}{Version}", thread, AzureJson.Default.AzureThread, cancellation);
            return;
        }

        if (old.Comments[0].Content != text)
        {
            var address = $"{threads}/{old.Id}/comments/{old.Comments[0].Id}{Version}";
            await client.SendAsync(HttpMethod.Patch, address, new AzureComment(null, text, null, null), AzureJson.Default.AzureComment, cancellation);
        }

        await client.SendAsync(HttpMethod.Patch, $"{threads}/{old.Id}{Version}", new AzureStatus(status), AzureJson.Default.AzureStatus, cancellation);
    }

    // Requests of other hosts, such as GitHub, have ids that mean nothing here.
    private (RestClient Client, string Project, string Path)? Request()
    {
        if (Variable("SYSTEM_ACCESSTOKEN") is not { } token
            || Variable("SYSTEM_PULLREQUEST_PULLREQUESTID") is not { } request
            || Variable("BUILD_REPOSITORY_ID") is not { } repository
            || Variable("SYSTEM_TEAMPROJECTID") is not { } project
            || Variable("SYSTEM_COLLECTIONURI") is not { } address
            || Variable("BUILD_REPOSITORY_PROVIDER") is not (null or "TfsGit"))
        {
            return null;
        }

        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($":{token}"));
        var path = $"_apis/git/repositories/{Uri.EscapeDataString(repository)}/pullRequests/{Uri.EscapeDataString(request)}";
        return (new RestClient(new Uri(address), ("Authorization", $"Basic {basic}")), Uri.EscapeDataString(project), path);
    }
}
