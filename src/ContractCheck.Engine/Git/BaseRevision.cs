namespace ContractCheck.Engine.Git;

/// <summary>The commit that a change is compared with.</summary>
/// <param name="Commit">Full hash.</param>
/// <param name="Explanation">Why this commit, in words: <c>merge base with origin/main</c>.</param>
public sealed record BaseRevision(string Commit, string Explanation);
