using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using ContractCheck.Core;

namespace ContractCheck.Engine.Git;

/// <summary>
/// The files of one revision: a commit's, out of git objects, or the working tree's. Reading one runs no hooks, filters or
/// submodules and follows no links. Safe to use from several threads.
/// </summary>
public abstract class SourceSnapshot
{
    private const int MaxTextBytes = 10 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly FrozenDictionary<string, SnapshotFile> _byPath;

    private protected SourceSnapshot(string revision, FileListing listing)
    {
        Revision = revision;
        Files = listing.Files;
        Notes = listing.Notes;
        _byPath = Files.ToFrozenDictionary(file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>Full hash of the commit, or <c>worktree</c>.</summary>
    public string Revision { get; }

    /// <summary>Regular files, in git's order.</summary>
    public ImmutableArray<SnapshotFile> Files { get; }

    /// <summary>What is in the revision and not in <see cref="Files"/>.</summary>
    public ImmutableArray<SnapshotNote> Notes { get; }

    /// <summary>The files of a commit.</summary>
    /// <param name="repository">Must stay open for as long as the snapshot is read.</param>
    /// <param name="commit">Full hash, as <see cref="GitRepository.ResolveAsync"/> gives it.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CheckException">No verdict: the commit's trees are missing or damaged.</exception>
    public static async Task<SourceSnapshot> FromCommitAsync(
        GitRepository repository, string commit, CancellationToken cancellation = default) =>
        await CommitSnapshot.ReadAsync(repository, commit, cancellation);

    /// <summary>Tracked files and untracked ones that are not ignored, as they are on disk now.</summary>
    /// <param name="repository">The repository whose working tree is read.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CheckException">No verdict: a file cannot be read.</exception>
    public static async Task<SourceSnapshot> FromWorktreeAsync(GitRepository repository, CancellationToken cancellation = default) =>
        await WorktreeSnapshot.ReadAsync(repository, cancellation);

    /// <summary>The file of a path, or null.</summary>
    /// <param name="path">Path in the repository, with forward slashes.</param>
    public SnapshotFile? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>Text of a contract or configuration file, or null where the revision has no such file.</summary>
    /// <param name="path">Path in the repository, with forward slashes.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CheckException">Usage: more than 10 MiB, or not UTF-8. No verdict: unreadable.</exception>
    public async Task<string?> ReadTextAsync(string path, CancellationToken cancellation = default)
    {
        if (Find(path) is not { } file)
        {
            return null;
        }

        if ((await SizesAsync([file], cancellation))[0] > MaxTextBytes)
        {
            throw new CheckException(ExitCode.Usage, $"{path} is larger than {MaxTextBytes:N0} bytes.", "Split the file.");
        }

        try
        {
            string? text = null;
            await ReadAsync([file], (_, content) => text = StrictUtf8.GetString(content.Span), cancellation);
            return text?.TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new CheckException(ExitCode.Usage, $"{path} is not UTF-8.", "Save the file as UTF-8.", e);
        }
    }

    /// <summary>Sizes in bytes, in the order of <paramref name="files"/>; null for content that a partial clone does not have.</summary>
    internal abstract Task<IReadOnlyList<long?>> SizesAsync(IReadOnlyList<SnapshotFile> files, CancellationToken cancellation);

    /// <summary>Contents one by one, with the index into <paramref name="files"/>; the memory is reused after each call.</summary>
    internal abstract Task ReadAsync(
        IReadOnlyList<SnapshotFile> files, Action<int, ReadOnlyMemory<byte>> sink, CancellationToken cancellation);
}
