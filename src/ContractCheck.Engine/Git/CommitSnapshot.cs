using ContractCheck.Core;

namespace ContractCheck.Engine.Git;

/// <summary>The files of a commit, out of git objects.</summary>
internal sealed class CommitSnapshot : SourceSnapshot
{
    private const int MaxListing = 256 * 1024 * 1024;

    private readonly GitRepository _repository;

    private CommitSnapshot(GitRepository repository, string commit, FileListing listing)
        : base(commit, listing) => _repository = repository;

    public static async Task<CommitSnapshot> ReadAsync(GitRepository repository, string commit, CancellationToken cancellation)
    {
        var result = await repository.Git.RunAsync(MaxListing, ["ls-tree", "-r", "-z", "--full-tree", commit], cancellation);
        return result.ExitCode == 0
            ? new CommitSnapshot(repository, commit, FileListing.OfTree(result.Output.Span))
            : throw new CheckException(
                ExitCode.NoVerdict,
                $"The files of commit {commit} cannot be listed: {result.Log}",
                $"Fetch the commit whole: git fetch --depth=1 origin {commit}\nWhere the clone is damaged, git fsck names the objects.");
    }

    internal override async Task<IReadOnlyList<long?>> SizesAsync(IReadOnlyList<SnapshotFile> files, CancellationToken cancellation) =>
        await _repository.Objects.SizesAsync(Ids(files), cancellation);

    internal override Task ReadAsync(
        IReadOnlyList<SnapshotFile> files, Action<int, ReadOnlyMemory<byte>> sink, CancellationToken cancellation)
    {
        return _repository.Objects.ReadAsync(Ids(files), Checked, cancellation);

        void Checked(int index, ReadOnlyMemory<byte> content)
        {
            // Git checks the checksum of its compression, not the hash. The hash is what "nothing changed" is judged by.
            var id = files[index].BlobId!;
            if (!string.Equals(ObjectId.OfBlob(content.Span, sha256: id.Length == 64), id, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"the content of {id} does not match its hash");
            }

            sink(index, content);
        }
    }

    private static string[] Ids(IReadOnlyList<SnapshotFile> files) => [.. files.Select(file => file.BlobId!)];
}
