using System.Collections.Immutable;
using System.CommandLine;
using ContractCheck.Core;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Changes;
using ContractCheck.Core.Rendering.Contracts;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck contract</c>: what can be done with a contract itself.</summary>
internal static class ContractCommand
{
    public static Command Create() => new("contract", "Compare versions of a contract, or bring contracts in line with the models") { Diff(), Update() };

    private static Command Diff()
    {
        var before = new Argument<string>("OLD") { Description = "Contract file" };
        var after = new Argument<string>("NEW") { Description = "The same contract in another version" };
        var format = Formats.Option("text", "json", "markdown");
        var command = new Command("diff", "Print what two versions of a contract differ in, and the version that it calls for") { before, after, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            var old = await ContractFile.ReadAsync(parsed.GetRequiredValue(before), cancellation);
            var now = await ContractFile.ReadAsync(parsed.GetRequiredValue(after), cancellation);
            var changes = ContractDiff.Between(old, now);
            var result = new Result(
            [
                new ResultFormat("text", null, terminal => Rendered.Of(ContractChangesRenderer.Text(old, now, changes, terminal))),
                new ResultFormat("json", null, _ => Rendered.Of(ContractChangesRenderer.Json(old, now, changes))),
                new ResultFormat("markdown", null, _ => Rendered.Of(ContractChangesRenderer.Markdown(old, now, changes))),
            ]);
            await result.WriteAsync(null, parsed.GetValue(format), cancellation);
            return 0;
        });
        return command;
    }

    private static Command Update()
    {
        var named = new Argument<string[]>("CONTRACT") { Description = "File or id of a contract; all of them by default", Arity = ArgumentArity.ZeroOrMore };
        var add = new Option<bool>("--add-columns") { Description = "Also promise columns that the contract does not mention" };
        var dry = new Option<bool>("--dry-run") { Description = "Only print what would change" };
        var command = CliOption.ReadingCommand(
            "update", "Rewrite contracts so that the models on disk keep them, with the version that it calls for; comments and order stay",
            CliOption.Of(OptionCatalogue.Base), CliOption.Of(OptionCatalogue.Contracts), add, dry);
        command.Add(named);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CliOption.Read(parsed);
            ImmutableArray<string> names = [.. parsed.GetValue(named) ?? []];
            var updated = await Terminal.WithProgressAsync(options, progress => ContractUpdates.FindAsync(options, names, parsed.GetValue(add), progress, cancellation));
            var changed = updated.Where(u => u.Update is { } update && update.Text != u.Before).ToImmutableArray();
            if (!parsed.GetValue(dry))
            {
                await OutputFiles.WriteAllAsync([.. changed.Select(u => (u.Path, u.Update!.Text))], cancellation);
            }

            await Terminal.WriteAsync(Rendered.Of(Told([.. updated.Where(u => u.Update is not null)], parsed.GetValue(dry))));
            foreach (var failure in updated.Select(u => u.Failure).OfType<CheckException>())
            {
                await Terminal.FailAsync(failure.Message, failure.WayOut);
            }

            return (int)(updated.Select(u => u.Failure?.ExitCode).Max() ?? ExitCode.Clean);
        });
        return command;
    }

    private static Encoded<TerminalSink> Told(ImmutableArray<UpdatedContract> updated, bool dry)
    {
        var sink = Terminal.Sink;
        return sink.Join("", updated.Select(u =>
        {
            if (u.Update!.Text == u.Before)
            {
                return sink.Of($"{u.Contract.File}: nothing to change.\n");
            }

            var lines = sink.Join("", u.Update.Changes.Select(c => c.Target is { } target ? sink.Of($"  {sink.Strong(target)} {c.What}\n") : sink.Of($"  {c.What}\n")));
            return sink.Of($"{(dry ? sink.Of($"Would change") : sink.Of($"Changed"))} {u.Contract.File}:\n{lines}");
        }));
    }
}
