using ContractCheck.Core.Rendering.Html;

namespace ContractCheck.Core.Tests.Rendering.Html;

public sealed class LineageLayoutTests
{
    [Fact]
    public void A_node_stands_right_of_all_that_lead_to_it() =>
        Layers(5, [(0, 1), (1, 2), (0, 2), (3, 2), (2, 4)]).ShouldBe([0, 1, 2, 0, 3]);

    [Fact]
    public void Consumers_stand_in_the_last_layer() =>
        LineageLayout.Of(4, [(0, 1), (1, 2), (0, 3)], n => n == 3).Select(p => p.Layer).ShouldBe([0, 1, 2, 2]);

    [Fact]
    public void Circles_and_edges_to_oneself_end_somewhere()
    {
        Layers(3, [(0, 1), (1, 2), (2, 0), (1, 1)]).ShouldBe([0, 1, 2]);
        Layers(2, [(0, 1), (1, 0)]).Order().ShouldBe([0, 1]);
    }

    [Fact]
    public void Neighbours_are_ordered_so_that_their_edges_do_not_cross()
    {
        // Two chains that cross as they are written.
        var places = LineageLayout.Of(4, [(0, 3), (1, 2)], _ => false);
        (places[0].Order < places[1].Order).ShouldBe(places[3].Order < places[2].Order);
    }

    [Fact]
    public void Every_place_is_taken_once()
    {
        var edges = Enumerable.Range(0, 300).Select(i => ((i * 7) % 150, (i * 13) % 150)).ToArray();
        var places = LineageLayout.Of(150, edges, n => n > 140);
        places.Distinct().Count().ShouldBe(150);
        places.GroupBy(p => p.Layer).ShouldAllBe(layer => layer.Max(p => p.Order) == layer.Count() - 1);
    }

    [Fact]
    public void A_chain_of_many_nodes_is_no_problem() =>
        Layers(20_000, [.. Enumerable.Range(0, 19_999).Select(i => (i, i + 1))])[^1].ShouldBe(19_999);

    [Fact]
    public void Nothing_has_no_places() => LineageLayout.Of(0, [], _ => false).ShouldBeEmpty();

    private static int[] Layers(int count, (int From, int To)[] edges) => [.. LineageLayout.Of(count, edges, _ => false).Select(p => p.Layer)];
}
