using ContractCheck.Core.Configuration;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>A place for formats in which a finding has to have one.</summary>
internal static class FindingPlace
{
    /// <summary>The line at head, else the promise's line, else the line at base, else the configuration's first.</summary>
    public static SourceLocation Of(Finding finding) =>
        finding.Location
        ?? (finding.Promises is [var promise, ..] ? new SourceLocation(promise.Position.File, promise.Position.Line) : null)
        ?? finding.BaseLocation
        ?? new SourceLocation(ConfigurationReader.FileName, 1);
}
