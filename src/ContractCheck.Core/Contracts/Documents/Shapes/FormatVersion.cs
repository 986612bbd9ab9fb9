using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>The version that a document says it is of.</summary>
/// <param name="Format">Name of the format.</param>
/// <param name="Key">The key that gives the version.</param>
/// <param name="Names">The versions of the format as that key writes them, oldest first.</param>
/// <param name="Rank">Place of the version among <paramref name="Names"/>.</param>
internal sealed record FormatVersion(string Format, string Key, ImmutableArray<string> Names, int Rank)
{
    /// <summary>The only version of a format whose documents are all checked alike.</summary>
    public static FormatVersion Only(string format) => new(format, "version", [], 0);

    /// <summary>That something needs a later version.</summary>
    public (string Message, string Hint) Needed(string what, int rank) => (
        $"{what} needs {Format} {Names[rank]}, and this contract says {Key} {Names[Rank]}",
        $"set '{Key}: {Names[rank]}'");
}
