using ContractCheck.Core;

namespace ContractCheck.Engine.Git;

/// <summary>
/// Brings what a shallow clone lacks, by one small request to the remote that the clone came from, with the credentials that the checkout left
/// in its configuration. Nothing else of that configuration gets to run: no helper, hook, proxy command, ssh command or other transport.
/// </summary>
internal static class GitFetch
{
    private const int SmallOutput = 64 * 1024;

    private static readonly string[] Transports = ["https", "http", "file"];

    /// <summary>Fetches; whether it worked shows in what the clone holds afterwards.</summary>
    /// <param name="repository">The clone.</param>
    /// <param name="what">A commit or reference of the remote.</param>
    /// <param name="depth">How many commits of its history.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <returns>What git said where it failed, else null.</returns>
    public static async Task<string?> TryAsync(GitRepository repository, string what, int depth, CancellationToken cancellation)
    {
        string[] arguments =
        [
            .. Transports.SelectMany(t => new[] { "-c", $"protocol.{t}.allow=always" }),
            "-c", "credential.helper=", "-c", "core.sshCommand=false", "-c", "core.gitProxy=", "-c", "core.askPass=", "-c", "core.alternateRefsCommand=true",
            "-c", "gc.auto=0", "-c", "maintenance.auto=false",
            "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance", "--upload-pack=git-upload-pack", $"--depth={depth}", "--", "origin", what,
        ];
        try
        {
            var result = await repository.Git.RunAsync(SmallOutput, arguments, cancellation, protocols: string.Join(':', Transports));
            return result.ExitCode == 0 ? null : result.Log;
        }
        catch (CheckException e)
        {
            return e.Message;
        }
    }
}
