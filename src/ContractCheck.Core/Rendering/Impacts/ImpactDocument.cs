using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Lineage.Loads;

namespace ContractCheck.Core.Rendering.Impacts;

/// <summary>The answer of <c>contractcheck impact</c> as JSON, version 1 (docs/schemas/impact.v1.json).</summary>
internal sealed record ImpactDocument(
    string Format, int Version, string Table, string? Column, ImmutableArray<ImpactDocument.UseMember> InCode, ImmutableArray<ImpactDocument.LoadMember> Loads,
    ImmutableArray<ReachedMember> Reached,
    ImmutableArray<OwnerMember> Notify, ImmutableArray<ImpactDocument.NoteMember> Notes)
{
    /// <summary>The document of an answer.</summary>
    public static ImpactDocument Of(TableImpact impact) => new(
        "contractcheck-impact",
        1,
        impact.Start.Name,
        impact.Column,
        [.. impact.InCode.Select(u => new UseMember(u.Kind, u.Name, u.Location?.File, u.Location?.Line))],
        [.. impact.Loads.Select(l => new LoadMember(l.Source.Node.Name, l.Source.Node.Relation, Word(l.Why)))],
        ReachedMember.Of(impact.Impact),
        [.. impact.Impact.Owners.Select(o => new OwnerMember(o.Name, o.Contact))],
        [.. impact.Notes.Select(n => new NoteMember(n.Subject, n.Reason))]);

    /// <summary>Stable name of what shows a load.</summary>
    public static string Word(LoadEvidence why) => why switch
    {
        LoadEvidence.Setting => "setting",
        LoadEvidence.SchemaAndName => "schema and name",
        _ => "name",
    };

    internal sealed record UseMember(string Kind, string Name, string? File, int? Line);

    internal sealed record LoadMember(string Source, string? Relation, string Evidence);

    internal sealed record NoteMember(string Subject, string Reason);
}

/// <summary>A node that is reached.</summary>
internal sealed record ReachedMember(
    string Id, string Kind, string Name, string? Type, string? Project, string? File, string How, bool DecidesRows, int Steps, ImmutableArray<string> Columns, ImmutableArray<StepMember> Path,
    ImmutableArray<OwnerMember> Owners, string? Url, string? Maturity, string? Unresolved)
{
    /// <summary>Models and consumers that an impact reaches, nearest first; loads are steps of their paths.</summary>
    public static ImmutableArray<ReachedMember> Of(Impact impact) =>
    [
        .. impact.Reached.Where(r => r.Node.IsModel || r.Node.IsConsumer).Select(r => new ReachedMember(
            r.Node.Id, ImpactNames.Of(r.Node.Kind), r.Node.Name, r.Node.Type, r.Node.Project, r.Node.File, ImpactNames.Of(r.How), r.DecidesRows, r.Steps, r.Columns,
            [.. r.Path.Select(s => new StepMember(s.Node.Id, s.Column, ImpactNames.Of(s.How)))],
            [.. r.Node.Owners.Select(o => new OwnerMember(o.Name, o.Contact))], r.Node.Url, r.Node.Maturity, r.Node.Unresolved)),
    ];
}

/// <summary>A step of a path.</summary>
internal sealed record StepMember(string Id, string? Column, string How);

/// <summary>Who to tell.</summary>
internal sealed record OwnerMember(string Name, string? Contact);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ImpactDocument))]
internal sealed partial class ImpactJson : JsonSerializerContext;
