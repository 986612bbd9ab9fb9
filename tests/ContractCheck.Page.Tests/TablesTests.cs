using Microsoft.Playwright;

namespace ContractCheck.Page.Tests;

/// <summary>The tables of the demo's pull request, as the built command line wrote them.</summary>
[Collection(BrowserGroup.Name)]
public sealed class TablesTests(Browser browser)
{
    [Fact]
    public async Task Every_table_is_there_the_gravest_first_and_what_is_wrong_is_open()
    {
        await using var open = await DemoAsync();
        (await Names(open)).Take(5).ShouldBe(["customers", "orders", "return_labels", "inventory.suppliers", "gift_cards"]);
        (await Names(open)).Count.ShouldBe(39);
        (await open.Page.Locator("#table-list details[open] h3").AllTextContentsAsync()).ShouldBe(["customers", "orders", "return_labels", "inventory.suppliers"]);
        (await open.Page.Locator("#shown").InnerTextAsync()).ShouldBe("All 39 tables shown.");
    }

    [Fact]
    public async Task Changed_cells_say_so_without_colour()
    {
        await using var open = await DemoAsync();
        var orders = open.Page.Locator("#table-list details:has(h3:text-is('orders'))");
        var row = orders.Locator("tbody tr:has-text('currency')");
        (await row.Locator("td.change").TextContentAsync()).ShouldBe("≠ changed");
        (await row.Locator("mark").AllTextContentsAsync()).ShouldBe(["≠ VARCHAR(8)", "≠ VARCHAR(3)"]);
        (await orders.Locator("tbody tr.removed th").AllTextContentsAsync()).ShouldBe(["legacy_code"]);
        (await open.Page.Locator("details:has(h3:text-is('customers')) td.change").AllTextContentsAsync()).ShouldBe(["", "≠ changed", "", "→ renamed", "", "", "+ added", "", "", ""]);
    }

    [Fact]
    public async Task A_finding_stands_at_its_table_with_promise_advice_and_the_rules_page()
    {
        await using var open = await DemoAsync();
        var finding = open.Page.Locator("details:has(h3:text-is('orders')) .finding:has-text('CC206')");
        var text = (await finding.TextContentAsync())!;
        text.ShouldContain("orders.currency holds less than before: VARCHAR(8) → VARCHAR(3)");
        text.ShouldContain("promised: shop 2.3.0: physicalType VARCHAR(8)");
        text.ShouldContain("→ keep the wider type");
        (await finding.Locator("a").First.GetAttributeAsync("href")).ShouldBe("https://github.com/contractcheck/contractcheck/blob/main/docs/rules/CC206-type-narrowed.md");
        (await finding.Locator("p:has-text('at ') code").First.TextContentAsync()).ShouldBe("src/shop/orders/models.py:33");
    }

    [Fact]
    public async Task Filters_of_a_kind_add_up_and_filters_of_different_kinds_narrow()
    {
        await using var open = await DemoAsync();
        await open.Page.Locator("button[data-mark=broken]").ClickAsync();
        (await Names(open)).ShouldBe(["customers", "orders"]);
        (await open.Page.Locator("button[data-mark=broken]").GetAttributeAsync("aria-pressed")).ShouldBe("true");
        await open.Page.Locator("button[data-mark=removed]").ClickAsync();
        (await Names(open)).ShouldBe(["customers", "orders", "return_labels"]);
        await open.Page.FillAsync("#search", "LEGACY");
        (await Names(open)).ShouldBe(["orders"]);
        (await open.Page.Locator("details:not([hidden]) .match").InnerTextAsync()).Trim().ShouldBe("has legacy_code");
        (await open.Page.Locator("#shown").InnerTextAsync()).ShouldBe("1 of 39 tables shown.");
        await open.Page.Locator("#search").PressAsync("Escape");
        await open.Page.Locator("button[data-mark=broken]").ClickAsync();
        await open.Page.Locator("button[data-mark=removed]").ClickAsync();
        (await Names(open)).Count.ShouldBe(39);
    }

    [Fact]
    public async Task Tables_of_a_contract_and_of_none()
    {
        await using var open = await DemoAsync();
        await open.Page.SelectOptionAsync("#contract", new SelectOptionValue { Label = "shop 2.3.0" });
        var promised = await Names(open);
        promised.Contains("orders", StringComparer.Ordinal).ShouldBeTrue();
        await open.Page.SelectOptionAsync("#contract", "-1");
        (await Names(open)).Contains("orders", StringComparer.Ordinal).ShouldBeFalse();
        (await Names(open)).Count.ShouldBeLessThan(39);
    }

    [Fact]
    public async Task The_page_is_used_by_keys_alone()
    {
        await using var open = await DemoAsync();
        await open.Page.Keyboard.PressAsync("Tab");
        (await Focused(open)).ShouldBe("Skip to the summary");
        await open.Page.Keyboard.PressAsync("Enter");
        (await open.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");
        for (var i = 0; i < 100 && await open.Page.EvaluateAsync<string>("document.activeElement.id") != "search"; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
        }

        await open.Page.Keyboard.TypeAsync("gift_cards balance");
        (await Names(open)).ShouldBe(["gift_cards"]);
        for (var i = 0; i < 30 && !(await Focused(open)).StartsWith("gift_cards", StringComparison.Ordinal); i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
        }

        (await open.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle")).ShouldBe("solid");
        await open.Page.Keyboard.PressAsync("Enter");
        (await open.Page.Locator("details[open]:not([hidden]) caption").TextContentAsync()).ShouldBe("Columns of gift_cards, as at head, where it is new");
    }

    [Fact]
    public async Task Headings_are_in_order_landmarks_are_there_and_header_cells_have_a_scope()
    {
        await using var open = await browser.OpenAsync(SampleLineage.Report());
        var levels = await open.Page.EvaluateAsync<int[]>("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))");
        levels[0].ShouldBe(1);
        levels.Count(l => l == 1).ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
        (await open.Page.EvaluateAsync<string[]>("['header','nav','main','footer'].filter(n => document.querySelectorAll(n).length !== 1)")).ShouldBeEmpty();
        (await open.Page.Locator("main section:not(#summary) th:not([scope])").CountAsync()).ShouldBe(0);
        (await open.Page.Locator("main section:not(#summary) table:not(:has(caption))").CountAsync()).ShouldBe(0);
        (await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('button')].filter(b => !b.innerText.trim() && !b.ariaLabel && b.checkVisibility()).map(b => b.id)")).ShouldBeEmpty();
        (await open.Page.EvaluateAsync<int>("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size - document.querySelectorAll('[id]').length")).ShouldBe(0);
    }

    private static Task<string> Focused(OpenPage open) => open.Page.EvaluateAsync<string>("document.activeElement.innerText ?? ''");

    private static async Task<IReadOnlyList<string>> Names(OpenPage open) => await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#table-list > details:not([hidden]) h3')].map(h => h.textContent)");

    private async Task<OpenPage> DemoAsync() => await browser.OpenAsync(await browser.CheckedAsync());
}
