using System.Collections.Immutable;
using System.CommandLine;
using ContractCheck.Core;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Contracts.Odcs;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck init</c>: a contract that promises what the models declare today, a configuration, and a pipeline that checks.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var output = CliOption.NotEmpty(new Option<string?>("--output") { Description = "Write only the contract, to this file (contracts/NAME.odcs.yaml in the checkout, and what else is missing)", HelpName = "FILE" });
        var name = CliOption.NotEmpty(new Option<string?>("--name") { Description = "Name of the contract; by default the checkout folder's", HelpName = "NAME" });
        var force = new Option<bool>("--force") { Description = "Replace the contract if it exists" };
        var command = CliOption.ReadingCommand(
            "init", "Write a contract that promises what the models declare today, a configuration and a pipeline; what is there stays",
            CliOption.Of(OptionCatalogue.Head), CliOption.Of(OptionCatalogue.Worktree), output, name, force);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CliOption.Read(parsed);
            var facts = await ProjectFacts.FindAsync(options, cancellation);
            var title = parsed.GetValue(name) ?? Path.GetFileName(facts.Top.TrimEnd(Path.DirectorySeparatorChar));
            if (!facts.IsConfigured && options.Dialect is null && facts.Dialect is not null)
            {
                options = options with { Dialect = facts.Dialect };
            }

            var files = ImmutableArray.CreateBuilder<StartingFile>();
            DatabaseSchema? schema = null;
            var own = parsed.GetValue(output);
            if (own is not null || facts.Contracts.IsEmpty || parsed.GetValue(force))
            {
                schema = (await Terminal.WithProgressAsync(options, progress => CheckRunner.ExtractAsync(options, progress, cancellation: cancellation))).Schema;
                var path = own ?? Path.Combine(facts.Top, "contracts", $"{Slug(title)}.odcs.yaml");
                files.Add(new StartingFile(path, OdcsWriter.Write(Slug(title), title, schema.Tables, schema.Dialect), parsed.GetValue(force)));
            }

            if (own is null)
            {
                files.AddRange(StartingFile.OfProject(facts, options.Dialect));
            }

            if (files.Count == 0)
            {
                throw new CheckException(
                    ExitCode.Usage,
                    $"Everything is there: {string.Join(", ", facts.Contracts)}, a configuration and a pipeline.",
                    "Use --force to write the contract anew, or --output for another file; 'contractcheck contract update' brings contracts in line.");
            }

            foreach (var file in files)
            {
                if (own is null)
                {
                    RequireNoLink(facts.Top, file.Path);
                }

                await OutputFiles.WriteAsync(file.Path, file.Text, file.MayReplace, cancellation);
            }

            await Terminal.WriteAsync(Told(files.ToImmutable(), schema, facts, own is null));
            return 0;
        });
        return command;
    }

    private static Rendered Told(ImmutableArray<StartingFile> files, DatabaseSchema? schema, ProjectFacts facts, bool withProject)
    {
        var sink = TerminalSink.Plain;
        var page = new Page<TerminalSink>(sink);
        if (schema is not null)
        {
            var because = facts.DialectEvidence is { } evidence && facts.Dialect == schema.Dialect ? sink.Of($", as {evidence} says") : default;
            page.Write($"Found {schema.Tables.Select(t => t.Name).Distinct().Count()} tables; types in {schema.Dialect}{because}.\n");
            var doubled = sink.Join(", ", schema.Tables.GroupBy(t => t.Name).Where(g => g.Count() > 1)
                .Select(g => sink.Of($"{g.Key} ({string.Join(", ", g.Select(t => t.Location).Distinct())})")));
            page.Write($"{(doubled.IsEmpty ? default : sink.Of($"Declared more than once, and promised as declared first: {doubled}. What is no model of yours can be left out with 'exclude' in {ConfigurationReader.FileName}.\n"))}");
        }
        else
        {
            page.Write($"Contracts are there: {sink.Join(", ", facts.Contracts.Select(c => sink.Text(c)))}.\n");
        }

        page.WriteAll(files.Select(f => sink.Of($"Wrote {(withProject ? Path.GetRelativePath(facts.Top, f.Path) : f.Path)}\n")));
        page.Write($"{(schema is null ? default : sink.Of($"Delete from the contract what nobody was promised, and name its owner under 'team'; then commit it.\n"))}");
        if (withProject)
        {
            page.Write($"{(facts.Pipelines.IsEmpty ? sink.Of($"No pipeline was found: {Project.Address}/tree/main/action/examples has one for each host.\n") : default)}");
            page.WriteAll(facts.IsInPipeline ? [] : facts.Pipelines.Select(p => StartingFile.AdviceFor(p)).OfType<string>().Select(advice => sink.Of($"{advice}\n")));
            page.Write($"From then on 'contractcheck check' judges a branch that changes the models; 'contractcheck waive' and 'contractcheck contract update' are the ways on.\n");
        }

        return Rendered.Of(page.Done());
    }

    // A link of the repository could lead out of it.
    private static void RequireNoLink(string top, string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null && folder.Length > top.Length; folder = Path.GetDirectoryName(folder))
        {
            if (new DirectoryInfo(folder).LinkTarget is not null)
            {
                throw new CheckException(ExitCode.Usage, $"{folder} is a symbolic link, which is not followed.", "Put a folder in its place, or name a file with --output.");
            }
        }
    }

    private static string Slug(string title)
    {
        var letters = title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-');
        var slug = string.Concat(letters).Trim('-', '.');
        return slug.Length == 0 ? "models" : slug;
    }
}
