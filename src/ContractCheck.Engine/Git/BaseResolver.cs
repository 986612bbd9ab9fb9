using ContractCheck.Core;

namespace ContractCheck.Engine.Git;

/// <summary>
/// Finds the commit that a change is compared with: the one that is asked for, else what the CI system says, else the merge base with
/// the default branch.
/// </summary>
public static class BaseResolver
{
    private static readonly string[] RemoteDefaults = ["refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master"];
    private static readonly string[] LocalDefaults = ["refs/heads/main", "refs/heads/master"];

    /// <summary>Finds the base.</summary>
    /// <param name="repository">The repository of the change.</param>
    /// <param name="head">Full hash of the change's commit; for the working tree, of HEAD.</param>
    /// <param name="request">What the user and the CI system say.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CheckException">
    /// Usage: the revision asked for is unknown. No verdict (CC905): the base is not in this clone; the way out is the command that
    /// fetches it.
    /// </exception>
    public static async Task<BaseRevision> ResolveAsync(
        GitRepository repository, string head, BaseRequest request, CancellationToken cancellation = default)
    {
        if (request.Explicit is { } revision)
        {
            if (!request.HeadIsNamed && RequestOf(request.Environment) is { } told)
            {
                await RequireRequestAsync(repository, head, await repository.ParentsAsync(head, cancellation), told, cancellation);
            }

            return await ExplicitAsync(repository, revision, cancellation);
        }

        return CiBase.Find(request.Environment) is { } hint
            ? await FromHintAsync(repository, head, hint, cancellation)
            : await FromDefaultBranchAsync(repository, head, request.HeadIsWorktree, cancellation);
    }

    // Whoever names a base need not have an event that can be read.
    private static BaseHint? RequestOf(IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            return CiBase.Find(environment);
        }
        catch (CheckException)
        {
            return null;
        }
    }

    // Taken as it is: whoever names a base means that commit, also where it is no ancestor.
    private static async Task<BaseRevision> ExplicitAsync(GitRepository repository, string revision, CancellationToken cancellation)
    {
        if (ObjectId.IsFull(revision) && repository.IsShallow)
        {
            return new BaseRevision(await PresentAsync(repository, revision, "--base", cancellation), $"--base {revision}");
        }

        return new BaseRevision(await repository.ResolveAsync(revision, cancellation), $"--base {revision}");
    }

    private static async Task<BaseRevision> FromHintAsync(
        GitRepository repository, string head, BaseHint hint, CancellationToken cancellation)
    {
        var parents = await repository.ParentsAsync(head, cancellation);
        await RequireRequestAsync(repository, head, parents, hint, cancellation);

        if (parents is [var first, var second] && IsMergeOf(second, hint))
        {
            return new BaseRevision(
                await FetchedAsync(repository, first, "the first parent of HEAD", cancellation), $"first parent of the merge commit ({hint.Name})");
        }

        if (hint.Exact is { } exact)
        {
            var commit = await FetchedAsync(repository, exact, hint.Name, cancellation);
            return commit == head ? throw BaseUnavailable.NotTheRequest(head, hint.Name) : new BaseRevision(commit, hint.Name);
        }

        if (hint.TargetCommit is { } target)
        {
            await PresentAsync(repository, target, hint.Name, cancellation, forMergeBase: true);
            return await RequestBaseAsync(repository, head, target, $"{target[..12]} ({hint.Name})", cancellation);
        }

        var branch = hint.TargetBranch!;
        var tip = await repository.FindCommitAsync($"refs/remotes/origin/{branch}", cancellation)
            ?? throw BaseUnavailable.Branch(repository, branch);
        return await RequestBaseAsync(repository, head, tip, $"origin/{branch} ({hint.Name})", cancellation);
    }

    // A checkout of the target branch holds nothing of the request, and would always pass.
    private static async Task<BaseRevision> RequestBaseAsync(
        GitRepository repository, string head, string target, string name, CancellationToken cancellation)
    {
        var found = await MergeBaseAsync(repository, head, target, name, cancellation);
        return string.Equals(found.Commit, head, StringComparison.Ordinal) ? throw BaseUnavailable.NotTheRequest(head, name) : found;
    }

    // Judging another commit than the request's would say nothing of the request, and mostly pass.
    private static async Task RequireRequestAsync(
        GitRepository repository, string head, IReadOnlyList<string> parents, BaseHint hint, CancellationToken cancellation)
    {
        var holds = hint.MergedHead is not { } request
            || head == request
            || parents.Contains(request, StringComparer.Ordinal)
            || (await repository.FindCommitAsync(request, cancellation) is not null && await repository.MergeBaseAsync(head, request, cancellation) == request);
        if (!holds)
        {
            throw BaseUnavailable.NotTheRequest(head, hint.Name);
        }
    }

    // Only where the CI system names the commit that it merged: an author's own merge of the target has two parents as well.
    private static bool IsMergeOf(string second, BaseHint hint) => string.Equals(second, hint.MergedHead, StringComparison.Ordinal);

    private static async Task<BaseRevision> FromDefaultBranchAsync(
        GitRepository repository, string head, bool headIsWorktree, CancellationToken cancellation)
    {
        foreach (var candidate in RemoteDefaults.Concat(LocalDefaults))
        {
            if (await repository.FindCommitAsync(candidate, cancellation) is not { } target)
            {
                continue;
            }

            var name = candidate["refs/".Length..].Replace("remotes/", "", StringComparison.Ordinal).Replace("heads/", "", StringComparison.Ordinal);
            var found = await MergeBaseAsync(repository, head, target, name, cancellation);
            return headIsWorktree || !string.Equals(found.Commit, head, StringComparison.Ordinal)
                ? found
                : await FirstParentAsync(repository, head, name, cancellation);
        }

        return headIsWorktree ? new BaseRevision(head, "HEAD, no default branch found") : throw BaseUnavailable.NoDefaultBranch();
    }

    // A head that the default branch already holds would be compared with itself, and always pass.
    private static async Task<BaseRevision> FirstParentAsync(
        GitRepository repository, string head, string branch, CancellationToken cancellation) =>
        await repository.ParentsAsync(head, cancellation) is [var parent, ..]
            ? new BaseRevision(
                await FetchedAsync(repository, parent, "the first parent of HEAD", cancellation), $"first parent: {branch} already holds HEAD")
            : throw BaseUnavailable.FirstCommit(head);

    private static async Task<BaseRevision> MergeBaseAsync(
        GitRepository repository, string head, string target, string name, CancellationToken cancellation) =>
        await repository.MergeBaseAsync(head, target, cancellation) is { } found
            ? new BaseRevision(found, $"merge base with {name}")
            : throw BaseUnavailable.MergeBase(repository, name);

    // A pipeline's clone is shallow by default and ends just before the commit that is wanted: one small request brings it.
    private static async Task<string> FetchedAsync(GitRepository repository, string commit, string what, CancellationToken cancellation)
    {
        if (repository.IsShallow && await repository.FindCommitAsync(commit, cancellation) is null)
        {
            var (_, failure) = await repository.FetchAsync(commit, depth: 1, cancellation);
            return await repository.FindCommitAsync(commit, cancellation) ?? throw BaseUnavailable.NotFetched(repository, commit, what, failure);
        }

        return await PresentAsync(repository, commit, what, cancellation);
    }

    private static async Task<string> PresentAsync(
        GitRepository repository, string commit, string what, CancellationToken cancellation, bool forMergeBase = false) =>
        await repository.FindCommitAsync(commit, cancellation) ?? throw BaseUnavailable.Commit(repository, commit, what, forMergeBase);
}
