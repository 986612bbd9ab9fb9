using System.CommandLine;
using ContractCheck.Core;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck doctor</c>: what this machine offers, and what a check will use of it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Tell what this machine offers and try the sandbox; exit code 3 when a check could not run")
        {
            CliOption.Of(OptionCatalogue.Repository), CliOption.Of(OptionCatalogue.Python),
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var lines = await Doctor.ExamineAsync(CliOption.Read(parsed), cancellation);
            var sink = Terminal.Sink;
            await Terminal.WriteAsync(Rendered.Of(sink.Join("", lines.Select(line => sink.Of($"{(line.Good ? "ok " : "BAD")}  {line.What.PadRight(12)}{line.Found}\n")))));
            if (lines.All(line => line.Good))
            {
                return (int)ExitCode.Clean;
            }

            var ways = lines.Select(line => line.WayOut).OfType<string>().Distinct(StringComparer.Ordinal);
            await Terminal.FailAsync("A check could not run on this machine.", string.Join('\n', ways));
            return (int)ExitCode.NoVerdict;
        });
        return command;
    }
}
