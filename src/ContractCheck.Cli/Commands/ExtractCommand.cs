using System.Collections.Immutable;
using System.CommandLine;
using ContractCheck.Core.Rendering.OpenLineage;
using ContractCheck.Core.Rendering.Schemas;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck extract</c>.</summary>
internal static class ExtractCommand
{
    private const string Json = "json";
    private const string OpenLineage = "openlineage";

    public static Command Create()
    {
        var revision = CliOption.NotEmpty(new Option<string?>("--rev") { Description = "Revision to read (HEAD)", HelpName = "REV" });
        var format = Formats.Option([.. SchemaFormat.All.Select(f => f.Name), Json, OpenLineage]);
        var explain = new Option<bool>("--explain") { Description = "Tell of every table that was not read whole why, and what would mend it" };
        var command = CliOption.ReadingCommand(
            "extract", "Print the schema that the models of one revision declare",
            revision, CliOption.Of(OptionCatalogue.Worktree), format, explain, CliOption.Of(OptionCatalogue.Output), CliOption.Of(OptionCatalogue.Contracts),
            CliOption.Of(OptionCatalogue.Manifests), CliOption.Of(OptionCatalogue.Catalogs), CliOption.Of(OptionCatalogue.OpenLineageUrl),
            CliOption.Of(OptionCatalogue.OpenLineageNamespaces));
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CliOption.Read(parsed) with { Head = parsed.GetValue(revision), Format = parsed.GetValue(format) };
            var withDatasets = options.Format == OpenLineage || options.OpenLineageUrl is not null;
            var extracted = await Terminal.WithProgressAsync(options, progress => CheckRunner.ExtractAsync(options, progress, withDatasets, cancellation));
            ImmutableArray<Encoded<JsonSink>> events = extracted.Datasets is { } datasets ? OpenLineageOutput.EventsOf(datasets) : [];
            var result = ResultOf(extracted, withDatasets ? events : null);
            if (parsed.GetValue(explain))
            {
                await result.WriteFilesAsync(options.Output, cancellation);
                await Terminal.WriteAsync(Rendered.Of(SchemaExplanation.Render(extracted.Schema, Terminal.Sink)));
            }
            else
            {
                await result.WriteAsync(options.Output, options.Format, cancellation);
            }

            await Terminal.NoteAsync("Not known", extracted.Datasets?.Notes ?? []);
            await OpenLineageOutput.SendAsync(options, events, cancellation);
            return 0;
        });
        return command;
    }

    // Events have a file only where they are asked for: contracts and lineage have to be read for them, and they hold the time.
    private static Result ResultOf(Extracted extracted, ImmutableArray<Encoded<JsonSink>>? events) => new(
    [
        .. SchemaFormat.All.Select(f => new ResultFormat(f.Name, $"schema{f.Suffix}", terminal => f.Render(extracted.Schema, terminal))),
        new ResultFormat(Json, "schema.json", _ => Rendered.Of(SchemaDocumentReader.Rewrite(extracted.Document.Span))),
        .. events is { } lines ? [new ResultFormat(OpenLineage, "schema.openlineage.ndjson", _ => Rendered.Of(OpenLineageRenderer.Lines(lines)))] : Array.Empty<ResultFormat>(),
    ]);
}
