using System.CommandLine;
using ContractCheck.Core.Contracts.Odcs;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck init</c>: a contract that promises what the models declare today.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var output = CliOption.NotEmpty(new Option<string?>("--output") { Description = "File to write; by default contracts/NAME.odcs.yaml in the checkout", HelpName = "FILE" });
        var name = CliOption.NotEmpty(new Option<string?>("--name") { Description = "Name of the contract; by default the checkout folder's", HelpName = "NAME" });
        var force = new Option<bool>("--force") { Description = "Replace the file if it exists" };
        var command = CliOption.ReadingCommand(
            "init", "Write an ODCS contract that promises what the models declare today",
            CliOption.Of(OptionCatalogue.Head), CliOption.Of(OptionCatalogue.Worktree), output, name, force);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CliOption.Read(parsed);
            var extracted = await Terminal.WithProgressAsync(options, progress => CheckRunner.ExtractAsync(options, progress, cancellation));
            var title = parsed.GetValue(name) ?? Path.GetFileName(extracted.Top.TrimEnd(Path.DirectorySeparatorChar));
            var file = parsed.GetValue(output) ?? Path.Combine(extracted.Top, "contracts", $"{Slug(title)}.odcs.yaml");
            var text = OdcsWriter.Write(Slug(title), title, extracted.Schema.Tables, extracted.Schema.Dialect);
            await OutputFiles.WriteAsync(file, text, parsed.GetValue(force), cancellation);
            await Terminal.WriteAsync(Told(file, extracted.Schema));
            return 0;
        });
        return command;
    }

    private static Rendered Told(string file, DatabaseSchema schema)
    {
        var sink = TerminalSink.Plain;
        var names = schema.Tables.Select(t => t.Name).Distinct().Count();
        var doubled = sink.Join(", ", schema.Tables.GroupBy(t => t.Name).Where(g => g.Count() > 1).Select(g => sink.Text(g.Key.ToString())));
        var warning = doubled.IsEmpty ? default : sink.Of($"Declared more than once, and promised as declared first: {doubled}.\n");
        return Rendered.Of(sink.Of($"Wrote {file}: {names} tables. Delete what nobody was promised, then commit it.\n{warning}"));
    }

    private static string Slug(string title)
    {
        var letters = title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-');
        var slug = string.Concat(letters).Trim('-', '.');
        return slug.Length == 0 ? "models" : slug;
    }
}
