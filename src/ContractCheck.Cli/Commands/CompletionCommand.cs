using System.CommandLine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck completion</c>: a script with which a shell completes commands and options.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a script that lets a shell complete commands and options") { shell };
        command.SetAction(async (parsed, cancellation) =>
        {
            await Terminal.WriteOwnAsync(EmbeddedText.Read($"completion.{parsed.GetValue(shell)}"));
            return 0;
        });
        return command;
    }
}
