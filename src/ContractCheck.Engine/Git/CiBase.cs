namespace ContractCheck.Engine.Git;

/// <summary>Reads what the CI systems say about the base, from their environment variables.</summary>
internal static class CiBase
{
    /// <summary>Asks the CI systems in turn.</summary>
    /// <returns>Null where no CI system says anything.</returns>
    public static BaseHint? Find(IReadOnlyDictionary<string, string> environment) =>
        GitHubEvent.Find(environment) ?? Azure(environment) ?? GitLab(environment) ?? Bitbucket(environment) ?? Jenkins(environment);

    private static BaseHint? Azure(IReadOnlyDictionary<string, string> environment) =>
        Get(environment, "SYSTEM_PULLREQUEST_TARGETBRANCH") is not { } branch
            ? null
            : new BaseHint("Azure Pipelines pull request")
            {
                MergedHead = Get(environment, "SYSTEM_PULLREQUEST_SOURCECOMMITID"),
                TargetBranch = ShortBranch(branch),
            };

    private static BaseHint? GitLab(IReadOnlyDictionary<string, string> environment)
    {
        if (Get(environment, "CI_MERGE_REQUEST_DIFF_BASE_SHA") is { } mergeBase)
        {
            // In merged-results pipelines the head is a merge with the target's tip: against the merge base, the target's own
            // changes would be blamed on this request.
            return new BaseHint("GitLab merge request")
            {
                MergedHead = Get(environment, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"),
                Exact = mergeBase,
            };
        }

        // The second push to a branch must not forgive what the first one broke.
        if (Get(environment, "CI_COMMIT_BRANCH") is { } branch && Get(environment, "CI_DEFAULT_BRANCH") is { } main && branch != main)
        {
            return null;
        }

        return Get(environment, "CI_COMMIT_BEFORE_SHA") is { } before && !ObjectId.IsZero(before)
            ? new BaseHint("commit before the GitLab push") { Exact = before }
            : null;
    }

    private static BaseHint? Bitbucket(IReadOnlyDictionary<string, string> environment) =>
        Get(environment, "BITBUCKET_PR_DESTINATION_BRANCH") is { } branch
            ? new BaseHint("Bitbucket pull request") { TargetBranch = ShortBranch(branch) }
            : null;

    // Of a multibranch pipeline.
    private static BaseHint? Jenkins(IReadOnlyDictionary<string, string> environment) =>
        Get(environment, "CHANGE_TARGET") is { } branch
            ? new BaseHint("Jenkins change request") { TargetBranch = ShortBranch(branch) }
            : null;

    private static string? Get(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static string ShortBranch(string branch) =>
        branch.StartsWith("refs/heads/", StringComparison.Ordinal) ? branch["refs/heads/".Length..] : branch;
}
