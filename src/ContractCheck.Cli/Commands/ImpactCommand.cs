using System.CommandLine;
using ContractCheck.Core.Rendering.Impacts;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck impact</c>: who uses a table or a column.</summary>
internal static class ImpactCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("TABLE[.COLUMN]") { Description = "Table of the models, or column of one; classes and attributes do too" };
        var format = Formats.Option("text", "json", "mermaid", "dot");
        var command = CliOption.ReadingCommand(
            "impact", "Tell who uses a table or a column: dbt models, dashboards and others downstream",
            CliOption.Of(OptionCatalogue.Manifests), CliOption.Of(OptionCatalogue.Catalogs), CliOption.Of(OptionCatalogue.Consumers), CliOption.Of(OptionCatalogue.Head),
            CliOption.Of(OptionCatalogue.Worktree), CliOption.Of(OptionCatalogue.Contracts), format, CliOption.Of(OptionCatalogue.Output));
        command.Add(target);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CliOption.Read(parsed);
            var impact = await Terminal.WithProgressAsync(options, progress => CheckRunner.ImpactAsync(options, parsed.GetRequiredValue(target), progress, cancellation));
            var result = new Result(
            [
                new ResultFormat("text", "impact.txt", terminal => Rendered.Of(ImpactRenderer.Text(impact, terminal))),
                new ResultFormat("json", "impact.json", _ => Rendered.Of(ImpactRenderer.Json(impact))),
                new ResultFormat("mermaid", "impact.mmd", _ => Rendered.Of(ImpactRenderer.Mermaid(impact))),
                new ResultFormat("dot", "impact.dot", _ => Rendered.Of(ImpactRenderer.Dot(impact))),
            ]);
            await result.WriteAsync(options.Output, parsed.GetValue(format), cancellation);
            await Terminal.NoteAsync("Not known", impact.Notes);
            return 0;
        });
        return command;
    }
}
