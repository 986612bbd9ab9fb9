using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Engine.Publishing;

/// <summary>GitLab: one note of the merge request. The Code Quality report is a file, which the job names as its artefact.</summary>
internal sealed class GitLabPublisher(RunOptions options) : Publisher
{
    private const int NoteCharacters = 900_000;

    private readonly IReadOnlyDictionary<string, string> _environment = options.Environment;

    /// <inheritdoc/>
    public override Task<ImmutableArray<string>> LabelsAsync(CancellationToken cancellation) => Task.FromResult<ImmutableArray<string>>(
        [.. (_environment.GetValueOrDefault("CI_MERGE_REQUEST_LABELS") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);

    /// <inheritdoc/>
    public override async Task<Rendered> PublishAsync(Report report, CancellationToken cancellation)
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
                var reason = e.IsRefused ? "the token may not write notes (a job's own token cannot)" : e.Message;
                return Rendered.Of(TerminalSink.Plain.Of($"The merge request has no note: {reason}.\n"));
            }
        }
    }

    private async Task TellAsync(RestClient client, string path, Report report, CancellationToken cancellation)
    {
        var marker = $"<!-- contractcheck {Uri.EscapeDataString(_environment.GetValueOrDefault("CI_JOB_NAME") ?? "")} -->";
        var notes = await client.GetAsync($"{path}?per_page=100&sort=asc", GitLabJson.Default.ImmutableArrayGitLabNote, cancellation);
        var old = notes.FirstOrDefault(n => n.Body.StartsWith(marker, StringComparison.Ordinal));
        if (old is null && !HasNews(report))
        {
            return;
        }

        var text = new GitLabNote(null, $"{marker}\n\n{MarkdownRenderer.Render(report, MarkdownLimit.Characters(NoteCharacters))}");
        if (old is null)
        {
            await client.SendAsync(HttpMethod.Post, path, text, GitLabJson.Default.GitLabNote, cancellation);
        }
        else if (old.Body.TrimEnd() != text.Body.TrimEnd())
        {
            await client.SendAsync(HttpMethod.Put, $"{path}/{old.Id}", text, GitLabJson.Default.GitLabNote, cancellation);
        }
    }

    // A job's own token cannot write notes: a project or group token with the scope api has to be given.
    private (RestClient Client, string Path)? Request() =>
        _environment.GetValueOrDefault("GITLAB_TOKEN") is { Length: > 0 } token
        && _environment.GetValueOrDefault("CI_PROJECT_ID") is { Length: > 0 } project
        && _environment.GetValueOrDefault("CI_MERGE_REQUEST_IID") is { Length: > 0 } request
        && Uri.TryCreate(_environment.GetValueOrDefault("CI_API_V4_URL"), UriKind.Absolute, out var address)
            ? (new RestClient(address, ("PRIVATE-TOKEN", token)), $"projects/{Uri.EscapeDataString(project)}/merge_requests/{Uri.EscapeDataString(request)}/notes")
            : null;
}

/// <summary>A note of a merge request.</summary>
internal sealed record GitLabNote(long? Id, string Body);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableArray<GitLabNote>))]
[JsonSerializable(typeof(GitLabNote))]
internal sealed partial class GitLabJson : JsonSerializerContext;
