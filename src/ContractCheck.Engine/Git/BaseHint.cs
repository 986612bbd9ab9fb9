namespace ContractCheck.Engine.Git;

/// <summary>What a CI system says about the base of the commit that it checked out.</summary>
/// <param name="Name">What the hint is, in words.</param>
internal sealed record BaseHint(string Name)
{
    /// <summary>The head commit is a merge made by the CI system if its second parent is this commit; then the first parent is the base.</summary>
    public string? MergedHead { get; init; }

    /// <summary>A commit to compare with as it is.</summary>
    public string? Exact { get; init; }

    /// <summary>A commit of the target branch; the base is the merge base with it.</summary>
    public string? TargetCommit { get; init; }

    /// <summary>Target branch without <c>refs/heads/</c>; the base is the merge base with it.</summary>
    public string? TargetBranch { get; init; }
}
