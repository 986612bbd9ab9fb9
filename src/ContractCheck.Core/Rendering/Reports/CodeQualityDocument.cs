using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>One entry of a Code Quality report of GitLab.</summary>
internal sealed record CodeQualityEntry(string Description, string CheckName, string Fingerprint, string Severity, CodeQualityEntry.Place Location)
{
    internal sealed record Place(string Path, LineRange Lines);

    internal sealed record LineRange(int Begin);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ImmutableArray<CodeQualityEntry>))]
internal sealed partial class CodeQualityJson : JsonSerializerContext;
