using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>As much of SARIF 2.1.0 as a report needs.</summary>
internal sealed record SarifDocument(
    [property: JsonPropertyName("$schema")] string Schema,
    string Version,
    ImmutableArray<SarifDocument.Run> Runs)
{
    internal sealed record Run(
        Tool Tool,
        Automation AutomationDetails,
        ImmutableArray<Invocation> Invocations,
        string ColumnKind,
        ImmutableDictionary<string, Base> OriginalUriBaseIds,
        ImmutableArray<Result> Results);

    internal sealed record Tool(Driver Driver);

    internal sealed record Driver(string Name, string SemanticVersion, string InformationUri, ImmutableArray<Rule> Rules);

    internal sealed record Rule(
        string Id,
        string Name,
        Message ShortDescription,
        Message FullDescription,
        Help Help,
        string HelpUri,
        Configuration DefaultConfiguration);

    internal sealed record Help(string Text, string Markdown);

    internal sealed record Configuration(string Level);

    internal sealed record Message(string Text);

    internal sealed record Automation(string Id);

    internal sealed record Invocation(bool ExecutionSuccessful, int ExitCode);

    internal sealed record Base(Message Description);

    internal sealed record Result(
        string RuleId,
        int RuleIndex,
        string Level,
        string Kind,
        Message Message,
        ImmutableArray<Location> Locations,
        ImmutableArray<Location> RelatedLocations,
        ImmutableDictionary<string, string> PartialFingerprints,
        string BaselineState,
        ImmutableArray<Suppression>? Suppressions,
        Properties Properties);

    internal sealed record Suppression(string Kind, string Status, string Justification, Location Location);

    internal sealed record Properties(string? Schema, string? Table, string? Column, string? Subject, string? Before, string? After, ImmutableArray<string> Contracts, ImmutableArray<string> Consumers);

    internal sealed record Location(int? Id, PhysicalLocation PhysicalLocation, ImmutableArray<LogicalLocation>? LogicalLocations, Message? Message);

    internal sealed record PhysicalLocation(Artifact ArtifactLocation, Region Region);

    internal sealed record Artifact(string Uri, string? UriBaseId);

    internal sealed record Region(int StartLine);

    internal sealed record LogicalLocation(string FullyQualifiedName, string Kind);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SarifDocument))]
internal sealed partial class SarifJson : JsonSerializerContext;
