using System.CommandLine;
using ContractCheck.Core;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Engine;
using ContractCheck.Engine.Publishing;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = CliOption.ReadingCommand(
            "check", "Judge a change against the contracts; exit code 1 when a promise is broken",
            OptionCatalogue.All.Except(OptionCatalogue.Reading).Select(CliOption.Of));
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CliOption.Read(parsed);
            Report report;
            try
            {
                report = await Terminal.WithProgressAsync(options, progress => CheckRunner.CheckAsync(options, progress, cancellation));
            }
            catch (CheckException reason) when (reason.ExitCode == ExitCode.NoVerdict)
            {
                // Whoever reads the files, the JSON or the pipeline must see that there is no verdict, too.
                await TellAsync(NoVerdict.Of(reason, new RevisionInfo(options.Head ?? "HEAD", null, null)), options, textToo: false, cancellation);
                throw;
            }

            await TellAsync(report, options, textToo: true, cancellation);
            await OpenLineageOutput.SendAsync(options, cancellation);
            return (int)report.Verdict.ExitCode;
        });
        return command;
    }

    private static async Task TellAsync(Report report, RunOptions options, bool textToo, CancellationToken cancellation)
    {
        await ResultOf(report).WriteAsync(options.Output, options.Format, cancellation, textToo);
        if (Publisher.Of(options) is { } publisher)
        {
            await Terminal.WriteAsync(await publisher.PublishAsync(report, cancellation));
            await Terminal.WriteAsync(await publisher.CommentAsync(report, cancellation));
        }
    }

    private static Result ResultOf(Report report) =>
        new([.. ReportFormat.All.Select(f => new ResultFormat(f.Name, f.FileName, terminal => f.Render(report, terminal)))]);
}
