using ContractCheck.Core;

namespace ContractCheck.Engine.Git;

/// <summary>The ways in which a base is out of reach (CC905), each with the command that mends it.</summary>
internal static class BaseUnavailable
{
    public static CheckException Commit(GitRepository repository, string commit, string what, bool forMergeBase) => New(
        $"The base {commit} ({what}) is not in this clone{(repository.IsShallow ? ", which is shallow" : "")}.",
        repository.IsShallow && forMergeBase ? "git fetch --unshallow origin"
            : repository.IsShallow ? $"git fetch --depth=1 origin {commit}"
            : $"git fetch origin {commit}");

    public static CheckException NotFetched(GitRepository repository, string commit, string what, string? failure)
    {
        var plain = Commit(repository, commit, what, forMergeBase: false);
        var said = string.IsNullOrWhiteSpace(failure) ? "" : $" It could not be fetched: {failure}";
        return New(
            plain.Message + said,
            "Have the checkout bring it. GitHub, in the step of actions/checkout: with: { fetch-depth: 2 }\nAzure: - checkout: self, with fetchDepth: 2"
            + $"\nGitLab: variables: {{ GIT_DEPTH: 2 }}\nElsewhere: {plain.WayOut}");
    }

    public static CheckException Branch(GitRepository repository, string branch) => New(
        $"The target branch origin/{branch} is not in this clone.",
        $"git fetch {(repository.IsShallow ? "--unshallow " : "")}origin {Quote($"+refs/heads/{branch}:refs/remotes/origin/{branch}")}");

    public static CheckException MergeBase(GitRepository repository, string with) => repository.IsShallow
        ? New($"This clone is shallow and does not reach the merge base with {with}.", "git fetch --unshallow origin")
        : New($"The change has no common ancestor with {with}.", "contractcheck check --base REVISION");

    public static CheckException NoDefaultBranch() => New(
        "No base was named, and there is no origin/HEAD, origin/main, origin/master, main or master to compare with.",
        "contractcheck check --base REVISION");

    public static CheckException FirstCommit(string head) => New(
        $"{head} is the first commit of its branch: there is nothing to compare with.", "contractcheck check --base REVISION");

    public static CheckException NotTheRequest(string head, string with) => New(
        $"The commit that is judged, {head}, does not hold the changes of the request ({with}).",
        "Check out the request's merge commit (GitHub: ref: refs/pull/NUMBER/merge), or name both: contractcheck check --base REVISION --head REVISION");

    private static CheckException New(string message, string command) => new(ExitCode.NoVerdict, message, command) { Rule = "CC905" };

    // The branch's name is data; the command is made to be pasted into a shell.
    private static string Quote(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || "+:/._-".Contains(c, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
