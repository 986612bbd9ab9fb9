using ContractCheck.Core.Lineage;
using Microsoft.Playwright;

namespace ContractCheck.Page.Tests;

[Collection(BrowserGroup.Name)]
public sealed class LineageTests(Browser browser)
{
    [Fact]
    public async Task What_is_reached_is_drawn_from_left_to_right()
    {
        await using var open = await browser.OpenAsync(SampleLineage.Report());
        var names = await Boxes(open);
        names.Contains("≠ orders", StringComparer.Ordinal).ShouldBeTrue();
        names.Contains("● CRM sync", StringComparer.Ordinal).ShouldBeTrue();
        names.Contains("customers", StringComparer.Ordinal).ShouldBeFalse();
        await open.Page.ClickAsync("#only-reached");
        (await Boxes(open)).Contains("customers", StringComparer.Ordinal).ShouldBeTrue();
        var order = new[] { "≠ orders", "● shop.orders", "● stg_orders", "● fct_orders", "● dim_customers", "● rpt_churn", "● CRM sync" };
        var lefts = new List<double>();
        foreach (var name in order)
        {
            lefts.Add((await open.Page.Locator($"#picture .node:has(.name:text-is('{name}'))").BoundingBoxAsync())!.X);
        }

        lefts.ShouldBe(lefts.Order());
    }

