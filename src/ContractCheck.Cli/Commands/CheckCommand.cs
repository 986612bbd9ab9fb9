using System.CommandLine;
using ContractCheck.Core.Rendering;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Judge a change against the contracts; exit code 1 when a promise is broken")
        {
            CommonOptions.Repository, CommonOptions.Configuration, CommonOptions.Dialect, CommonOptions.Python,
            CommonOptions.Base, CommonOptions.Head, CommonOptions.Worktree,
            CommonOptions.Contracts, CommonOptions.Profile, CommonOptions.Format, CommonOptions.Output,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed);
            var report = await Terminal.WithProgressAsync(progress => CheckRunner.CheckAsync(options, progress, cancellation));
            var result = new Result(
                style => TextRenderer.Render(report, style), () => JsonRenderer.Render(report), () => MarkdownRenderer.Render(report));
            await result.WriteAsync(parsed, "report", "summary", cancellation);
            return (int)report.Verdict.ExitCode;
        });
        return command;
    }
}
