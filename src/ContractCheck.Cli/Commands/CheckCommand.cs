using System.CommandLine;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var output = new Option<string?>("--output") { Description = "Folder for summary.md, report.json and report.txt", HelpName = "DIR" };
        var command = new Command("check", "Judge a change against the contracts; exit code 1 when a promise is broken")
        {
            CommonOptions.Repository, CommonOptions.Configuration, CommonOptions.Dialect, CommonOptions.Python,
            CommonOptions.Base, CommonOptions.Head, CommonOptions.Worktree,
            CommonOptions.Contracts, CommonOptions.Profile, CommonOptions.Format, output,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed);
            var report = await Terminal.WithProgressAsync(progress => CheckRunner.CheckAsync(options, progress, cancellation));
            if (parsed.GetValue(output) is { } folder)
            {
                await WriteFilesAsync(folder, report, cancellation);
            }

            await Console.Out.WriteAsync(Rendered(report, parsed.GetValue(CommonOptions.Format)));
            return (int)report.Verdict.ExitCode;
        });
        return command;
    }

    private static string Rendered(Report report, string? format) => format switch
    {
        "json" => JsonRenderer.Render(report),
        "markdown" => MarkdownRenderer.Render(report),
        _ => TextRenderer.Render(report, Terminal.Style),
    };

    private static async Task WriteFilesAsync(string folder, Report report, CancellationToken cancellation)
    {
        await OutputFiles.WriteAsync(Path.Combine(folder, "summary.md"), MarkdownRenderer.Render(report), overwrite: true, cancellation);
        await OutputFiles.WriteAsync(Path.Combine(folder, "report.json"), JsonRenderer.Render(report), overwrite: true, cancellation);
        await OutputFiles.WriteAsync(Path.Combine(folder, "report.txt"), TextRenderer.Render(report, TextStyle.Plain), overwrite: true, cancellation);
    }
}
