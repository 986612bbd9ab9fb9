using System.Text.Json;
using ContractCheck.Core;

namespace ContractCheck.Engine.Git;

/// <summary>Reads the base out of the event that started a GitHub workflow.</summary>
internal static class GitHubEvent
{
    private const int MaxBytes = 32 * 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>The base of a pull request, merge group or push.</summary>
    /// <returns>Null for other events, and outside of GitHub.</returns>
    /// <exception cref="CheckException">No verdict: the event file is missing or damaged.</exception>
    public static BaseHint? Find(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("GITHUB_EVENT_NAME") is not ("pull_request" or "pull_request_target" or "merge_group" or "push"))
        {
            return null;
        }

        var name = environment["GITHUB_EVENT_NAME"];
        var path = environment.GetValueOrDefault("GITHUB_EVENT_PATH") ?? "";
        try
        {
            using var payload = Parse(path);
            return Read(name, payload.RootElement);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw new CheckException(
                ExitCode.NoVerdict, $"The {name} event of GitHub cannot be read from {path}: {e.Message}",
                "Give the base with --base, or let GITHUB_EVENT_PATH name the event's file.", e)
            { Rule = "CC905" };
        }
    }

    /// <summary>The pull request that started the workflow.</summary>
    /// <returns>Null for other events, and outside of GitHub.</returns>
    public static GitHubRequest? Request(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("GITHUB_EVENT_NAME") is not ("pull_request" or "pull_request_target")
            || environment.GetValueOrDefault("GITHUB_EVENT_PATH") is not { Length: > 0 } path)
        {
            return null;
        }

        try
        {
            using var payload = Parse(path);
            var request = payload.RootElement.GetProperty("pull_request");
            return new GitHubRequest(request.GetProperty("number").GetInt32(), Commit(request.GetProperty("head").GetProperty("sha")));
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return null;
        }
    }

    private static bool IsUnreadable(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException;

    private static JsonDocument Parse(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new IOException($"the file is larger than {MaxBytes:N0} bytes");
        }

        return JsonDocument.Parse(File.ReadAllBytes(path), Strict);
    }

    private static BaseHint? Read(string name, JsonElement payload)
    {
        switch (name)
        {
            case "merge_group":
                return new BaseHint("base of the merge group") { Exact = Commit(payload.GetProperty("merge_group").GetProperty("base_sha")) };
            case "push" when !IsDefaultBranch(payload):
                // The second push to a branch must not forgive what the first one broke: such a branch is compared as a request would be.
                return null;
            case "push":
                var before = Commit(payload.GetProperty("before"));

                // All zeros: the push made the branch.
                return ObjectId.IsZero(before) ? null : new BaseHint("commit before the push") { Exact = before };
            default:
                var request = payload.GetProperty("pull_request");
                return new BaseHint("GitHub pull request")
                {
                    MergedHead = Commit(request.GetProperty("head").GetProperty("sha")),
                    TargetCommit = Commit(request.GetProperty("base").GetProperty("sha")),
                };
        }
    }

    private static bool IsDefaultBranch(JsonElement payload) =>
        !payload.TryGetProperty("ref", out var pushed)
        || !payload.TryGetProperty("repository", out var repository)
        || !repository.TryGetProperty("default_branch", out var branch)
        || pushed.GetString() == $"refs/heads/{branch.GetString()}";

    private static string Commit(JsonElement element) =>
        element.GetString() is { } text && ObjectId.IsFull(text) ? text : throw new InvalidOperationException("a commit hash is malformed");
}

/// <summary>A pull request of GitHub, as the event has it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Head">The newest commit of the author's branch.</param>
internal sealed record GitHubRequest(int Number, string Head);
