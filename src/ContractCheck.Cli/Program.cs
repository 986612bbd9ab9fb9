using System.CommandLine;
using System.Runtime.InteropServices;
using ContractCheck.Cli;
using ContractCheck.Cli.Commands;
using ContractCheck.Core;

var root = new RootCommand("Judges changes of SQLAlchemy models against the data contracts of those who read the data.")
{
    CheckCommand.Create(),
    ExtractCommand.Create(),
    DiffCommand.Create(),
    ImpactCommand.Create(),
    InitCommand.Create(),
    ContractCommand.Create(),
    WaiveCommand.Create(),
    ConfigCommand.Create(),
    ExplainCommand.Create(),
    DoctorCommand.Create(),
    CompletionCommand.Create(),
    StateCommand.Create(),
    ReferenceCommand.Create(),
};

// An argument that starts with @ is data: a branch may be called so, and its name must not bring options from a file.
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    // The parser sets allowed values off with tabs, which would be shown as what they are.
    await Terminal.FailAsync(string.Join('\n', parsed.Errors.Select(e => e.Message.Replace('\t', ' '))), "See 'contractcheck --help'.");
    return (int)ExitCode.Usage;
}

try
{
    using var stop = new CancellationTokenSource();
    using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
    using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop);

    // Within that time everything that was started is ended and deleted; by default two seconds have to do, whatever the machine's load.
    var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
    return await parsed.InvokeAsync(invocation, stop.Token);

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
catch (CheckException exception)
{
    var rule = exception.Rule is null ? "" : $"{exception.Rule}: ";
    await Terminal.FailAsync(rule + exception.Message, exception.WayOut);
    return (int)exception.ExitCode;
}
catch (OperationCanceledException)
{
    await Terminal.FailAsync("Stopped.", null);
    return (int)ExitCode.NoVerdict;
}
#pragma warning disable CA1031 // The last line of defence: whatever it is, it is a defect of ours, with its own exit code.
catch (Exception exception)
{
    await Terminal.FailAsync($"This is a defect of ContractCheck: {exception}", "Please report it with the command line.");
    return (int)ExitCode.Internal;
}
#pragma warning restore CA1031
