using Microsoft.Playwright;

namespace ContractCheck.Page.Tests;

/// <summary>The page as people see it: with CONTRACTCHECK_PICTURES, pictures to look at.</summary>
[Collection(BrowserGroup.Name)]
public sealed class PictureTests(Browser browser)
{
    [Theory]
    [InlineData("light", 1280, ColorScheme.Light)]
    [InlineData("dark", 1280, ColorScheme.Dark)]
    [InlineData("narrow", 420, ColorScheme.Light)]
    public async Task The_demo_fits_into_any_window(string name, int width, ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(
            await browser.CheckedAsync(withDownstream: true), new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
        await open.PictureAsync($"demo-{name}", whole: true);
        (await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width);
    }

    [Theory]
    [InlineData("light", 1280, ColorScheme.Light)]
    [InlineData("dark", 1280, ColorScheme.Dark)]
    [InlineData("narrow", 420, ColorScheme.Dark)]
    public async Task So_does_the_lineage(string name, int width, ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(
            SampleLineage.Report(), new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
        await open.PictureAsync($"lineage-{name}", whole: true);
        await open.Page.Locator("[data-place='0:2']").ClickAsync();
        await open.Page.Mouse.MoveAsync(0, 0);
        await open.PictureAsync($"lineage-{name}-followed", whole: true);
        (await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width);
    }

    /// <summary>What docs/pictures shows (eng/pictures.sh).</summary>
    [Fact]
    public async Task The_documents_show_the_lineage_in_light_and_the_tables_in_dark()
    {
        var size = new ViewportSize { Width = 1280, Height = 1220 };
        await using (var open = await browser.OpenAsync(await browser.CheckedAsync(withDownstream: true), new BrowserNewContextOptions { ViewportSize = size, ColorScheme = ColorScheme.Light }))
        {
            await open.Page.Locator("#picture [data-place]", new PageLocatorOptions { HasText = "legacy_code" }).First.ClickAsync();
            await open.Page.Locator("#picture [aria-label^='Ledger export']").FocusAsync();
            await open.Page.EvaluateAsync("document.getElementById('lineage').scrollIntoView()");
            await open.PictureAsync("report-page");
        }

        await using (var open = await browser.OpenAsync(await browser.CheckedAsync(withDownstream: true), new BrowserNewContextOptions { ViewportSize = size, ColorScheme = ColorScheme.Dark }))
        {
            await open.Page.EvaluateAsync("document.getElementById('tables').scrollIntoView()");
            await open.PictureAsync("report-page-dark");
        }
    }
}
