using ContractCheck.Core;

namespace ContractCheck.Engine.Git;

/// <summary>The files of a working tree, as they are on disk. Bytes are taken as they are: no end-of-line or filter conversion.</summary>
internal sealed class WorktreeSnapshot : SourceSnapshot
{
    /// <summary>The most that a listing may print, in bytes.</summary>
    public const int MaxListing = 256 * 1024 * 1024;

    /// <summary>Lists the files of a working tree that git does not ignore.</summary>
    public static readonly string[] Listing = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate", "--full-name"];

    private readonly GitRepository _repository;

    private WorktreeSnapshot(GitRepository repository, FileListing listing)
        : base("worktree", listing) => _repository = repository;

    public static async Task<WorktreeSnapshot> ReadAsync(GitRepository repository, CancellationToken cancellation)
    {
        var result = await repository.Git.RunAsync(MaxListing, Listing, cancellation);
        if (result.ExitCode != 0)
        {
            throw new CheckException(ExitCode.NoVerdict, $"The working tree cannot be listed: {result.Log}", "Check it with: git ls-files");
        }

        var listing = await Task.Run(() => List(repository, result.Output.Span), cancellation);
        return new WorktreeSnapshot(repository, listing);
    }

    internal override Task<IReadOnlyList<long?>> SizesAsync(IReadOnlyList<SnapshotFile> files, CancellationToken cancellation) =>
        Guarded<IReadOnlyList<long?>>(() => [.. files.Select(file => new FileInfo(OnDisk(file.Path)).Length)]);

    internal override Task ReadAsync(
        IReadOnlyList<SnapshotFile> files, Action<int, ReadOnlyMemory<byte>> sink, CancellationToken cancellation) => Guarded(() =>
    {
        for (var i = 0; i < files.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var content = File.ReadAllBytes(OnDisk(files[i].Path));
            if (files[i].BlobId is { } id && !string.Equals(ObjectId.OfBlob(content, _repository.UsesSha256), id, StringComparison.Ordinal))
            {
                throw new IOException($"{files[i].Path} changed while it was read");
            }

            sink(i, content);
        }

        return files.Count;
    });

    private static FileListing List(GitRepository repository, ReadOnlySpan<byte> output)
    {
        var listing = new FileListing();
        var links = new LinkFinder(repository.Top);
        foreach (var range in output.Split((byte)0))
        {
            var raw = output[range];
            if (raw.IsEmpty)
            {
                continue;
            }

            if (!EntryPath.TryRead(raw, out var path, out var refused))
            {
                listing.Skip(path, refused.Value);
                continue;
            }

            // A tracked file that is deleted on disk is simply not there; a folder is a submodule.
            var onDisk = new FileInfo(Path.Combine(repository.Top, path));
            if (links.Crosses(path))
            {
                listing.Skip(path, SkipReason.SymbolicLink);
            }
            else if (Directory.Exists(onDisk.FullName))
            {
                listing.Skip(path, SkipReason.Submodule);
            }
            else if (onDisk.Exists)
            {
                listing.Add(raw, Hash(onDisk, path, repository.UsesSha256), skip: null);
            }
        }

        return listing;
    }

    private static string? Hash(FileInfo file, string path, bool sha256) =>
        SnapshotLimits.Default.BytesOf(path) is { } limit && file.Length <= limit
            ? ObjectId.OfBlob(File.ReadAllBytes(file.FullName), sha256)
            : null;

    private string OnDisk(string path) => Path.Combine(_repository.Top, path);

    private static Task<T> Guarded<T>(Func<T> read)
    {
        try
        {
            return Task.FromResult(read());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromException<T>(new CheckException(
                ExitCode.NoVerdict, $"The working tree cannot be read: {e.Message}", "Let the file rest while the check runs, and run it again.", e));
        }
    }
}
