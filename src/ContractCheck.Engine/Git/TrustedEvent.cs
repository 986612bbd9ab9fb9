using ContractCheck.Core;

namespace ContractCheck.Engine.Git;

/// <summary>
/// GitHub's event pull_request_target: the job has the repository's secrets and a token that may write, so that nothing of the request may lie
/// on disk where a later step could run it. What is judged is read out of git objects, which is safe; they are fetched without a checkout.
/// </summary>
internal static class TrustedEvent
{
    /// <summary>The request's merge commit, brought into the clone; null for every other event.</summary>
    /// <exception cref="CheckException">No verdict: the request is checked out, or GitHub has no merge commit of it.</exception>
    public static async Task<string?> HeadAsync(GitRepository repository, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        if (environment.GetValueOrDefault("GITHUB_EVENT_NAME") != "pull_request_target" || GitHubEvent.Request(environment) is not { } request)
        {
            return null;
        }

        var checkedOut = await repository.ResolveAsync("HEAD", cancellation);
        if (checkedOut == request.Head || (await repository.ParentsAsync(checkedOut, cancellation)).Contains(request.Head, StringComparer.Ordinal))
        {
            throw new CheckException(
                ExitCode.NoVerdict,
                "The event pull_request_target gives this job secrets and a token that may write, and the pull request's own files are checked out beside them.",
                "Use the event pull_request, or leave 'ref' out of actions/checkout: the request is then read without being checked out.");
        }

        if (request.Merge is not { } merge)
        {
            throw NotThere("GitHub could not merge it with its target; is there a conflict?");
        }

        // Two deep: the merge commit and both of its parents.
        var failure = await repository.FindCommitAsync(merge, cancellation) is null ? await GitFetch.TryAsync(repository, merge, depth: 2, cancellation) : null;
        if (await repository.FindCommitAsync(merge, cancellation) is null)
        {
            throw NotThere($"its merge commit {merge} could not be fetched: {failure?.Trim().ReplaceLineEndings(" ")}");
        }

        return (await repository.ParentsAsync(merge, cancellation)).Contains(request.Head, StringComparer.Ordinal)
            ? merge
            : throw NotThere($"its merge commit {merge} is of an older state");
    }

    private static CheckException NotThere(string reason) => new(
        ExitCode.NoVerdict, $"The pull request cannot be read: {reason}", "Run the workflow again, or use the event pull_request.") { Rule = "CC905" };
}
