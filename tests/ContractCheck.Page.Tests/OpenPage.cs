using Microsoft.Playwright;

namespace ContractCheck.Page.Tests;

/// <summary>A page in the browser. It must ask for nothing but itself, and report nothing: that is tested whenever it is closed.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> requests = [];
    private readonly List<string> complaints = [];

    private OpenPage(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<OpenPage> OfAsync(IBrowserContext context, string file)
    {
        var open = new OpenPage(context, await context.NewPageAsync());
        var address = new Uri(file).AbsoluteUri;
        context.Request += (_, request) => open.requests.Add(request.Url);
        open.Page.Console += (_, message) => open.complaints.Add($"{message.Type}: {message.Text}");
        open.Page.PageError += (_, error) => open.complaints.Add(error);
        open.Page.Dialog += async (_, dialog) =>
        {
            open.complaints.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        await open.Page.GotoAsync(address);
        open.requests.ShouldBe([address]);
        return open;
    }

    /// <summary>A picture of what is seen, where somebody wants to look at it.</summary>
    public async Task PictureAsync(string name, bool whole = false)
    {
        if (Browser.Pictures is { } folder)
        {
            var before = Page.ViewportSize!;
            if (whole)
            {
                // What is out of sight is not laid out, so the window is made as high as the page.
                var height = await Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
                await Page.SetViewportSizeAsync(before.Width, Math.Min(height, 4000));
            }

            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
            await Page.SetViewportSizeAsync(before.Width, before.Height);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        complaints.ShouldBeEmpty();
        requests.Count.ShouldBe(1);
    }
}
