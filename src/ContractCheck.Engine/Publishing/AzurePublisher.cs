using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Engine.Publishing;

/// <summary>Azure Pipelines: issues in the log, the run's summary, output variables, and one thread of the pull request.</summary>
internal sealed class AzurePublisher(RunOptions options) : Publisher
{
    private const int CommentCharacters = 150_000;
    private const int Closed = 4;
    private const int Active = 1;

    private static readonly AzureCommandSink Log = AzureCommandSink.Instance;

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
                var labels = await client.GetAsync($"{path}/labels?api-version=7.1", AzureJson.Default.AzureListAzureLabel, cancellation);
                return [.. labels.Value.Where(l => l.Active).Select(l => l.Name)];
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
        var log = new Page<AzureCommandSink>(Log).Write($"{AzureIssues.Render(report)}");
        var folder = options.Output ?? _environment.GetValueOrDefault("AGENT_TEMPDIRECTORY");
        if (folder is not null)
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

        var notice = await ThreadAsync(report, cancellation);
        return Rendered.Of(log.Write($"{notice}").Done());
    }

    private static IEnumerable<(string Name, string Value)> Variables(Verdict verdict) =>
    [
        ("verdict", ReportNames.Of(verdict.Outcome)),
        ("errors", verdict.Count(Severity.Error).ToString(CultureInfo.InvariantCulture)),
        ("warnings", verdict.Count(Severity.Warning).ToString(CultureInfo.InvariantCulture)),
    ];

    private async Task<Encoded<AzureCommandSink>> ThreadAsync(Report report, CancellationToken cancellation)
    {
        if (Request() is not var (client, path))
        {
            return default;
        }

        using (client)
        {
            try
            {
                await TellAsync(client, path, report, cancellation);
                return default;
            }
            catch (RestException) when (!HasNews(report))
            {
                // There was nothing to tell.
                return default;
            }
            catch (RestException e)
            {
                var reason = e.IsRefused ? "the build service may not contribute to pull requests of this repository" : e.Message;
                return Log.Of($"The pull request has no comment: {reason}. The summary of this run has it all.\n");
            }
        }
    }

    private async Task TellAsync(RestClient client, string path, Report report, CancellationToken cancellation)
    {
        const string Version = "?api-version=7.1";
        var marker = $"<!-- contractcheck {Uri.EscapeDataString(_environment.GetValueOrDefault("SYSTEM_DEFINITIONID") ?? "")} -->";
        var threads = await client.GetAsync($"{path}/threads{Version}", AzureJson.Default.AzureListAzureThread, cancellation);
        var old = threads.Value.FirstOrDefault(t => t.Comments is [{ Content: { } content }, ..] && content.StartsWith(marker, StringComparison.Ordinal));
        if (old is null && !HasNews(report))
        {
            return;
        }

        var text = $"{marker}\n{MarkdownRenderer.Render(report, MarkdownLimit.Characters(CommentCharacters - marker.Length - 1))}";
        var status = report.Verdict.Outcome == Outcome.Passed ? Closed : Active;
        if (old is null)
        {
            var thread = new AzureThread(null, [new AzureComment(null, text, 1)], status);
            await client.SendAsync(HttpMethod.Post, $"{path}/threads{Version}", thread, AzureJson.Default.AzureThread, cancellation);
            return;
        }

        if (old.Comments[0].Content != text)
        {
            var address = $"{path}/threads/{old.Id}/comments/{old.Comments[0].Id}{Version}";
            await client.SendAsync(HttpMethod.Patch, address, new AzureComment(null, text, null), AzureJson.Default.AzureComment, cancellation);
        }

        await client.SendAsync(HttpMethod.Patch, $"{path}/threads/{old.Id}{Version}", new AzureStatus(status), AzureJson.Default.AzureStatus, cancellation);
    }

    private (RestClient Client, string Path)? Request()
    {
        if (_environment.GetValueOrDefault("SYSTEM_ACCESSTOKEN") is not { Length: > 0 } token
            || _environment.GetValueOrDefault("SYSTEM_PULLREQUEST_PULLREQUESTID") is not { Length: > 0 } request
            || _environment.GetValueOrDefault("BUILD_REPOSITORY_ID") is not { Length: > 0 } repository
            || _environment.GetValueOrDefault("SYSTEM_TEAMPROJECTID") is not { Length: > 0 } project
            || !Uri.TryCreate(_environment.GetValueOrDefault("SYSTEM_COLLECTIONURI"), UriKind.Absolute, out var address))
        {
            return null;
        }

        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($":{token}"));
        var path = $"{Uri.EscapeDataString(project)}/_apis/git/repositories/{Uri.EscapeDataString(repository)}/pullRequests/{Uri.EscapeDataString(request)}";
        return (new RestClient(address, ("Authorization", $"Basic {basic}")), path);
    }
}

/// <summary>A list, as Azure DevOps wraps it.</summary>
internal sealed record AzureList<T>(ImmutableArray<T> Value);

/// <summary>A label of a pull request.</summary>
internal sealed record AzureLabel(string Name, bool Active);

/// <summary>A thread of a pull request.</summary>
internal sealed record AzureThread(int? Id, ImmutableArray<AzureComment> Comments, [property: JsonConverter(typeof(SentNumberConverter))] int? Status);

/// <summary>A comment of a thread.</summary>
internal sealed record AzureComment(int? Id, string? Content, [property: JsonConverter(typeof(SentNumberConverter))] int? CommentType);

/// <summary>A thread's status, to be sent.</summary>
internal sealed record AzureStatus(int Status);
