namespace ContractCheck.Engine.Extraction;

/// <summary>One revision whose models the worker is to read.</summary>
public sealed record ExtractionRequest
{
    /// <summary>Name of the revision in messages, such as <c>base</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Absolute path of the revision's files, as <see cref="Git.MaterialisedSnapshot.Root"/> gives it; of the one file that holds queries to be parsed.</summary>
    public required string Root { get; init; }

    /// <summary>SQLAlchemy's name of the dialect that types are rendered in.</summary>
    public string Dialect { get; init; } = "postgresql";

    /// <summary>Path prefixes or globs to read; empty for everything that looks like models.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Path prefixes or globs to leave out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Absolute paths of folders with unpacked distributions that models may import.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Absolute path of a file with the result of <see cref="WorkerProcess.ScanAsync"/>; null lets the extraction scan itself.</summary>
    public string? Scan { get; init; }

    /// <summary>Whether the repository's code is locked in. Without, it runs with all rights of whoever started the check.</summary>
    public bool Sandboxed { get; init; } = true;

    /// <summary>
    /// Absolute path of the run's own folder, which holds <see cref="Root"/> and <see cref="Scan"/> and which nobody else can enter; null where there
    /// is none. Root's worker hands it to the user that the models are read under.
    /// </summary>
    public string? PrivateFolder { get; init; }

    /// <summary>What the extraction may use.</summary>
    public ExtractionLimits Limits { get; init; } = new();
}

/// <summary>What one extraction may use. More fails it; nothing is cut off silently.</summary>
public sealed record ExtractionLimits
{
    /// <summary>Wall clock, in seconds.</summary>
    public int Seconds { get; init; } = 120;

    /// <summary>Bytes of the schema document.</summary>
    public long ResultBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Bytes that the models may print.</summary>
    public long LogBytes { get; init; } = 1024 * 1024;

    /// <summary>Bytes of address space.</summary>
    public long MemoryBytes { get; init; } = 4L * 1024 * 1024 * 1024;
}
