using System.Diagnostics;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Html;
using Microsoft.Playwright;

namespace ContractCheck.Page.Tests;

/// <summary>Chromium, started once for all tests, and pages for it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    private readonly string folder = Directory.CreateTempSubdirectory("contractcheck-page-").FullName;
    private IPlaywright? playwright;
    private IBrowser? chromium;

    /// <summary>Where pages and pictures go; <c>CONTRACTCHECK_PICTURES</c> names a folder to look at them.</summary>
    public static string? Pictures { get; } = Environment.GetEnvironmentVariable("CONTRACTCHECK_PICTURES");

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        await chromium!.DisposeAsync();
        playwright!.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The page of a report.</summary>
    public async Task<OpenPage> OpenAsync(Report report, BrowserNewContextOptions? options = null)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, ReportPage.Render(report).ToString());
        return await OpenAsync(file, options);
    }

    /// <summary>A page that is there.</summary>
    public async Task<OpenPage> OpenAsync(string file, BrowserNewContextOptions? options = null) =>
        await OpenPage.OfAsync(await chromium!.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } }), file);

    /// <summary>The page that the built command line writes of the demo's pull request, or of another checkout.</summary>
    public async Task<string> CheckedAsync(string? repository = null, bool withDownstream = false)
    {
        var output = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        if (repository is null)
        {
            repository = Path.Combine(folder, "shop");
            if (!Directory.Exists(repository))
            {
                (await RunAsync(Path.Combine(Root, "eng", "shop.sh"), repository)).ShouldBe(0);
            }
        }

        var analytics = Path.Combine(Root, "tests", "fixtures", "shop", "analytics");
        string[] downstream = withDownstream ? ["--manifest", Path.Combine(analytics, "manifest.json"), "--consumers", Path.Combine(analytics, "consumers.csv")] : [];
        await RunAsync(Path.Combine(Root, "artifacts", "contractcheck"), ["check", "--repo", repository, "--output", output, .. downstream]);
        return Path.Combine(output, "report.html");
    }

    /// <summary>A new folder for a checkout.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>Runs a program to its end; gives its exit code.</summary>
    public static async Task<int> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
        return process.ExitCode;
    }

    private static string Find(string at) => File.Exists(Path.Combine(at, "ContractCheck.sln")) ? at : Find(Path.GetDirectoryName(at.TrimEnd('/'))!);
}

[CollectionDefinition(Name)]
public sealed class BrowserGroup : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}
