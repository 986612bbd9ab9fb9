using System.Collections.Immutable;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Impacts;

/// <summary>Words for what is reached.</summary>
internal static class ImpactNames
{
    /// <summary>Stable name of a kind.</summary>
    public static string Of(NodeKind kind) => kind switch
    {
        NodeKind.Table => "table",
        NodeKind.Source => "source",
        NodeKind.Seed => "seed",
        NodeKind.Model => "model",
        NodeKind.Snapshot => "snapshot",
        NodeKind.Metric => "metric",
        NodeKind.Exposure => "exposure",
        _ => "consumer",
    };

    /// <summary>Stable name of a way.</summary>
    public static string Of(Reach reach) => reach switch
    {
        Reach.Value => "value",
        Reach.Rows => "rows",
        Reach.Name => "name",
        _ => "table",
    };

    /// <summary>What people call it, where that is a word that can be counted.</summary>
    public static string Word(LineageNode node) => node switch
    {
        { IsConsumer: true, Type: "dashboard" or "notebook" or "application" } => node.Type,
        { IsConsumer: true } => "consumer",
        _ => Of(node.Kind),
    };

    /// <summary>What it is, in the words of whoever declared it.</summary>
    public static string Type(LineageNode node) => node is { IsConsumer: true, Type: { Length: > 0 } type } ? type : Of(node.Kind);

    /// <summary>The name of a changed table with its column, where it is one.</summary>
    public static string Start(PictureNode node) => node.Columns is [var only] ? $"{node.Node.Name}.{only}" : node.Node.Name;

    /// <summary>Such as <c>4 models, 2 dashboards</c>; empty where nobody is reached.</summary>
    public static string Counts(Impact impact) => Counts(impact.Models.Concat(impact.Consumers).Select(r => r.Node));

    /// <summary>Such as <c>4 models, 2 dashboards</c>, steps before consumers.</summary>
    public static string Counts(IEnumerable<LineageNode> nodes) => string.Join(
        ", ", nodes.GroupBy(Word, StringComparer.Ordinal).OrderBy(g => g.First().IsConsumer).Select(g => Phrases.Count(g.Count(), g.Key)));
}

/// <summary>Sentences about who is hit, written for one sink.</summary>
internal sealed class ImpactPhrases<TSink>(TSink sink)
    where TSink : ProseSink<TSink>
{
    private const int MostNamed = 3;
    private const int MostOwners = 10;

    /// <summary>Such as <c>reaches 4 models, 2 dashboards: CFO monthly dashboard (Finance)</c>; empty where nobody is reached.</summary>
    public Encoded<TSink> Reaches(Impact? impact)
    {
        if (impact is null || ImpactNames.Counts(impact) is not { Length: > 0 } counts)
        {
            return default;
        }

        ImmutableArray<ReachedNode> consumers = [.. impact.Consumers];
        var named = sink.Join(", ", consumers.Take(MostNamed).Select(Named));
        var more = consumers.Length > MostNamed ? sink.Of($" and {consumers.Length - MostNamed} more") : default;
        return consumers.IsEmpty ? sink.Of($"reaches {counts}{Unsure(impact)}") : sink.Of($"reaches {counts}: {named}{more}{Unsure(impact)}");
    }

    /// <summary>Owners with their contacts; empty where none is known.</summary>
    public Encoded<TSink> Owners(IEnumerable<Owner> owners)
    {
        ImmutableArray<Owner> all = [.. owners.Distinct()];
        var more = all.Length > MostOwners ? sink.Of($" and {all.Length - MostOwners} more") : default;
        return sink.Of($"{sink.Join(", ", all.Take(MostOwners).Select(Owner))}{more}");
    }

    /// <summary>A person or team, with how to reach them.</summary>
    public Encoded<TSink> Owner(Owner owner) => owner.Contact is { } contact ? sink.Of($"{owner.Name} ({contact})") : sink.Of($"{owner.Name}");

    private Encoded<TSink> Named(ReachedNode reached)
    {
        var owner = reached.Node.Owners is [var first, ..] ? sink.Of($" ({first.Name})") : default;
        return sink.Of($"{sink.Strong(reached.Node.Name)}{owner}");
    }

    // What hangs on rows or on whole tables may go on without the column.
    private Encoded<TSink> Unsure(Impact impact)
    {
        var all = impact.Models.Concat(impact.Consumers).ToImmutableArray();
        ImmutableArray<(int Count, string How)> unsure =
        [
            (all.Count(r => r.How == Reach.Rows), "only by rows"), (all.Count(r => r.How == Reach.Name), "only by name"), (all.Count(r => r.How == Reach.Table), "by table only"),
        ];
        return unsure.All(u => u.Count == 0) ? default : sink.Of($" ({string.Join(", ", unsure.Where(u => u.Count > 0).Select(u => $"{u.Count} {u.How}"))})");
    }
}
