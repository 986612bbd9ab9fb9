using System.CommandLine;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck config</c>: the settings that count for a check, and where each comes from.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var command = CliOption.ReadingCommand(
            "config", "Print the settings that count for a check, and where each comes from",
            CliOption.Of(OptionCatalogue.Head), CliOption.Of(OptionCatalogue.Worktree), CliOption.Of(OptionCatalogue.Contracts), CliOption.Of(OptionCatalogue.Profile));
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = await ConfigurationFile.ReadAsync(CliOption.Read(parsed), cancellation);
            var settings = EffectiveSetting.Of(file.Name, file.Text, CliOption.SettingsOf(parsed));
            var sink = Terminal.Sink;
            var width = settings.Max(s => s.Key.Length);
            var lines = settings.Select(s => sink.Of($"{s.Key.PadRight(width)}  {s.Value}  {sink.Dim(sink.Of($"[{s.Origin}]"))}\n"));
            await Terminal.WriteAsync(Rendered.Of(sink.Join("", lines)));
            return 0;
        });
        return command;
    }
}
