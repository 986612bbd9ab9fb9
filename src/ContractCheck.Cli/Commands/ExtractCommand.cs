using System.CommandLine;
using ContractCheck.Core.Rendering;
using ContractCheck.Core.Schema;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck extract</c>.</summary>
internal static class ExtractCommand
{
    public static Command Create()
    {
        var revision = new Option<string?>("--rev") { Description = "Revision to read (HEAD)", HelpName = "REV" };
        var command = new Command("extract", "Print the schema that the models of one revision declare")
        {
            CommonOptions.Repository, CommonOptions.Configuration, CommonOptions.Dialect, CommonOptions.Python,
            revision, CommonOptions.Worktree, CommonOptions.Format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed) with { Head = parsed.GetValue(revision) };
            var extracted = await Terminal.WithProgressAsync(progress => CheckRunner.ExtractAsync(options, progress, cancellation));
            await Console.Out.WriteAsync(parsed.GetValue(CommonOptions.Format) switch
            {
                "json" => SchemaDocumentReader.Rewrite(extracted.Document.Span),
                "markdown" => SchemaRenderer.Markdown(extracted.Schema),
                _ => SchemaRenderer.Text(extracted.Schema, Terminal.Style),
            });
            return 0;
        });
        return command;
    }
}
