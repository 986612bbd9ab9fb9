using System.CommandLine;
using ContractCheck.Core.Rendering;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck diff</c>.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var command = CommonOptions.ReadingCommand(
            "diff", "Print what changed between the schemas of two revisions, without contracts",
            CommonOptions.Base, CommonOptions.Head, CommonOptions.Worktree, CommonOptions.Format, CommonOptions.Output);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed);
            var (changes, unjudged) = await Terminal.WithProgressAsync(options, progress => CheckRunner.DiffAsync(options, progress, cancellation));
            var result = new Result(
                style => ChangesRenderer.Text(changes, style), () => ChangesRenderer.Json(changes), () => ChangesRenderer.Markdown(changes));
            await result.WriteAsync(parsed, "changes", "changes", cancellation);
            await Terminal.NoteAsync("Not compared", unjudged);
            return 0;
        });
        return command;
    }
}
