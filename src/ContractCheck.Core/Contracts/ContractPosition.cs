namespace ContractCheck.Core.Contracts;

/// <summary>A place in a file of the repository.</summary>
/// <param name="File">Path relative to the repository, with forward slashes.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Character of the line, counted from 1.</param>
public sealed record ContractPosition(string File, int Line, int Column)
{
    /// <summary>Reads as <c>file:line:column</c>, which terminals and editors make a link of.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
