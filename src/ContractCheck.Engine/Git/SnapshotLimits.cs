namespace ContractCheck.Engine.Git;

/// <summary>How much of a revision is written to disk for the worker.</summary>
public sealed record SnapshotLimits
{
    private static readonly HashSet<string> SmallTextExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "", ".json", ".yaml", ".yml", ".toml", ".cfg", ".ini", ".txt", ".sql", ".csv", ".env", ".md", ".rst", ".in",
    };

    /// <summary>Limits that every known repository of applications keeps.</summary>
    public static SnapshotLimits Default { get; } = new();

    /// <summary>Bytes of a Python file; a larger one is left out with a note.</summary>
    public long PythonFileBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Bytes of a text file that models may read when they are imported; a larger one is left out with a note.</summary>
    public long TextFileBytes { get; init; } = 256 * 1024;

    /// <summary>Number of files; more are an error.</summary>
    public int Files { get; init; } = 100_000;

    /// <summary>Bytes of all files; more are an error.</summary>
    public long TotalBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>The most bytes that a file of this name may have, or null where files of its kind are not written at all.</summary>
    /// <param name="path">Path in the repository.</param>
    public long? BytesOf(string path)
    {
        return IsPython(path) ? PythonFileBytes
            : SmallTextExtensions.Contains(Path.GetExtension(path)) ? TextFileBytes
            : null;
    }

    /// <summary>Whether a file of this name may declare tables.</summary>
    /// <param name="path">Path in the repository.</param>
    public static bool IsPython(string path) => path.EndsWith(".py", StringComparison.Ordinal);
}
