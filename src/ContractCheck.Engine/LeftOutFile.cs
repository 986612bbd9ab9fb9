using ContractCheck.Core.Findings;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine;

/// <summary>How a report tells of a file that the worker could not be shown.</summary>
internal static class LeftOutFile
{
    /// <summary>The words, or null for a file that no model is in.</summary>
    public static Unjudged? Told(SnapshotNote note) => note.Reason switch
    {
        SkipReason.Submodule => new Unjudged(note.Path, "is a submodule; its models are not read"),
        _ when Path.GetExtension(note.Path) is not ("" or ".py") => null,
        // Tools keep links in folders of their own, which no model is in.
        SkipReason.SymbolicLink when note.Path.StartsWith('.') || note.Path.Contains("/.", StringComparison.Ordinal) => null,
        SkipReason.SymbolicLink => new Unjudged(note.Path, "is a symbolic link; links are not followed"),
        SkipReason.CaseCollision => new Unjudged(note.Path, "has a name that differs from another only in case"),
        SkipReason.Absent => new Unjudged(note.Path, "is not in this partial clone"),
        SkipReason.TooLarge => new Unjudged(note.Path, $"is larger than {SnapshotLimits.Default.PythonFileBytes:N0} bytes"),
        _ => new Unjudged(note.Path, "has a name that could escape its folder, or is not UTF-8"),
    };
}
