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
            await browser.CheckedAsync(), new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
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
}
