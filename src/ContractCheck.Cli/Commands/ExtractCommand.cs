using System.CommandLine;
using ContractCheck.Core.Rendering.Schemas;
using ContractCheck.Core.Rendering;
using ContractCheck.Core.Schema;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck extract</c>.</summary>
internal static class ExtractCommand
{
    private const string Json = "json";

    public static Command Create()
    {
        var revision = CommonOptions.NotEmpty(new Option<string?>("--rev") { Description = "Revision to read (HEAD)", HelpName = "REV" });
        var format = CommonOptions.OneOf("--format", "How to print it (text)", [.. SchemaFormat.All.Select(f => f.Name), Json]);
        var explain = new Option<bool>("--explain") { Description = "Tell of every table that was not read whole why, and what would mend it" };
        var command = CommonOptions.ReadingCommand(
            "extract", "Print the schema that the models of one revision declare",
            revision, CommonOptions.Worktree, format, explain, CommonOptions.Output);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed) with { Head = parsed.GetValue(revision) };
            var extracted = await Terminal.WithProgressAsync(options, progress => CheckRunner.ExtractAsync(options, progress, cancellation));
            if (parsed.GetValue(CommonOptions.Output) is { } folder)
            {
                await WriteAllAsync(extracted, folder, cancellation);
            }

            await Terminal.WriteAsync(
                parsed.GetValue(explain) ? SchemaExplanation.Render(extracted.Schema, Terminal.Style)
                : parsed.GetValue(format) is Json ? SchemaDocumentReader.Rewrite(extracted.Document.Span)
                : FormatOf(parsed.GetValue(format)).Render(extracted.Schema, Terminal.Style));
            return 0;
        });
        return command;
    }

    private static SchemaFormat FormatOf(string? name) => SchemaFormat.All.FirstOrDefault(f => f.Name == name) ?? SchemaFormat.All[0];

    private static Task WriteAllAsync(Extracted extracted, string folder, CancellationToken cancellation) => OutputFiles.WriteAllAsync(
        [
            .. SchemaFormat.All.Select(f => (Path.Combine(folder, $"schema{f.Suffix}"), f.Render(extracted.Schema, TextStyle.Plain))),
            (Path.Combine(folder, "schema.json"), SchemaDocumentReader.Rewrite(extracted.Document.Span)),
        ],
        cancellation);
}
