namespace ContractCheck.Engine.Git;

/// <summary>What is known about the base of a change before git is asked.</summary>
public sealed record BaseRequest
{
    /// <summary>
    /// Revision given with <c>--base</c>, or null. It is compared with as it is, not with its merge base: <c>--base origin/main</c> shows
    /// what separates the change from that tip.
    /// </summary>
    public string? Explicit { get; init; }

    /// <summary>Environment variables that CI systems set; hand over the process's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the user has named the commit to judge.</summary>
    public bool HeadIsNamed { get; init; }

    /// <summary>Whether the change is the working tree. Then HEAD itself may be the base.</summary>
    public bool HeadIsWorktree { get; init; }
}
