using ContractCheck.Core.Lineage;

namespace ContractCheck.Core.Tests.Lineage;

public sealed class ImpactAnalysisTests
{
    private static readonly LineageGraph Graph = new(
        [
            Node("t", NodeKind.Table, "a", "b"), Node("s", NodeKind.Source, "a", "b"), Node("m", NodeKind.Model, "x", "y"), Node("n", NodeKind.Model, "z"),
            Node("far", NodeKind.Model, "q"), Node("e", NodeKind.Exposure), Node("c", NodeKind.Consumer),
        ],
        [
            new("t", "a", "s", "A", EdgeKind.Value), new("t", "b", "s", "B", EdgeKind.Value), new("t", null, "s", null, EdgeKind.Reads),
            new("s", "a", "m", "x", EdgeKind.Value), new("s", "b", "m", null, EdgeKind.Rows), new("s", null, "m", null, EdgeKind.Reads),
            new("m", "x", "n", "z", EdgeKind.Value), new("m", null, "n", null, EdgeKind.Reads), new("n", null, "m", null, EdgeKind.Reads), new("n", "z", "m", "y", EdgeKind.Value),
            new("n", null, "far", null, EdgeKind.Whole), new("far", null, "e", null, EdgeKind.Whole), new("m", null, "e", null, EdgeKind.Whole),
            new("t", "a", "c", null, EdgeKind.Value), new("t", null, "c", null, EdgeKind.Reads), new("t", null, "nowhere", null, EdgeKind.Reads),
        ]);

    [Fact]
    public void Values_go_on_to_columns_and_circles_end() => Of("A").ShouldBe(["s value 0 <a>", "c value 1 <>", "m value 1 <x,y>", "n value 2 <z>", "e value 2 <>", "far table 3 <>"]);

    [Fact]
    public void Rows_go_on_to_readers_and_not_to_those_of_other_columns() => Of("b").ShouldBe(["s value 0 <b>", "m rows 1 <>", "n rows 2 <>", "e rows 2 <>", "far table 3 <>"]);

    [Fact]
    public void A_whole_table_is_all_of_its_columns_and_its_rows() =>
        Of().ShouldBe(["s value 0 <a,b>", "c value 1 <>", "m value 1 <x,y>", "n value 2 <z>", "e value 2 <>", "far table 3 <>"]);

    [Fact]
    public void A_table_that_is_not_known_reaches_nobody() => ImpactAnalysis.Of(Graph, "other", ["a"]).Reached.ShouldBeEmpty();

    [Fact]
    public void The_picture_leaves_loads_out_and_shows_ways_to_consumers_first()
    {
        var impact = ImpactAnalysis.Of(Graph, "t", ["a"]);
        var all = ImpactPicture.Of(Graph, [impact], 10);
        all.Nodes.Select(n => n.Node.Id).ShouldBe(["t", "c", "m", "e", "n", "far"]);
        all.Links.Select(l => $"{l.From}>{l.To}").ShouldBe(["t>c", "t>m", "m>n", "m>e", "n>m", "n>far", "far>e"], ignoreOrder: true);
        all.LeftOut.ShouldBe(0);
        var small = ImpactPicture.Of(Graph, [impact, impact], 4);
        small.Nodes.Select(n => n.Node.Id).ShouldBe(["t", "c", "m", "e"]);
        small.LeftOut.ShouldBe(2);
    }

    private static LineageNode Node(string id, NodeKind kind, params string[] columns) => new() { Id = id, Kind = kind, Name = id, Columns = [.. columns] };

    private static IEnumerable<string> Of(params string[] columns) => ImpactAnalysis.Of(Graph, "t", columns).Reached
        .Select(r => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{r.Node.Id} {Word(r.How)} {r.Steps} <{string.Join(',', r.Columns)}>"));

    private static string Word(Reach reach) => reach switch { Reach.Value => "value", Reach.Rows => "rows", _ => "table" };
}
