namespace ContractCheck.Engine.Git;

/// <summary>Something of a revision that a snapshot leaves out.</summary>
/// <param name="Path">Path in the repository. Hostile text: encode before printing.</param>
/// <param name="Reason">Why it is left out.</param>
public sealed record SnapshotNote(string Path, SkipReason Reason);

/// <summary>Why a <see cref="SourceSnapshot"/> leaves an entry out.</summary>
public enum SkipReason
{
    /// <summary>A component of the path could escape a folder or hide (<c>..</c>, <c>.git</c>, a backslash, a control character).</summary>
    UnsafeName,

    /// <summary>The path is not UTF-8.</summary>
    NameNotUtf8,

    /// <summary>Another path differs only in case.</summary>
    CaseCollision,

    /// <summary>A symbolic link; links are never followed.</summary>
    SymbolicLink,

    /// <summary>A submodule.</summary>
    Submodule,

    /// <summary>The file is larger than files of its kind may be.</summary>
    TooLarge,

    /// <summary>No Python, and its content is not in this partial clone.</summary>
    Absent,
}
