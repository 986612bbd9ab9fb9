using System.CommandLine;
using ContractCheck.Core;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Waivers;
using ContractCheck.Engine;
using ContractCheck.Engine.Git;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck waive</c>: permits a finding in writing.</summary>
internal static class WaiveCommand
{
    public static Command Create()
    {
        var rule = new Argument<string?>("RULE") { Description = "Id or name, such as CC201", Arity = ArgumentArity.ZeroOrOne };
        var target = new Argument<string?>("TARGET") { Description = "TABLE or TABLE.COLUMN, with * for any letters", Arity = ArgumentArity.ZeroOrOne };
        var reason = CliOption.NotEmpty(new Option<string>("--reason") { Description = "Why it is permitted", HelpName = "TEXT", Required = true });
        var owner = CliOption.NotEmpty(new Option<string?>("--owner") { Description = "Who answers for it", HelpName = "NAME" });
        var until = CliOption.NotEmpty(new Option<string?>("--until") { Description = "Last day that it holds, such as 2027-03-31 (no end)", HelpName = "DAY" });
        var fingerprint = CliOption.NotEmpty(new Option<string?>("--fingerprint") { Description = "The finding's fingerprint, as the JSON report has it", HelpName = "HEX" });
        var command = new Command("waive", $"Permit a finding in writing: adds to {WaiverReader.FileName}")
        {
            rule, target, reason, owner, until, fingerprint, CliOption.Of(OptionCatalogue.Repository),
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var top = GitRepository.TopOf(CliOption.Read(parsed).Repository);
            var file = Path.Combine(top, WaiverReader.FileName);
            var (table, column) = Split(parsed.GetValue(rule), parsed.GetValue(target));
            var waiver = new Waiver
            {
                Rule = parsed.GetValue(rule) is { } wanted ? Known(wanted) : null,
                Table = table,
                Column = column,
                Fingerprint = parsed.GetValue(fingerprint),
                Reason = parsed.GetValue(reason)!,
                Owner = parsed.GetValue(owner),
                Until = parsed.GetValue(until) is { } day ? Day(day) : null,
                Position = new ContractPosition(WaiverReader.FileName, 1, 1),
            };
            if (waiver is { Rule: null, Table: null, Fingerprint: null })
            {
                throw new CheckException(ExitCode.Usage, "A waiver needs a rule, a table or a fingerprint: it must not waive everything.", "contractcheck waive CC201 orders.legacy_code --reason WHY");
            }

            if (new FileInfo(file).LinkTarget is not null)
            {
                throw new CheckException(ExitCode.Usage, $"{file} is a symbolic link, which a check does not follow.", "Put a file in its place.");
            }

            var text = File.Exists(file) ? await File.ReadAllTextAsync(file, cancellation) : null;
            await OutputFiles.WriteAllAsync([(file, WaiverWriter.Append(WaiverReader.FileName, text, waiver))], cancellation);
            await Terminal.WriteAsync(Rendered.Of(TerminalSink.Plain.Of($"Waived {waiver.Subject} in {WaiverReader.FileName}. Commit it with the change.\n")));
            return 0;
        });
        return command;
    }

    // The column is what follows the last dot, but for rules about whole tables.
    private static (string? Table, string? Column) Split(string? rule, string? target)
    {
        if (target is null)
        {
            return (null, null);
        }

        if (target.Split('.').Any(part => part.Length == 0))
        {
            throw new CheckException(ExitCode.Usage, $"'{target}' is no TABLE and no TABLE.COLUMN.", "contractcheck waive CC201 orders.legacy_code --reason WHY");
        }

        var id = rule is null ? null : RuleCatalogue.Find(rule)?.Id;
        if (id == "CC604")
        {
            throw new CheckException(ExitCode.Usage, "CC604 is about a contract, not about a table.", "contractcheck waive CC604 --reason WHY");
        }

        var dot = target.LastIndexOf('.');
        return dot < 0 || id is "CC501" || id?.StartsWith("CC1", StringComparison.Ordinal) == true
            ? (target, null)
            : (target[..dot], target[(dot + 1)..]);
    }

    private static string Known(string rule) => RuleCatalogue.Find(rule)?.Id
        ?? throw new CheckException(ExitCode.Usage, $"There is no rule '{rule}'.", "List them with 'contractcheck explain'.");

    private static DateOnly Day(string text) => Core.Day.Read(text) is { } day
        ? day >= DateOnly.FromDateTime(DateTime.UtcNow) ? day : throw new CheckException(ExitCode.Usage, $"--until {text} has passed.", "Name a day to come, or leave it out.")
        : throw new CheckException(ExitCode.Usage, $"--until must be a day such as 2027-03-31, not '{text}'.", "Write it as YYYY-MM-DD.");
}
