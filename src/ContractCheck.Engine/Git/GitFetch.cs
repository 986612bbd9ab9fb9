using System.Text.RegularExpressions;
using ContractCheck.Core;

namespace ContractCheck.Engine.Git;

/// <summary>
/// Brings what a clone lacks, by one small request to the remote that it came from, with the credentials that the checkout left in its
/// configuration. The objects go into a repository of this run's own, which the clone's are added to: the clone itself stays as it is, and of
/// its configuration only the address and that header are read.
/// </summary>
internal sealed partial class GitFetch : IDisposable
{
    private const int SmallOutput = 64 * 1024;
    private const string Fetched = "refs/heads/fetched";

    private static readonly string[] Transports = ["https", "http", "file"];

    private readonly string _folder = Directory.CreateTempSubdirectory("contractcheck-git-").FullName;
    private readonly GitProcess _clone;
    private readonly string _top;
    private readonly bool _sha256;
    private bool _ready;

    /// <summary>Prepares; nothing is written into the clone.</summary>
    public GitFetch(GitProcess clone, string top, bool sha256) => (_clone, _top, _sha256) = (clone, top, sha256);

    /// <summary>Where the fetched objects are.</summary>
    public string Objects => Path.Combine(_folder, "objects");

    /// <summary>Fetches.</summary>
    /// <param name="what">A commit or reference of the remote.</param>
    /// <param name="depth">How many commits of its history.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <returns>The commit, or what git said where it failed.</returns>
    public async Task<(string? Commit, string? Failure)> TryAsync(string what, int depth, CancellationToken cancellation)
    {
        try
        {
            var own = await OwnAsync(cancellation);
            string[] arguments =
            [
                .. Transports.SelectMany(t => new[] { "-c", $"protocol.{t}.allow=always" }),
                "-c", "core.alternateRefsCommand=true", "-c", "gc.auto=0", "-c", "maintenance.auto=false",
                "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance", $"--depth={depth}",
                "--", "origin", $"+{what}:{Fetched}",
            ];
            var result = await own.RunAsync(SmallOutput, arguments, cancellation);
            if (result.ExitCode != 0)
            {
                return (null, Quiet(result.Log));
            }

            var commit = await own.RunAsync(SmallOutput, ["rev-parse", "--verify", $"{Fetched}^{{commit}}"], cancellation);
            return ObjectId.IsFull(commit.Text) ? (commit.Text, null) : (null, Quiet(commit.Log));
        }
        catch (CheckException e)
        {
            return (null, Quiet(e.Message));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A leftover in the folder for temporary files changes no verdict.
        }
    }

    // A user name or a token may stand in the address, and what git says goes into logs and comments.
    private static string Quiet(string said) => Credentials().Replace(said.Trim().ReplaceLineEndings(" "), "://");

    [GeneratedRegex(@"://[^/\s'""]*@", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Credentials();

    private async Task<GitProcess> OwnAsync(CancellationToken cancellation)
    {
        var address = await SettingAsync(["config", "--get", "remote.origin.url"], cancellation)
            ?? throw new CheckException(ExitCode.NoVerdict, "the clone names no remote 'origin'");
        var header = await SettingAsync(["config", "--includes", "--get-urlmatch", "http.extraheader", address], cancellation);
        var own = _clone.Of(_folder, Transports, [("remote.origin.url", address), .. header is null ? [] : new[] { ("http.extraheader", header) }]);
        if (!_ready)
        {
            await own.RunAsync(SmallOutput, ["init", "--quiet", "--bare", "--template=", $"--object-format={(_sha256 ? "sha256" : "sha1")}"], cancellation);

            // What the clone has need not be sent: its objects, the commit that is checked out, and where its history is cut off.
            await File.WriteAllTextAsync(Path.Combine(Objects, "info", "alternates"), Path.Combine(GitFolder.Common(_top), "objects") + "\n", cancellation);
            var shallow = GitFolder.ShallowCommits(_top);
            if (shallow.Length > 0)
            {
                await File.WriteAllTextAsync(Path.Combine(_folder, "shallow"), string.Concat(shallow.Select(id => id + "\n")), cancellation);
            }

            if (await SettingAsync(["rev-parse", "--verify", "HEAD^{commit}"], cancellation) is { } head && ObjectId.IsFull(head))
            {
                await own.RunAsync(SmallOutput, ["update-ref", "refs/heads/head", head], cancellation);
            }

            _ready = true;
        }

        return own;
    }

    private async Task<string?> SettingAsync(string[] arguments, CancellationToken cancellation)
    {
        var result = await _clone.RunAsync(SmallOutput, arguments, cancellation);
        return result is { ExitCode: 0, Text.Length: > 0 } ? result.Text.Split('\n')[0] : null;
    }
}
