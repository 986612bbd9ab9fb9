using System.ComponentModel;
using System.Globalization;
using ContractCheck.Core;
using ContractCheck.Engine.Processes;

namespace ContractCheck.Engine.Git;

/// <summary>Runs git's plumbing on one repository so that neither its configuration nor its content can make git run or fetch.</summary>
internal sealed class GitProcess
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    private readonly string _program;
    private readonly string _top;
    private readonly Dictionary<string, string> _environment;

    /// <summary>Sets git up for one repository; starts nothing.</summary>
    /// <param name="program">The git program: a name on PATH, or a path.</param>
    /// <param name="top">Top-level folder, which holds <c>.git</c>.</param>
    public GitProcess(string program, string top)
    {
        _program = program;
        _top = top;
        _environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",

            // With these two, git neither searches for a repository nor asks who owns it: a checkout often belongs to another user.
            ["GIT_DIR"] = Path.Combine(top, ".git"),
            ["GIT_WORK_TREE"] = top,

            // A path that is no folder, so that "~/…" in the repository's configuration still expands and finds nothing.
            ["HOME"] = "/dev/null",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_ATTR_NOSYSTEM"] = "1",
            ["GIT_NO_REPLACE_OBJECTS"] = "1",

            // Grafts would make another commit look like the place where the change left its base. A path that cannot be: of a file that
            // can be read, git tells that it is deprecated.
            ["GIT_GRAFT_FILE"] = "/dev/null/none",
            ["GIT_NO_LAZY_FETCH"] = "1",
            ["GIT_ALLOW_PROTOCOL"] = "none",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_OPTIONAL_LOCKS"] = "0",
            ["LC_ALL"] = "C",
        };
    }

    private GitProcess(string program, string folder, Dictionary<string, string> environment) => (_program, _top, _environment) = (program, folder, environment);

    /// <summary>Git for a bare repository of this run's own, which may use the network.</summary>
    /// <param name="folder">The bare repository.</param>
    /// <param name="transports">What it may use.</param>
    /// <param name="settings">Settings, which do not show in the list of processes.</param>
    public GitProcess Of(string folder, IReadOnlyList<string> transports, IReadOnlyList<(string Name, string Value)> settings)
    {
        var environment = new Dictionary<string, string>(_environment, StringComparer.Ordinal)
        {
            ["GIT_DIR"] = folder,
            ["GIT_ALLOW_PROTOCOL"] = string.Join(':', transports),
            ["GIT_CONFIG_COUNT"] = settings.Count.ToString(CultureInfo.InvariantCulture),
        };
        environment.Remove("GIT_WORK_TREE");
        for (var i = 0; i < settings.Count; i++)
        {
            environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{i}")] = settings[i].Name;
            environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{i}")] = settings[i].Value;
        }

        return new GitProcess(_program, folder, environment);
    }

    /// <summary>Has every git that is started from now on find objects in another folder, too.</summary>
    public void AddObjects(string folder) => _environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = folder;

    /// <summary>Starts git and hands over the running process.</summary>
    /// <exception cref="CheckException">There is no git.</exception>
    public ChildProcess Start(params IReadOnlyList<string> arguments)
    {
        string[] hardened =
        [
            "-c", $"safe.directory={_top}", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never",
            .. arguments,
        ];
        try
        {
            return ChildProcess.Start(new ChildProcessStart(_program, hardened, _top) { Environment = new Dictionary<string, string>(_environment, StringComparer.Ordinal) });
        }
        catch (Win32Exception e)
        {
            throw new CheckException(
                ExitCode.Usage,
                $"git cannot be started ({_program}): {e.Message}",
                "Install git 2.36 or newer (for example: apt-get install git) and put it on PATH.",
                e);
        }
    }

    /// <summary>Runs git to its end.</summary>
    /// <param name="maxBytes">More output than this is an error.</param>
    /// <param name="arguments">Subcommand and its arguments.</param>
    /// <param name="cancellation">Kills git.</param>
    /// <exception cref="CheckException">No git, too much output, or too long.</exception>
    public async Task<GitResult> RunAsync(int maxBytes, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        await using var process = Start(arguments);
        try
        {
            process.Input.Close();
            var output = await ReadAllAsync(process.Output, maxBytes, Command(arguments), limit.Token);
            var exitCode = await process.WaitAsync(limit.Token);
            return new GitResult(exitCode, output, process.Log);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new CheckException(
                ExitCode.NoVerdict, $"git {Command(arguments)} did not end within {TimeLimit.TotalSeconds:0} seconds.", "Run the check again.", e);
        }
    }

    // The subcommand, after the settings.
    private static string Command(IReadOnlyList<string> arguments) => arguments.Where((a, i) => a != "-c" && (i == 0 || arguments[i - 1] != "-c")).First();

    private static async Task<ReadOnlyMemory<byte>> ReadAllAsync(Stream stream, int maxBytes, string command, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            // WaitAsync beside the token: a descendant that keeps the pipe open must not hold the check.
            var count = await stream.ReadAsync(buffer.AsMemory(length), cancellation).AsTask().WaitAsync(cancellation);
            if (count == 0)
            {
                return buffer.AsMemory(0, length);
            }

            length += count;
            if (length > maxBytes)
            {
                throw new CheckException(
                    ExitCode.NoVerdict,
                    $"git {command} printed more than {maxBytes:N0} bytes.",
                    "The repository has more files than ContractCheck reads; check a smaller one.");
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }
}

/// <summary>How a run of git ended.</summary>
internal readonly record struct GitResult(int ExitCode, ReadOnlyMemory<byte> Output, string Log)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Output.Span).Trim();
}
