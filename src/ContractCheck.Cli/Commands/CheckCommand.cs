using System.CommandLine;
using ContractCheck.Core;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var format = CommonOptions.FormatOf([.. ReportFormat.All.Select(f => f.Name)]);
        var command = CommonOptions.ReadingCommand(
            "check", "Judge a change against the contracts; exit code 1 when a promise is broken",
            CommonOptions.Base, CommonOptions.Head, CommonOptions.Worktree, CommonOptions.Contracts, CommonOptions.Profile, format, CommonOptions.Output);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed);
            Report report;
            try
            {
                report = await Terminal.WithProgressAsync(options, progress => CheckRunner.CheckAsync(options, progress, cancellation));
            }
            catch (CheckException reason) when (reason.ExitCode == ExitCode.NoVerdict)
            {
                // Whoever reads the files or the JSON must see that there is no verdict, too.
                var unreached = NoVerdict.Of(reason, new RevisionInfo(options.Head ?? "HEAD", null, null));
                await ResultOf(unreached).WriteAsync(parsed, format, cancellation, textToo: false);
                throw;
            }

            await ResultOf(report).WriteAsync(parsed, format, cancellation);
            return (int)report.Verdict.ExitCode;
        });
        return command;
    }

    private static Result ResultOf(Report report) =>
        new([.. ReportFormat.All.Select(f => new ResultFormat(f.Name, f.FileName, terminal => f.Render(report, terminal)))]);
}
