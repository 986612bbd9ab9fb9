namespace ContractCheck.Core.Schema;

/// <summary>A line of a file of the repository.</summary>
/// <param name="File">Path relative to the repository, with forward slashes.</param>
/// <param name="Line">Line, counted from 1.</param>
public sealed record SourceLocation(string File, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}";
}
