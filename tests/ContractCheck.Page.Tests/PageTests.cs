using ContractCheck.Core;
using ContractCheck.Core.Findings;
using Microsoft.Playwright;

namespace ContractCheck.Page.Tests;

/// <summary>The page as a whole: how it looks, prints and loads, and what becomes of a check without a verdict.</summary>
[Collection(BrowserGroup.Name)]
public sealed class PageTests(Browser browser)
{
    [Fact]
    public async Task It_is_dark_or_light_as_the_system_is_until_somebody_chooses()
    {
        foreach (var (scheme, paper, other) in new[] { (ColorScheme.Light, "rgb(255, 255, 255)", "rgb(13, 17, 23)"), (ColorScheme.Dark, "rgb(13, 17, 23)", "rgb(255, 255, 255)") })
        {
            await using var open = await browser.OpenAsync(SampleLineage.Report(), new BrowserNewContextOptions { ColorScheme = scheme });
            (await Paper(open)).ShouldBe(paper);
            (await open.Page.GetAttributeAsync("#theme", "aria-pressed")).ShouldBe(scheme == ColorScheme.Dark ? "true" : "false");
            await open.Page.ClickAsync("#theme");
            (await Paper(open)).ShouldBe(other);
            (await open.Page.GetAttributeAsync("#theme", "aria-pressed")).ShouldBe(scheme == ColorScheme.Dark ? "false" : "true");
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_text_stands_out_from_its_ground(ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(await browser.CheckedAsync(), new BrowserNewContextOptions { ColorScheme = scheme });
        var faint = await open.Page.EvaluateAsync<string[]>(
            """
            () => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
              const rgb = color => {
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = color;
                canvas.fillRect(0, 0, 1, 1);
                return [...canvas.getImageData(0, 0, 1, 1).data];
              };
              const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] === 255) { return c; } } };
              const faint = [];
              for (const e of document.querySelectorAll('body *')) {
                if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility() || e.disabled) { continue; }
                const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))];
                const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (contrast < 4.5) { faint.push(`${e.tagName}.${e.className} ${e.textContent.slice(0, 30)} ${contrast}`); }
              }
              return faint;
            }
            """);
        faint.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_paper_everything_is_open_and_nothing_can_be_pressed()
    {
        await using var open = await browser.OpenAsync(SampleLineage.Report());
        await open.Page.ClickAsync("#close-tables");
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await open.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        (await open.Page.Locator("details:not([open])").CountAsync()).ShouldBe(0);
        (await open.Page.Locator("caption:text-is('Columns of customers, the same at base and head')").IsVisibleAsync()).ShouldBeTrue();
        (await open.Page.EvaluateAsync<int>("[...document.querySelectorAll('button, input, select, nav')].filter(e => e.checkVisibility()).length")).ShouldBe(0);
        (await open.Page.Locator("#picture .column").CountAsync()).ShouldBeGreaterThan(20);
        await open.PictureAsync("print", whole: true);
        await open.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        (await open.Page.Locator("details[open]").CountAsync()).ShouldBe(0);
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        (await open.Page.PdfAsync(new PagePdfOptions { Format = "A4" })).Length.ShouldBeGreaterThan(20_000);
    }

    [Fact]
    public async Task A_thousand_tables_open_fast()
    {
        await using var open = await browser.OpenAsync(Reports.Many(1000, 20));
        var (loaded, size) = (await open.Page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].loadEventEnd"), await open.Page.EvaluateAsync<int>("performance.getEntriesByType('navigation')[0].decodedBodySize"));
        var painted = await open.Page.EvaluateAsync<double>("new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0))))");
        var before = await open.Page.EvaluateAsync<double>("performance.now()");
        await open.Page.FillAsync("#search", "table_0500");
        (await open.Page.Locator("#shown").InnerTextAsync()).ShouldBe("1 of 1000 tables shown.");
        var searched = await open.Page.EvaluateAsync<double>("performance.now()") - before;
        await open.Page.FillAsync("#search", "");
        await open.Page.EvaluateAsync("document.getElementById('tables').scrollIntoView()");
        await open.PictureAsync("thousand");
        var told = $"loaded after {loaded:0} ms, painted after {painted:0} ms, searched in {searched:0} ms, {size / 1024} KiB";
        if (Browser.Pictures is { } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "thousand.txt"), told);
        }

        loaded.ShouldBeLessThan(5000, told);
        searched.ShouldBeLessThan(2000, told);
    }

    [Fact]
    public async Task Without_a_verdict_the_page_says_why_and_what_to_do()
    {
        var report = NoVerdict.Of(new CheckException(ExitCode.NoVerdict, "The base is not there: <b>x</b>", "Fetch it:\ngit fetch") { Rule = "CC905" }, new RevisionInfo("HEAD", null, null));
        await using var open = await browser.OpenAsync(report);
        await open.PictureAsync("no-verdict");
        var text = await open.Page.InnerTextAsync("main");
        text.ShouldContain("No verdict");
        text.ShouldContain("The base is not there: <b>x</b>");
        text.ShouldContain("git fetch");
        text.ShouldContain("The tables were not compared.");
        (await open.Page.Locator("#lineage").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_clean_run_has_its_tables_all_the_same()
    {
        var schema = Reports.Schema(Reports.Table("orders", "currency"), Reports.Table("customers", "email"));
        await using var open = await browser.OpenAsync(Reports.Compared(schema, schema));
        await open.PictureAsync("clean");
        (await open.Page.InnerTextAsync("#summary")).ShouldContain("No promise broken");
        (await open.Page.Locator("#table-list details").CountAsync()).ShouldBe(2);
        (await open.Page.Locator("#table-list details[open]").CountAsync()).ShouldBe(0);
    }

    private static Task<string> Paper(OpenPage open) => open.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
