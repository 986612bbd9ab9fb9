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
        var revision = CommonOptions.NotEmpty(new Option<string?>("--rev") { Description = "Revision to read (HEAD)", HelpName = "REV" });
        var command = new Command("extract", "Print the schema that the models of one revision declare")
        {
            CommonOptions.Repository, CommonOptions.Configuration, CommonOptions.Dialect, CommonOptions.Python, CommonOptions.SqlAlchemy, CommonOptions.PackagesPaths,
            revision, CommonOptions.Worktree, CommonOptions.Format, CommonOptions.Output,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed) with { Head = parsed.GetValue(revision) };
            var extracted = await Terminal.WithProgressAsync(progress => CheckRunner.ExtractAsync(options, progress, cancellation));
            var result = new Result(
                style => SchemaRenderer.Text(extracted.Schema, style),
                () => SchemaDocumentReader.Rewrite(extracted.Document.Span),
                () => SchemaRenderer.Markdown(extracted.Schema));
            await result.WriteAsync(parsed, "schema", "schema", cancellation);
            return 0;
        });
        return command;
    }
}
