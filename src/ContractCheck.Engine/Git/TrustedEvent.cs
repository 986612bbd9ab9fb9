using System.Globalization;
using ContractCheck.Core;

namespace ContractCheck.Engine.Git;

/// <summary>
/// GitHub's event pull_request_target: the job has the repository's secrets and a token that may write, so that nothing of the request may lie
/// on disk where a later step could run it. What is judged is read out of git objects, which is safe; they are fetched without a checkout.
/// </summary>
internal static class TrustedEvent
{
    private const int Attempts = 3;

    /// <summary>The request's merge commit, brought into the clone; null for every other event.</summary>
    /// <exception cref="CheckException">No verdict: the request is checked out, or GitHub has no merge commit of it.</exception>
    public static async Task<string?> HeadAsync(GitRepository repository, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        if (environment.GetValueOrDefault("GITHUB_EVENT_NAME") != "pull_request_target")
        {
            return null;
        }

        var request = GitHubEvent.Request(environment) ?? throw NotThere("the event's file cannot be read");

        var checkedOut = await repository.ResolveAsync("HEAD", cancellation);
        if (checkedOut == request.Head || (await repository.ParentsAsync(checkedOut, cancellation)).Contains(request.Head, StringComparer.Ordinal))
        {
            throw new CheckException(
                ExitCode.NoVerdict,
                "The event pull_request_target gives this job secrets and a token that may write, and the pull request's own files are checked out beside them.",
                "Use the event pull_request, or leave 'ref' out of actions/checkout: the request is then read without being checked out.");
        }

        // Its reference is asked for, not the event's commit: GitHub merges a request a moment after the event, and events are kept for runs again.
        for (var attempt = 1; ; attempt++)
        {
            var (merge, failure) = await repository.FetchAsync($"refs/pull/{request.Number.ToString(CultureInfo.InvariantCulture)}/merge", depth: 2, cancellation);
            if (merge is not null && (await repository.ParentsAsync(merge, cancellation)).Contains(request.Head, StringComparer.Ordinal))
            {
                return merge;
            }

            if (attempt == Attempts)
            {
                throw NotThere(failure ?? $"GitHub has not merged {request.Head} with its target yet, or it has a conflict");
            }

            await Task.Delay(TimeSpan.FromSeconds(attempt), cancellation);
        }
    }

    private static CheckException NotThere(string reason) => new(
        ExitCode.NoVerdict, $"The pull request cannot be read: {reason}", "Resolve conflicts, then run the workflow again; or use the event pull_request.") { Rule = "CC905" };
}
