using ContractCheck.Core;

namespace ContractCheck.Engine.Extraction;

/// <summary>The ways in which an extraction gives no document (CC901).</summary>
internal static class ExtractionFailure
{
    private const string NoSandbox =
        "Models run only where they can be locked in: on Linux with Landlock (5.13 or newer) and seccomp, or as root in a container that may use chroot. "
        + "'contractcheck doctor' tells what this machine offers. Where you trust the models as much as your own programs: --sandbox off.";

    private const int LogLines = 20;
    private const int LogCharacters = 4000;

    /// <summary>One extraction failed; the worker says why.</summary>
    public static CheckException Of(string label, FailureMessage failure) => New(
        $"The models of {label} could not be read: {failure.Reason}{(string.IsNullOrEmpty(failure.Message) ? "" : $" ({failure.Message})")}.",
        failure.Log,
        failure.Reason switch
        {
            "sandbox" => NoSandbox,
            "timeout" => "Find the module that waits or loops when it is imported, and leave it out (exclude), or raise the setting 'seconds'.",
            "memory" => "Find the module that fills memory when it is imported, and leave it out (exclude), or raise the setting 'memory-mib'.",
            "result-too-large" => "Leave out (exclude) the modules that are no models, or raise the setting 'result-mib'.",
            "log-too-large" => "Find the module that prints when it is imported, and leave it out (exclude), or raise the setting 'log-mib'.",
            "exited" or "killed" => "Find the module that ends the process when it is imported, and leave it out (exclude).",
            _ => "Run contractcheck extract on this revision to see more, and report it if the models are ordinary.",
        });

    /// <summary>The machine offers nothing to lock the models in.</summary>
    public static CheckException Unprotected(SandboxOffer offer) => New(
        $"The models cannot be read safely here: {offer.Why ?? "no sandbox is offered"}.", log: null, NoSandbox);

    /// <summary>The worker itself failed, and with it every extraction.</summary>
    public static CheckException Worker(string reason, string log) => New(
        $"The extraction worker failed: {reason}.", log, "Run the check again; if it fails again, report it with the lines above.");

    private static CheckException New(string message, string? log, string wayOut) =>
        new(ExitCode.NoVerdict, message + Tail(log), wayOut) { Rule = "CC901" };

    private static string Tail(string? log)
    {
        var lines = (log ?? "").Trim().Split('\n');
        var tail = string.Join('\n', lines.TakeLast(LogLines));
        return tail.Length == 0 ? "" : $"\nLast lines printed:\n{(tail.Length > LogCharacters ? tail[^LogCharacters..] : tail)}";
    }
}
