using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContractCheck.Core;
using ContractCheck.Core.Configuration;
using ContractCheck.Engine.Processes;

namespace ContractCheck.Engine.Extraction;

/// <summary>
/// Wheels of the distributions that a configuration names, fetched by pip and kept outside of every checkout. pip only unpacks them: nothing
/// of theirs is built or run before the sandbox closes.
/// </summary>
internal sealed class PackageCache(string python, IReadOnlyDictionary<string, string> environment)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Unused = TimeSpan.FromDays(30);

    // Where to fetch from and how to get there, as the machine is set up; the job's other secrets stay out.
    private static readonly string[] Inherited =
    [
        "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR", "NETRC", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
    ];

    /// <summary>The folder with these distributions and what they need, fetched where it is not there yet.</summary>
    /// <param name="packages">As <see cref="PackageRequirement"/> allows them; none gives null.</param>
    /// <param name="cancellation">Ends pip.</param>
    /// <returns>Absolute path.</returns>
    /// <exception cref="CheckException">No verdict: there is no pip, or it cannot have them, with the last lines that it printed.</exception>
    public async Task<string?> FolderAsync(ImmutableArray<string> packages, CancellationToken cancellation)
    {
        if (packages.IsEmpty)
        {
            return null;
        }

        var root = Root();
        var folder = Path.Combine(root, Key(packages));
        try
        {
            if (Directory.Exists(folder))
            {
                Touch(folder);
            }
            else
            {
                Directory.CreateDirectory(root);
                Sweep(root);
                await FetchAsync(packages, folder, cancellation);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckException(ExitCode.NoVerdict, $"The cache of packages {root} cannot be written: {e.Message}", "Set XDG_CACHE_HOME to a folder that can.", e);
        }

        return folder;
    }

    private async Task FetchAsync(ImmutableArray<string> packages, string folder, CancellationToken cancellation)
    {
        var partial = $"{folder}.{Path.GetRandomFileName()}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            await using var pip = Start(
            [
                "-E", "-B", "-m", "pip", "--disable-pip-version-check", "--no-input",
                "install", "--quiet", "--no-compile", "--only-binary", ":all:", "--target", partial, "--", .. packages,
            ]);
            pip.Input.Close();
            await pip.Output.CopyToAsync(Stream.Null, limit.Token);
            if (await pip.WaitAsync(limit.Token) != 0)
            {
                throw Failed(packages, pip.Log);
            }

            Keep(partial, folder);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new CheckException(ExitCode.NoVerdict, $"pip did not end within {TimeLimit.TotalMinutes:0} minutes.", "Run the check again.", e);
        }
        finally
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
        }
    }

    private ChildProcess Start(IReadOnlyList<string> arguments)
    {
        var command = WorkerCommand.Of(python, arguments);
        var kept = new Dictionary<string, string>(command.Environment, StringComparer.Ordinal);
        foreach (var (name, value) in environment)
        {
            if (Inherited.Contains(name, StringComparer.Ordinal)
                || name.StartsWith("PIP_", StringComparison.Ordinal)
                || name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase))
            {
                kept[name] = value;
            }
        }

        try
        {
            return ChildProcess.Start(command with { Environment = kept });
        }
        catch (Win32Exception e)
        {
            throw PythonProblem.CannotStart(python, e);
        }
    }

    private CheckException Failed(ImmutableArray<string> packages, string log)
    {
        var named = string.Join(", ", packages);
        return log.Contains("No module named pip", StringComparison.Ordinal)
            ? new CheckException(
                ExitCode.NoVerdict,
                $"The configuration asks for packages ({named}), and {python} has no pip to fetch them with.",
                "Install it (for example: apt-get install python3-pip), name another interpreter with --python PATH, or unpack them yourself and use --packages-path DIR.")
            : new CheckException(
                ExitCode.NoVerdict,
                $"pip could not fetch the configured packages ({named}):\n{log}",
                "Only wheels are taken. Name a version that has one, set PIP_INDEX_URL to an index that does, or unpack them yourself and use --packages-path DIR.");
    }

    private static void Keep(string partial, string folder)
    {
        try
        {
            Directory.Move(partial, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another check fetched the same ones meanwhile.
        }
    }

    private static void Touch(string folder)
    {
        try
        {
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that can only be read is not swept either.
        }
    }

    // What nobody asked for in a long time; an older partial one was left by a check that was killed.
    private static void Sweep(string root)
    {
        foreach (var old in new DirectoryInfo(root).EnumerateDirectories().Where(d => d.LastWriteTimeUtc < DateTime.UtcNow - Unused))
        {
            try
            {
                old.Delete(recursive: true);
            }
            catch (IOException)
            {
                // Another check sweeps it at the same time.
            }
        }
    }

    private string Root() => CacheFolder.Of(environment, "packages")
        ?? throw new CheckException(ExitCode.NoVerdict, "There is no place to keep the configured packages.", "Set XDG_CACHE_HOME to a folder that can be written.");

    // Without a version, the newest of the day.
    private string Key(ImmutableArray<string> packages)
    {
        var day = packages.All(PackageRequirement.IsPinned) ? "" : DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var interpreter = RealPath.Of(python);
        var version = File.GetLastWriteTimeUtc(interpreter).Ticks.ToString(CultureInfo.InvariantCulture);
        string[] parts = [day, interpreter, version, .. packages.Order(StringComparer.Ordinal)];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32];
    }
}
