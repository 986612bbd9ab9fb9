using System.CommandLine;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck diff</c>.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var format = Formats.Option("text", "json", "markdown");
        var command = CliOption.ReadingCommand(
            "diff", "Print what changed between the schemas of two revisions, without contracts",
            CliOption.Of(OptionCatalogue.Base), CliOption.Of(OptionCatalogue.Head), CliOption.Of(OptionCatalogue.Worktree), format, CliOption.Of(OptionCatalogue.Output));
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CliOption.Read(parsed);
            var (changes, unjudged) = await Terminal.WithProgressAsync(options, progress => CheckRunner.DiffAsync(options, progress, cancellation));
            var result = new Result(
            [
                new ResultFormat("text", "changes.txt", terminal => Rendered.Of(ChangesRenderer.Text(changes, terminal))),
                new ResultFormat("json", "changes.json", _ => Rendered.Of(ChangesRenderer.Json(changes))),
                new ResultFormat("markdown", "changes.md", _ => Rendered.Of(ChangesRenderer.Markdown(changes))),
            ]);
            await result.WriteAsync(options.Output, parsed.GetValue(format), cancellation);
            await Terminal.NoteAsync("Not compared", unjudged);
            return 0;
        });
        return command;
    }
}