    [Fact]
    public async Task A_column_is_followed_up_and_down_by_click_until_escape()
    {
        await using var open = await browser.OpenAsync(SampleLineage.Report());
        await Column(open, "amount of stg_orders").ClickAsync();
        (await Followed(open)).ShouldBe(["total of orders", "total of shop.orders", "amount of stg_orders", "amount_eur of fct_orders", "revenue_eur of fct_revenue_by_month", "lifetime_value of dim_customers"], ignoreOrder: true);
        (await open.Page.Locator("#picture .node.on .name").AllTextContentsAsync()).ShouldBe(
            ["≠ orders", "● shop.orders", "● stg_orders", "● fct_orders", "● fct_revenue_by_month", "● dim_customers", "● revenue", "● rpt_churn", "● CFO monthly dashboard", "● Churn notebook", "● CRM sync"], ignoreOrder: true);
        (await open.Page.Locator("#picture .edge.on").CountAsync()).ShouldBeGreaterThan(6);
        await open.Page.Keyboard.PressAsync("Escape");
        await open.Page.Mouse.MoveAsync(1, 1);
        await open.Page.EvaluateAsync("document.activeElement.blur()");
        (await Followed(open)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_column_is_followed_while_it_is_pointed_at_or_focused()
    {
        await using var open = await browser.OpenAsync(SampleLineage.Report());
        await Column(open, "legacy_code of stg_orders").HoverAsync();
        (await Followed(open)).ShouldBe(["legacy_code of orders", "legacy_code of shop.orders", "legacy_code of stg_orders"], ignoreOrder: true);
        (await open.Page.Locator("#picture .edge.rows.on").CountAsync()).ShouldBe(1);
        await open.Page.Mouse.MoveAsync(1, 1);
        (await Followed(open)).ShouldBeEmpty();
        await Column(open, "placed_at of orders").FocusAsync();
        (await Followed(open)).Contains("month of fct_revenue_by_month", StringComparer.Ordinal).ShouldBeTrue();
    }

    [Fact]
    public async Task Downstream_the_picture_follows_as_the_analysis_does()
    {
        await using var open = await browser.OpenAsync(SampleLineage.Report());
        var graph = SampleLineage.Graph;
        foreach (var (table, index) in graph.Nodes.Select((node, index) => (node, index)).Where(pair => pair.node.Kind == NodeKind.Table))
        {
            for (var column = 0; column < table.Columns.Length; column++)
            {
                var followed = await open.Page.EvaluateAsync<int[]>("start => [...trace(picture.lineage, [start]).nodes]", new[] { index, column });
                var reached = ImpactAnalysis.Of(graph, table.Id, [table.Columns[column]]).Reached.Select(r => r.Node.Id).Prepend(table.Id);
                followed.Select(i => graph.Nodes[i].Id).ShouldBe(reached, ignoreOrder: true);
            }
        }
    }

    [Fact]
    public async Task A_large_lineage_that_no_change_reaches_is_not_drawn()
    {
        var nodes = Enumerable.Range(0, 200).Select(i => new LineageNode { Id = $"m{i}", Kind = NodeKind.Model, Name = $"model_{i}" });
        await using var open = await browser.OpenAsync(SampleLineage.Report(new LineageGraph(nodes, [])));
        (await open.Page.Locator("#picture").IsVisibleAsync()).ShouldBeFalse();
        (await open.Page.Locator("#lineage").InnerTextAsync()).ShouldContain("The changes reach nothing of it.");
    }

    [Fact]
    public async Task Of_very_many_reached_the_nearest_are_drawn()
    {
        var chain = Enumerable.Range(0, 200).Select(i => new LineageNode { Id = $"m{i}", Kind = NodeKind.Model, Name = $"model_{i}" });
        var edges = Enumerable.Range(0, 199).Select(i => new LineageEdge($"m{i}", null, $"m{i + 1}", null, EdgeKind.Whole));
        await using var open = await browser.OpenAsync(
            SampleLineage.Report(new LineageGraph([.. SampleLineage.Graph.Nodes, .. chain], [.. SampleLineage.Graph.Edges, .. edges, new LineageEdge("stg_orders", null, "m0", null, EdgeKind.Whole)])));
        (await open.Page.Locator("#picture .node").CountAsync()).ShouldBe(150);
        (await open.Page.Locator("#lineage .note").InnerTextAsync()).ShouldEndWith("64 nodes of the lineage are left out, 61 of them reached.");
        (await Boxes(open)).Contains("● CRM sync", StringComparer.Ordinal).ShouldBeTrue();
    }

    [Fact]
    public async Task Boxes_are_reached_by_tab_and_opened_by_enter()
    {
        await using var open = await browser.OpenAsync(SampleLineage.Report());
        await open.Page.ClickAsync("#close-nodes");
        (await open.Page.Locator("#picture .column").CountAsync()).ShouldBe(0);
        await open.Page.Locator("#picture").FocusAsync();
        await open.Page.Keyboard.PressAsync("Tab");
        (await Focused(open)).ShouldBe("orders, table, changed, 6 columns");
        await open.Page.Keyboard.PressAsync("Enter");
        (await Focused(open)).ShouldBe("orders, table, changed, 6 columns");
        (await open.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-expanded')")).ShouldBe("true");
        await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Keyboard.PressAsync("Tab");
        (await Focused(open)).ShouldBe("currency of orders, changed");
        await open.Page.Keyboard.PressAsync("Enter");
        (await Followed(open)).Contains("amount_eur of fct_orders", StringComparer.Ordinal).ShouldBeTrue();
        (await Focused(open)).ShouldBe("currency of orders, changed");
        (await open.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-pressed')")).ShouldBe("true");
    }

    [Fact]
    public async Task It_is_zoomed_and_moved_by_wheel_drag_buttons_and_keys()
    {
        await using var open = await browser.OpenAsync(SampleLineage.Report());
        var picture = open.Page.Locator("#picture");
        await picture.ScrollIntoViewIfNeededAsync();
        var start = await Transform(open);
        await picture.HoverAsync(new LocatorHoverOptions { Position = new Position { X = 300, Y = 20 } });
        await open.Page.Mouse.WheelAsync(0, -300);
        await open.Page.WaitForFunctionAsync("k => document.getElementById('view').transform.baseVal.consolidate().matrix.a > k", start.Scale);
        await picture.PressAsync("0");
        foreach (var (key, button, bigger) in new[] { ("+", "#zoom-in", true), ("-", "#zoom-out", false) })
        {
            var before = await Transform(open);
            await picture.PressAsync(key);
            ((await Transform(open)).Scale > before.Scale).ShouldBe(bigger);
            before = await Transform(open);
            await open.Page.ClickAsync(button);
            ((await Transform(open)).Scale > before.Scale).ShouldBe(bigger);
        }

        var at = await Transform(open);
        await picture.PressAsync("ArrowLeft");
        await picture.PressAsync("ArrowUp");
        var moved = await Transform(open);
        (moved.X - at.X).ShouldBe(60, 0.1);
        (moved.Y - at.Y).ShouldBe(60, 0.1);

        var box = (await picture.BoundingBoxAsync())!;
        await open.Page.Mouse.MoveAsync(box.X + 40, box.Y + 10);
        await open.Page.Mouse.DownAsync();
        await open.Page.Mouse.MoveAsync(box.X + 140, box.Y + 60, new MouseMoveOptions { Steps = 5 });
        await open.Page.Mouse.UpAsync();
        var dragged = await Transform(open);
        dragged.X.ShouldBe(at.X + 160, 6);
        dragged.Y.ShouldBe(at.Y + 110, 6);
        (await open.Page.Locator("#clear-path").IsDisabledAsync()).ShouldBeTrue();
        await picture.PressAsync("0");
        (await Transform(open)).X.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_panel_tells_owners_maturity_and_a_link_that_is_safe()
    {
        await using var open = await browser.OpenAsync(SampleLineage.Report());
        await open.Page.Locator("#picture [aria-label^='CFO monthly dashboard']").FocusAsync();
        var panel = open.Page.Locator("#panel");
        var text = await panel.InnerTextAsync();
        text.ShouldContain("Finance (finance@example.com)");
        text.ShouldContain("high");
        (await panel.Locator("a").GetAttributeAsync("href")).ShouldBe("https://bi.example.com/cfo");
        await open.Page.Locator("#picture [aria-label^='CRM sync']").FocusAsync();
        (await panel.InnerTextAsync()).ShouldContain("javascript:alert(1)");
        (await panel.Locator("a").CountAsync()).ShouldBe(0);
        (await open.Page.Locator("a[href^='javascript']").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_finding_leads_to_its_path()
    {
        await using var open = await browser.OpenAsync(SampleLineage.Report());
        await open.Page.Locator(".finding:has-text('CC206') button.follow").ClickAsync();
        (await Followed(open)).Contains("lifetime_value of dim_customers", StringComparer.Ordinal).ShouldBeTrue();
        (await Focused(open)).ShouldStartWith("orders, ");
    }

    [Fact]
    public async Task Of_a_large_lineage_only_what_is_reached_is_drawn_and_the_page_says_so()
    {
        var more = Enumerable.Range(0, 400).Select(i => new LineageNode { Id = $"m{i}", Kind = NodeKind.Model, Name = $"model_{i}", Columns = ["id"] });
        await using var open = await browser.OpenAsync(SampleLineage.Report(new LineageGraph([.. SampleLineage.Graph.Nodes, .. more], SampleLineage.Graph.Edges)));
        (await open.Page.Locator("#picture .node").CountAsync()).ShouldBe(11);
        (await open.Page.Locator("#lineage .note").InnerTextAsync()).ShouldBe("Drawn is only what the changes reach: 403 nodes of the lineage are left out.");
    }

    [Fact]
    public async Task Circles_and_many_columns_are_drawn()
    {
        string[] columns = [.. Enumerable.Range(0, 120).Select(i => $"column_{i}")];
        var graph = new LineageGraph(
            [
                new LineageNode { Id = SampleLineage.Orders, Kind = NodeKind.Table, Name = "orders", Columns = ["currency", "legacy_code"] },
                new LineageNode { Id = "a", Kind = NodeKind.Model, Name = "a", Columns = [.. columns] },
                new LineageNode { Id = "b", Kind = NodeKind.Model, Name = "b", Columns = [.. columns] },
            ],
            [
                new LineageEdge(SampleLineage.Orders, "currency", "a", "column_119", EdgeKind.Value),
                new LineageEdge("a", "column_119", "b", "column_119", EdgeKind.Value), new LineageEdge("b", "column_119", "a", "column_1", EdgeKind.Value), new LineageEdge("a", "column_1", "a", "column_1", EdgeKind.Value),
            ]);
        await using var open = await browser.OpenAsync(SampleLineage.Report(graph));
        (await open.Page.Locator("#picture .node").CountAsync()).ShouldBe(3);
        await Column(open, "currency of orders").ClickAsync();
        (await Followed(open)).Contains("column_119 of b", StringComparer.Ordinal).ShouldBeTrue();
        (await open.Page.Locator("#picture .kind:text-is('… 80 more')").CountAsync()).ShouldBe(2);
    }

    private static ILocator Column(OpenPage open, string label) => open.Page.Locator($"#picture .column[aria-label^='{label}']");

    private static async Task<IReadOnlyList<string>> Boxes(OpenPage open) => await open.Page.Locator("#picture .name").AllTextContentsAsync();

    private static async Task<IReadOnlyList<string>> Followed(OpenPage open) =>
        await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#picture .column.on')].map(c => c.getAttribute('aria-label').split(',')[0])");

    private static Task<string> Focused(OpenPage open) => open.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')");

    private static async Task<View> Transform(OpenPage open)
    {
        var values = await open.Page.EvaluateAsync<double[]>("(m => [m.a, m.e, m.f])(document.getElementById('view').transform.baseVal.consolidate().matrix)");
        return new View(values[0], values[1], values[2]);
    }

    private sealed record View(double Scale, double X, double Y);
}
