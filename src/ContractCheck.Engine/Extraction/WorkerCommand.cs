using ContractCheck.Core;
using ContractCheck.Engine.Processes;

namespace ContractCheck.Engine.Extraction;

/// <summary>How Python is started: isolated, and without the caller's environment, which holds the job's secrets.</summary>
internal static class WorkerCommand
{
    // LD_LIBRARY_PATH: interpreters of tool caches are found by it. None of these can hold a secret.
    private static readonly string[] Inherited = ["PATH", "LD_LIBRARY_PATH", "SYSTEMROOT"];

    /// <summary>The command of the worker.</summary>
    /// <exception cref="CheckException">Internal: the worker's files are missing.</exception>
    public static ChildProcessStart For(WorkerOptions options)
    {
        var script = Path.Combine(options.WorkerFolder, "contractcheck_worker_main.py");
        if (!File.Exists(script))
        {
            throw new CheckException(ExitCode.Internal, $"This installation lacks {script}.", "Install ContractCheck again.");
        }

        string[] scanner = options.Scanner ? ["--scanner"] : [];
        if (options.SqlGlotFolder is null && options.SqlAlchemyFolder is null)
        {
            // With site-packages, where the interpreter's own SQLAlchemy is looked for; the entry then starts anew without them.
            return Of(options.Python, ["-I", "-B", "-X", "utf8", script, .. scanner]);
        }

        // As isolated as -I, which would ignore the hash seed: nothing else of Python is in this environment.
        string[] libraries = options.SqlGlotFolder is { } parser ? ["--sqlglot", parser] : ["--sqlalchemy", options.SqlAlchemyFolder!];
        var start = Of(options.Python, ["-B", "-S", "-s", "-X", "utf8", script, .. libraries, .. scanner]);
        return start with { Environment = new Dictionary<string, string>(start.Environment, StringComparer.Ordinal) { ["PYTHONHASHSEED"] = "0" } };
    }

    public static ChildProcessStart Of(string python, IReadOnlyList<string> arguments)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = "C.UTF-8" };
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        // Not the checkout: version managers' shims read which Python to run from files of the current folder.
        return new ChildProcessStart(python, arguments, Path.GetPathRoot(AppContext.BaseDirectory) ?? "/") { Environment = environment };
    }
}
