using System.CommandLine;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck state</c>, for builds: one line that changes whenever a check could end otherwise.</summary>
internal static class StateCommand
{
    public static Command Create()
    {
        var command = CliOption.ReadingCommand(
            "state", "Print a line that changes whenever a check of the working tree could end otherwise",
            OptionCatalogue.All.Except(OptionCatalogue.Reading).Select(CliOption.Of));
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            await Terminal.WriteOwnAsync(await CheckState.ReadAsync(CliOption.Read(parsed), cancellation) + "\n");
            return 0;
        });
        return command;
    }
}
