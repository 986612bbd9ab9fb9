using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Engine.Publishing;

/// <summary>GitLab: one note of the merge request. The Code Quality report is a file, which the job names as its artefact.</summary>
internal sealed class GitLabPublisher(RunOptions options) : Publisher(options)
{
    private const int NoteCharacters = 900_000;
    private const int Pages = 30;

    /// <inheritdoc/>
    public override Task<Rendered> PublishAsync(Report report, CancellationToken cancellation) => Task.FromResult(default(Rendered));

    /// <inheritdoc/>
    protected override async Task<ImmutableArray<string>> ReadLabelsAsync(CancellationToken cancellation)
    {
        if (Request() is not var (client, path))
        {
            // What they were when the pipeline started.
            return [.. (Variable("CI_MERGE_REQUEST_LABELS") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        }

        using (client)
        {
            return (await client.GetAsync(path, GitLabJson.Default.GitLabRequest, cancellation)).Labels;
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
            var marker = Marker(Variable("CI_JOB_NAME"));
            var old = await FindAsync(client, path, marker, cancellation);
            if (old is null && !HasNews(report))
            {
                return true;
            }

            var text = new GitLabNote(null, $"{marker}\n\n{MarkdownRenderer.Render(report, MarkdownLimit.Characters(NoteCharacters))}", null);
            if (old is null)
            {
                await client.SendAsync(HttpMethod.Post, $"{path}/notes", text, GitLabJson.Default.GitLabNote, cancellation);
            }
            else if (old.Body?.TrimEnd() != text.Body!.TrimEnd())
            {
                await client.SendAsync(HttpMethod.Put, $"{path}/notes/{old.Id}", text, GitLabJson.Default.GitLabNote, cancellation);
            }

            return true;
        }
    }

    // Only a note of the token's own account: anybody can write the marker.
    private static async Task<GitLabNote?> FindAsync(RestClient client, string path, string marker, CancellationToken cancellation)
    {
        long? self = null;
        for (var page = 1; page <= Pages; page++)
        {
            var notes = await client.GetAsync($"{path}/notes?per_page=100&page={page}&sort=asc", GitLabJson.Default.ImmutableArrayGitLabNote, cancellation);
            foreach (var note in notes.Where(n => n.Body?.StartsWith(marker, StringComparison.Ordinal) == true))
            {
                self ??= (await client.GetAsync("user", GitLabJson.Default.GitLabAccount, cancellation)).Id;
                if (note.Author?.Id == self)
                {
                    return note;
                }
            }

            if (notes.Length < 100)
            {
                return null;
            }
        }

        return null;
    }

    // A job's own token cannot write notes: a project or group token with the scope api has to be given.
    private (RestClient Client, string Path)? Request() =>
        Variable("GITLAB_TOKEN") is { } token
        && Variable("CI_PROJECT_ID") is { } project
        && Variable("CI_MERGE_REQUEST_IID") is { } request
        && Variable("CI_API_V4_URL") is { } address
            ? (new RestClient(new Uri(address), ("PRIVATE-TOKEN", token)), $"projects/{Uri.EscapeDataString(project)}/merge_requests/{Uri.EscapeDataString(request)}")
            : null;
}

/// <summary>A note of a merge request.</summary>
internal sealed record GitLabNote(long? Id, string? Body, GitLabAccount? Author);

/// <summary>An account.</summary>
internal sealed record GitLabAccount(long Id);

/// <summary>A merge request.</summary>
internal sealed record GitLabRequest(ImmutableArray<string> Labels);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableArray<GitLabNote>))]
[JsonSerializable(typeof(GitLabNote))]
[JsonSerializable(typeof(GitLabAccount))]
[JsonSerializable(typeof(GitLabRequest))]
internal sealed partial class GitLabJson : JsonSerializerContext;
