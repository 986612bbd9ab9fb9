namespace ContractCheck.Core.Lineage;

/// <summary>A file about lineage that cannot be read. The check goes on without it, and says so.</summary>
/// <param name="file">The file.</param>
/// <param name="message">What is wrong, to be read after the file's name.</param>
/// <param name="wayOut">What to do, one sentence.</param>
/// <param name="inner">What it follows from.</param>
public sealed class LineageException(string file, string message, string wayOut, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>What to do, one sentence.</summary>
    public string WayOut { get; } = wayOut;
}
