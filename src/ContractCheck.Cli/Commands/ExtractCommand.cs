using System.CommandLine;
using ContractCheck.Core.Rendering.Schemas;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck extract</c>.</summary>
internal static class ExtractCommand
{
    private const string Json = "json";

    public static Command Create()
    {
        var revision = CliOption.NotEmpty(new Option<string?>("--rev") { Description = "Revision to read (HEAD)", HelpName = "REV" });
        var format = Formats.Option([.. SchemaFormat.All.Select(f => f.Name), Json]);
        var explain = new Option<bool>("--explain") { Description = "Tell of every table that was not read whole why, and what would mend it" };
        var command = CliOption.ReadingCommand(
            "extract", "Print the schema that the models of one revision declare",
            revision, CliOption.Of(OptionCatalogue.Worktree), format, explain, CliOption.Of(OptionCatalogue.Output));
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CliOption.Read(parsed) with { Head = parsed.GetValue(revision) };
            var extracted = await Terminal.WithProgressAsync(options, progress => CheckRunner.ExtractAsync(options, progress, cancellation));
            var result = ResultOf(extracted);
            if (parsed.GetValue(explain))
            {
                await result.WriteFilesAsync(options.Output, cancellation);
                await Terminal.WriteAsync(Rendered.Of(SchemaExplanation.Render(extracted.Schema, Terminal.Sink)));
            }
            else
            {
                await result.WriteAsync(options.Output, parsed.GetValue(format), cancellation);
            }

            return 0;
        });
        return command;
    }

    private static Result ResultOf(Extracted extracted) => new(
    [
        .. SchemaFormat.All.Select(f => new ResultFormat(f.Name, $"schema{f.Suffix}", terminal => f.Render(extracted.Schema, terminal))),
        new ResultFormat(Json, "schema.json", _ => Rendered.Of(SchemaDocumentReader.Rewrite(extracted.Document.Span))),
    ]);
}
