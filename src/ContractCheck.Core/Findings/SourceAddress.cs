using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Findings;

/// <summary>Where the files of a revision can be read on the web.</summary>
/// <param name="Folder">Address of the repository's top folder at that revision, such as <c>https://github.com/owner/name/blob/1f3c9a2</c>.</param>
/// <param name="LineMark">What leads to a line, such as <c>#L</c>.</param>
public sealed record SourceAddress(Uri Folder, string LineMark)
{
    /// <summary>The address of a line, or null for a path that would lead out of the folder.</summary>
    public Uri? Of(SourceLocation location) => location.File.Split('/').Any(part => part is "" or "." or "..")
        ? null
        : new Uri($"{Folder.AbsoluteUri}/{SarifSink.Address(location.File)}{LineMark}{location.Line}");
}
