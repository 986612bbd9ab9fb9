using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>What the page's script shows. All texts are made visible before they get here; the script writes them as text only.</summary>
internal sealed record PageDocument(ImmutableArray<PageDocument.TableMember> Tables, PageDocument.LineageMember? Lineage)
{
    /// <summary>A table, base beside head.</summary>
    /// <param name="Name">The table's name at head, or at base if it is gone.</param>
    /// <param name="Was">Its name at base, where that was another one.</param>
    /// <param name="Verdict">The gravest thing said of it: <c>broken</c>, <c>warning</c>, <c>safe</c> or <c>unchanged</c>.</param>
    /// <param name="State"><c>added</c>, <c>removed</c>, or null.</param>
    /// <param name="Contracts">Contracts that promise it, by their index in the page's list.</param>
    /// <param name="Place">Where it is written.</param>
    /// <param name="Notes">What is unknown of it.</param>
    /// <param name="Columns">Its columns, base beside head.</param>
    /// <param name="Keys">Its constraints and indexes, base beside head.</param>
    /// <param name="Findings">What is said of it.</param>
    internal sealed record TableMember(
        string Name,
        string? Was,
        string Verdict,
        string? State,
        ImmutableArray<int> Contracts,
        PlaceMember? Place,
        ImmutableArray<string>? Notes,
        ImmutableArray<PairMember> Columns,
        ImmutableArray<PairMember>? Keys,
        ImmutableArray<FindingMember>? Findings);

    /// <summary>A row of both sides.</summary>
    /// <param name="Same">The cells, where base and head have the same ones.</param>
    /// <param name="Base">The cells at base, else.</param>
    /// <param name="Head">The cells at head, else.</param>
    internal sealed record PairMember(ImmutableArray<string>? Same, ImmutableArray<string>? Base, ImmutableArray<string>? Head);

    internal sealed record PlaceMember(string Text, string? Link);

    /// <summary>A finding.</summary>
    /// <param name="Weight"><c>broken</c>, <c>warning</c>, <c>safe</c>, or why it does not count: <c>waived</c>, <c>before</c>, <c>resolved</c>.</param>
    /// <param name="Rule">Its id and name.</param>
    /// <param name="Help">The rule's page.</param>
    /// <param name="Text">What happened.</param>
    /// <param name="Places">Where it is written, and where it was.</param>
    /// <param name="Promises">What was promised.</param>
    /// <param name="Advice">What can be done, or why it is waived.</param>
    /// <param name="Reach">Who is hit.</param>
    /// <param name="Follow">Where it starts in the picture: the node's index, then those of its columns.</param>
    internal sealed record FindingMember(
        string Weight,
        string Rule,
        string Help,
        string Text,
        ImmutableArray<PlaceMember>? Places,
        ImmutableArray<PromiseMember>? Promises,
        ImmutableArray<string>? Advice,
        string? Reach,
        ImmutableArray<int>? Follow);

    internal sealed record PromiseMember(string Text, PlaceMember Place);

    internal sealed record LineageMember(ImmutableArray<NodeMember> Nodes, ImmutableArray<EdgeMember> Edges);

    /// <summary>A node of the lineage.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Kind">What it is, in words.</param>
    /// <param name="Layer">Its place from left to right.</param>
    /// <param name="Order">Its place from top to bottom.</param>
    /// <param name="Reach"><c>changed</c>, <c>value</c>, <c>rows</c>, <c>table</c>, or null where no change reaches it.</param>
    /// <param name="Columns">Names of its columns.</param>
    /// <param name="Hit">Indexes of the columns that change or derive from what changes.</param>
    /// <param name="Facts">What else is known, each a label and a text.</param>
    /// <param name="Link">Where it can be looked at; only <c>https</c> and <c>http</c>.</param>
    internal sealed record NodeMember(
        string Name,
        string Kind,
        int Layer,
        int Order,
        string? Reach,
        ImmutableArray<string> Columns,
        ImmutableArray<int>? Hit,
        ImmutableArray<ImmutableArray<string>> Facts,
        string? Link);

    /// <summary>A derivation.</summary>
    /// <param name="From">Index of the node upstream.</param>
    /// <param name="FromColumn">Index of its column, or -1.</param>
    /// <param name="To">Index of the node downstream.</param>
    /// <param name="ToColumn">Index of its column, or -1.</param>
    /// <param name="Kind"><c>value</c>, <c>rows</c>, <c>reads</c> or <c>whole</c>.</param>
    internal sealed record EdgeMember(int From, int FromColumn, int To, int ToColumn, string Kind);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PageDocument))]
internal sealed partial class PageJson : JsonSerializerContext;
