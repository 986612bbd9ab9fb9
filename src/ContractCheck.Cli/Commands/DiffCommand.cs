using System.CommandLine;
using ContractCheck.Core.Rendering;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck diff</c>.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var command = new Command("diff", "Print what changed between the schemas of two revisions, without contracts")
        {
            CommonOptions.Repository, CommonOptions.Configuration, CommonOptions.Dialect, CommonOptions.Python,
            CommonOptions.Base, CommonOptions.Head, CommonOptions.Worktree, CommonOptions.Format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed);
            var changes = await Terminal.WithProgressAsync(progress => CheckRunner.DiffAsync(options, progress, cancellation));
            await Console.Out.WriteAsync(parsed.GetValue(CommonOptions.Format) switch
            {
                "json" => ChangesRenderer.Json(changes),
                "markdown" => ChangesRenderer.Markdown(changes),
                _ => ChangesRenderer.Text(changes, Terminal.Style),
            });
            return 0;
        });
        return command;
    }
}
