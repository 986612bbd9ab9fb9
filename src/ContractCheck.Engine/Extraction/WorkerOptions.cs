namespace ContractCheck.Engine.Extraction;

/// <summary>What a worker is started with.</summary>
public sealed record WorkerOptions
{
    /// <summary>The Python interpreter, as <see cref="PythonLocator"/> finds it.</summary>
    public required string Python { get; init; }

    /// <summary>Whether it only scans: it then needs no SQLAlchemy and is ready at once.</summary>
    public bool Scanner { get; init; }

    /// <summary>Folder that holds <c>contractcheck_worker_main.py</c>. The product's own by default.</summary>
    public string WorkerFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "worker");

    /// <summary>Folder that holds the package <c>sqlalchemy</c>, or null for the interpreter's own. The bundled one by default.</summary>
    public string? SqlAlchemyFolder { get; init; } = SqlAlchemySeries.FolderOf(SqlAlchemySeries.Default);

    /// <summary>Folder that holds the package <c>sqlglot</c> for a worker that parses queries and nothing else; null for one that reads models.</summary>
    public string? SqlGlotFolder { get; init; }

    /// <summary>How long Python may take to start and import SQLAlchemy.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How much longer than its own limit an extraction may take before the worker itself is given up, and how long it may take to end.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);
}
