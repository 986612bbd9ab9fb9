using System.Collections.Immutable;
using System.Text.Json;

namespace ContractCheck.Core.Lineage.Dbt;

/// <summary>Makes nodes of what a manifest and a catalog say.</summary>
internal sealed class ManifestProject(ManifestDocument manifest, IReadOnlyDictionary<string, ImmutableArray<string>> catalogued)
{
    private static readonly Dictionary<string, NodeKind> Kinds = new(StringComparer.Ordinal)
    {
        ["model"] = NodeKind.Model,
        ["seed"] = NodeKind.Seed,
        ["snapshot"] = NodeKind.Snapshot,
    };

    private readonly Dictionary<string, string> _relations = new(StringComparer.Ordinal);
    private readonly ILookup<string, ManifestDocument.GroupMember> _groups =
        Present(manifest.Groups).Select(g => g.Value).Where(g => g.Name is not null).ToLookup(g => g.Name!, StringComparer.Ordinal);

    /// <summary>The project.</summary>
    public DbtProject Project(string file)
    {
        var project = manifest.Metadata?.ProjectName ?? Present(manifest.Nodes).FirstOrDefault().Value?.PackageName ?? Path.GetFileNameWithoutExtension(file);
        var nodes = Present(manifest.Nodes).Where(n => n.Value.ResourceType is { } type && Kinds.ContainsKey(type)).ToImmutableArray();
        foreach (var (id, node) in nodes.Concat(Present(manifest.Sources)))
        {
            Learn(id, node);
        }

        return new DbtProject(project, file, DbtDialects.Of(manifest.Metadata?.AdapterType),
        [
            .. Present(manifest.Sources).Select(s => Table(project, s.Key, s.Value, NodeKind.Source)),
            .. nodes.Select(n => Table(project, n.Key, n.Value, Kinds[n.Value.ResourceType!])),
            .. new[] { manifest.SemanticModels, manifest.Metrics, manifest.SavedQueries }.SelectMany(Present).Select(m => Use(project, m.Key, m.Value, NodeKind.Metric)),
            .. Present(manifest.Exposures).Select(e => Use(project, e.Key, e.Value, NodeKind.Exposure)),
        ]);
    }

    // Templates name a node by its name, by package and name, or a source by group and name.
    private void Learn(string id, ManifestDocument.NodeMember node)
    {
        var relation = IsInlined(node) ? InlinedName(node) : node.RelationName;
        if (relation is null || node.Name is null)
        {
            return;
        }

        var first = node.SourceName ?? node.PackageName;
        _relations.TryAdd($"{first}.{node.Name}", relation);
        if (node.SourceName is null)
        {
            _relations.TryAdd(node.Name, relation);
        }
    }

    private DbtNode Table(string project, string id, ManifestDocument.NodeMember node, NodeKind kind)
    {
        var (sql, noSql) = kind is NodeKind.Model or NodeKind.Snapshot ? Sql(node) : (null, null);
        ImmutableArray<string> relation = IsInlined(node) ? [] :
        [
            .. new[] { node.Database, node.Schema, node.Identifier ?? node.Alias ?? node.Name }.Where(p => !string.IsNullOrEmpty(p)).Select(p => p!),
        ];
        return new DbtNode
        {
            Node = Node(project, id, node, kind) with { Relation = relation.IsEmpty ? null : string.Join('.', relation) },
            Relation = relation,
            RelationText = node.RelationName,
            IsQuoted = node.Quoting?.Identifier == true,
            SourceName = node.SourceName,
            InlinedAs = IsInlined(node) ? InlinedName(node) : null,
            DependsOn = DependsOn(node),
            Sql = sql,
            NoSql = noSql,
            Described = [.. Present(node.Columns).Select(c => c.Value.Name ?? c.Key)],
            Catalogued = catalogued.GetValueOrDefault(id, []),
            Added = kind == NodeKind.Snapshot ? DbtSnapshot.Columns(node.Config) : [],
        };
    }

    private DbtNode Use(string project, string id, ManifestDocument.NodeMember node, NodeKind kind) =>
        new() { Node = Node(project, id, node, kind), DependsOn = DependsOn(node) };

    private LineageNode Node(string project, string id, ManifestDocument.NodeMember node, NodeKind kind)
    {
        var name = kind == NodeKind.Exposure ? node.Label ?? node.Name : node.SourceName is { } source ? $"{source}.{node.Name}" : node.Name;
        var version = node.Version.ValueKind is JsonValueKind.Number or JsonValueKind.String ? $".v{node.Version}" : "";
        var group = new[] { node.Group, node.Config?.Group ?? default }.FirstOrDefault(g => g.ValueKind == JsonValueKind.String);
        var grouped = group.ValueKind == JsonValueKind.String ? _groups[group.GetString()!].SelectMany(g => DbtOwners.Of(g.Owner) is { IsEmpty: false } owners ? owners : [new Owner(g.Name!, null)]) : [];
        return new LineageNode
        {
            Id = id,
            Kind = kind,
            Name = (name ?? id) + version,
            Type = kind switch
            {
                NodeKind.Exposure => node.Type,
                NodeKind.Metric => id.Split('.', 2)[0].Replace('_', ' '),
                _ => null,
            },
            Project = project,
            Owners = [.. DbtOwners.Of(node.Owner).Concat(grouped).Concat(DbtOwners.OfMeta(node.Meta, node.Config?.Meta ?? default)).Distinct()],
            Url = node.Url.ValueKind == JsonValueKind.String ? node.Url.GetString() : null,
            Maturity = node.Maturity,
            File = node.File,
        };
    }

    private (string? Sql, string? NoSql) Sql(ManifestDocument.NodeMember node)
    {
        if (node.Language is not (null or "sql"))
        {
            return (null, $"it is written in {node.Language}");
        }

        if (!string.IsNullOrWhiteSpace(node.CompiledCode))
        {
            return (node.CompiledCode, null);
        }

        return node.RawCode is { } template && DbtTemplate.Fill(template, _relations.GetValueOrDefault) is { } filled
            ? (filled, null)
            : (null, "it is not compiled: 'dbt compile' writes its SQL into the manifest");
    }

    private static IEnumerable<KeyValuePair<string, T>> Present<T>(Dictionary<string, T?>? members)
        where T : class => (members ?? []).Where(m => m.Value is not null)!;

    private static ImmutableArray<string> DependsOn(ManifestDocument.NodeMember node) => [.. (node.DependsOn?.Nodes ?? []).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static bool IsInlined(ManifestDocument.NodeMember node) => node.Config?.Materialized == "ephemeral";

    private static string InlinedName(ManifestDocument.NodeMember node) => $"__dbt__cte__{node.Alias ?? node.Name}";
}
