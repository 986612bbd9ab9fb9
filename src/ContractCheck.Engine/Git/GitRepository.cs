using ContractCheck.Core;

namespace ContractCheck.Engine.Git;

/// <summary>
/// A git repository on disk, read with plumbing only: no hooks, filters, replace refs or fetches. Safe to use from several threads.
/// </summary>
public sealed class GitRepository : IAsyncDisposable
{
    private const int SmallOutput = 1024 * 1024;

    private GitFetch? _fetch;

    private GitRepository(string top, GitProcess git)
    {
        Top = top;
        Git = git;
        Objects = new ObjectReader(git);
        IsShallow = GitFolder.IsShallow(top);
    }

    /// <summary>Absolute path of the top-level folder.</summary>
    public string Top { get; }

    /// <summary>Whether history is cut off, as <c>git clone --depth</c> does.</summary>
    public bool IsShallow { get; }

    internal bool UsesSha256 { get; private set; }

    internal GitProcess Git { get; }

    internal ObjectReader Objects { get; }

    /// <summary>The top folder of the checkout that a folder lies in. Looks at folders only.</summary>
    /// <param name="directory">A folder of the checkout, at any depth.</param>
    /// <exception cref="CheckException">Usage: not a repository.</exception>
    public static string TopOf(string directory)
    {
        for (var folder = Path.GetFullPath(directory); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                return folder;
            }
        }

        throw NotARepository(directory, detail: null);
    }

    /// <summary>Opens the repository that a folder lies in.</summary>
    /// <param name="directory">A folder of the checkout, at any depth.</param>
    /// <param name="program">The git program: a name on PATH, or a path.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CheckException">Usage: not a repository, or no git.</exception>
    public static async Task<GitRepository> OpenAsync(string directory, string program = "git", CancellationToken cancellation = default)
    {
        var top = TopOf(directory);
        var repository = new GitRepository(top, new GitProcess(program, top));
        try
        {
            // Starts the process that answers everything later, and shows whether git takes the folder for a repository.
            repository.UsesSha256 = await repository.FindCommitAsync("HEAD", cancellation) is { Length: 64 };
            return repository;
        }
        catch (CheckException e) when (e.ExitCode == ExitCode.NoVerdict)
        {
            await repository.DisposeAsync();
            throw NotARepository(directory, e.Message);
        }
        catch
        {
            await repository.DisposeAsync();
            throw;
        }
    }

    /// <summary>Finds the commit that a revision names.</summary>
    /// <param name="revision">Branch, tag, hash or expression. Never read as an option, whatever it starts with.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The commit's full hash.</returns>
    /// <exception cref="CheckException">Usage: no such commit.</exception>
    public async Task<string> ResolveAsync(string revision, CancellationToken cancellation = default)
    {
        try
        {
            return await FindCommitAsync(revision, cancellation) ?? throw Unknown(revision, inner: null);
        }
        catch (CheckException e) when (e.ExitCode == ExitCode.NoVerdict)
        {
            // Git ends on some expressions, such as one that reaches behind a branch's log.
            throw Unknown(revision, e);
        }
    }

    /// <summary>The branch that is checked out, or null where HEAD is detached.</summary>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<string?> BranchAsync(CancellationToken cancellation = default)
    {
        var result = await Git.RunAsync(SmallOutput, ["symbolic-ref", "--quiet", "--short", "HEAD"], cancellation);
        return result is { ExitCode: 0, Text.Length: > 0 } ? result.Text : null;
    }

    /// <summary>Parents of a commit as it states them, also where a shallow clone does not hold them.</summary>
    /// <param name="commit">Full hash.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CheckException">No verdict: the commit cannot be read.</exception>
    public async Task<IReadOnlyList<string>> ParentsAsync(string commit, CancellationToken cancellation = default)
    {
        var parents = new List<string>();
        await Objects.ReadAsync([commit], (_, content) => parents.AddRange(CommitHeader.Parents(content.Span)), cancellation);
        return parents;
    }

    /// <summary>Messages of the commits that a change consists of, newest first; of very many the newest 250.</summary>
    /// <param name="base">Full hash of what it is compared with.</param>
    /// <param name="head">Full hash of its last commit.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<IReadOnlyList<string>> MessagesAsync(string @base, string head, CancellationToken cancellation = default)
    {
        var result = await Git.RunAsync(SmallOutput, ["rev-list", "--max-count=250", head, $"^{@base}"], cancellation);
        var commits = result.ExitCode == 0 ? result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(ObjectId.IsFull).ToArray() : [];
        var messages = new List<string>();
        await Objects.ReadAsync(commits, (_, content) => messages.Add(CommitHeader.Message(content.Span)), cancellation);
        return messages;
    }

    /// <summary>The best common ancestor of two commits, or null where there is none in this clone.</summary>
    /// <param name="one">Full hash.</param>
    /// <param name="other">Full hash.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<string?> MergeBaseAsync(string one, string other, CancellationToken cancellation = default)
    {
        var result = await Git.RunAsync(SmallOutput, ["merge-base", one, other], cancellation);
        return result.ExitCode == 0 && ObjectId.IsFull(result.Text) ? result.Text : null;
    }

    /// <summary>Fetches a commit that the clone lacks. The clone stays as it is; the commit's objects are there until this is disposed.</summary>
    /// <param name="what">A commit or reference of the remote.</param>
    /// <param name="depth">How many commits of its history.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The commit, or what git said where it failed.</returns>
    internal async Task<(string? Commit, string? Failure)> FetchAsync(string what, int depth, CancellationToken cancellation)
    {
        _fetch ??= new GitFetch(Git, Top, UsesSha256);
        var fetched = await _fetch.TryAsync(what, depth, cancellation);
        if (fetched.Commit is not null)
        {
            Git.AddObjects(_fetch.Objects);
            await Objects.RenewAsync(cancellation);
        }

        return fetched;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Objects.DisposeAsync();
        _fetch?.Dispose();
    }

    internal async Task<string?> FindCommitAsync(string revision, CancellationToken cancellation) =>
        revision.Length > 0 && !revision.Any(char.IsControl) ? await Objects.FindAsync(revision + "^{commit}", cancellation) : null;

    private CheckException Unknown(string revision, CheckException? inner) => new(
        ExitCode.Usage,
        $"The revision \"{revision}\" is not known in {Top}{(inner is null ? "." : ": " + inner.Message)}",
        IsShallow
            ? $"This clone is shallow. Fetch the revision first, for example: git fetch --depth=1 origin {revision}"
            : "Check the spelling with: git log --oneline --all\nOr fetch it first: git fetch origin",
        inner);

    private static CheckException NotARepository(string directory, string? detail) => new(
        ExitCode.Usage,
        $"{directory} is not inside a git repository{(string.IsNullOrEmpty(detail) ? "." : ": " + detail)}",
        "Run the command in a checkout, or name one with --repo DIR. In CI, check the sources out first.");
}
