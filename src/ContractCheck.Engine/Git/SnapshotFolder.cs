using System.Collections.Immutable;
using ContractCheck.Core;

namespace ContractCheck.Engine.Git;

/// <summary>
/// A fresh private folder that snapshots are written into, one subfolder each. Content that two of them share is written once and
/// linked. The folder itself can be entered by nobody else; root's worker hands it to the user that reads it. Disposing deletes everything. Snapshots are written one after the other.
/// </summary>
public sealed class SnapshotFolder : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    internal const UnixFileMode ReadableFile = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    internal const UnixFileMode Readable = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ScratchSpace? _space;

    private SnapshotFolder()
    {
    }

    /// <summary>Absolute path, or null before the first snapshot is written.</summary>
    public string? Path => _space?.Path;

    /// <summary>Prepares the folder; it comes to disk with the first snapshot, where there is room for it.</summary>
    public static SnapshotFolder Create() => new();

    /// <summary>Writes the Python files of a snapshot, and small text files that models may read when they are imported.</summary>
    /// <param name="snapshot">What to write.</param>
    /// <param name="name">Name of the subfolder, such as <c>base</c>.</param>
    /// <param name="limits">How much is written.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CheckException">No verdict: a limit is exceeded, or an object is missing or damaged.</exception>
    public async Task<MaterialisedSnapshot> WriteAsync(
        SourceSnapshot snapshot, string name, SnapshotLimits limits, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var selection = await SelectAsync(snapshot, limits, cancellation);
            _space ??= ScratchSpace.Create(selection.Files.Length, selection.Bytes);
            var root = System.IO.Path.Combine(_space.Path, name);
            CreateFolder(root);
            CreateFolders(root, selection.Files);
            await WriteFilesAsync(snapshot, selection.Files, root, cancellation);
            return new MaterialisedSnapshot(root, selection.Files.Length, selection.Bytes, selection.Notes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten($"The files of {snapshot.Revision}", e);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Keeps a file beside the snapshots, or without any. Files are kept one after the other.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="content">Its content.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Absolute path.</returns>
    /// <exception cref="CheckException">No verdict: it cannot be written.</exception>
    public async Task<string> KeepAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        try
        {
            _space ??= ScratchSpace.Create(1, content.Length);
            var path = System.IO.Path.Combine(_space.Path, name);
            await File.WriteAllBytesAsync(path, content, cancellation);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, ReadableFile);
            }

            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten("What Python is to read", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_space is { } space)
        {
            await Task.Run(space.Dispose);
        }
    }

    private static async Task<Selection> SelectAsync(SourceSnapshot snapshot, SnapshotLimits limits, CancellationToken cancellation)
    {
        var wanted = snapshot.Files.Where(file => limits.BytesOf(file.Path) is not null).ToList();
        var sizes = await snapshot.SizesAsync(wanted, cancellation);
        var files = ImmutableArray.CreateBuilder<SnapshotFile>(wanted.Count);
        var notes = ImmutableArray.CreateBuilder<SnapshotNote>();
        var bytes = 0L;
        for (var i = 0; i < wanted.Count; i++)
        {
            if (wanted[i].BlobId is null || sizes[i] > limits.BytesOf(wanted[i].Path))
            {
                notes.Add(new SnapshotNote(wanted[i].Path, SkipReason.TooLarge));
                continue;
            }

            if (sizes[i] is null && !SnapshotLimits.IsPython(wanted[i].Path))
            {
                notes.Add(new SnapshotNote(wanted[i].Path, SkipReason.Absent));
                continue;
            }

            files.Add(wanted[i]);
            bytes += sizes[i] ?? 0;
        }

        Demand(files.Count <= limits.Files, snapshot, $"{files.Count:N0} files of Python and small text", $"{limits.Files:N0} files", "files");
        Demand(bytes <= limits.TotalBytes, snapshot, $"{bytes:N0} bytes of Python and small text", $"{limits.TotalBytes:N0} bytes", "files-mib");
        return new Selection(files.DrainToImmutable(), bytes, notes.DrainToImmutable());
    }

    private static void Demand(bool kept, SourceSnapshot snapshot, string found, string limit, string setting)
    {
        if (!kept)
        {
            throw new CheckException(
                ExitCode.NoVerdict, $"Revision {snapshot.Revision} has {found}; the limit is {limit}.", $"Raise the setting '{setting}'.") { Rule = "CC901" };
        }
    }

    private static void CreateFolders(string root, ImmutableArray<SnapshotFile> files)
    {
        var made = new HashSet<string>(StringComparer.Ordinal) { "" };
        foreach (var file in files)
        {
            var folder = System.IO.Path.GetDirectoryName(file.Path) ?? "";
            if (made.Add(folder))
            {
                CreateFolder(System.IO.Path.Combine(root, folder));
            }
        }
    }

    private static void CreateFolder(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            // Whatever the umask is.
            File.SetUnixFileMode(path, Readable);
        }
    }

    private async Task WriteFilesAsync(
        SourceSnapshot snapshot, ImmutableArray<SnapshotFile> files, string root, CancellationToken cancellation)
    {
        var fresh = new List<SnapshotFile>();
        var copies = new List<SnapshotFile>();
        var first = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            (_written.ContainsKey(file.BlobId!) || !first.Add(file.BlobId!) ? copies : fresh).Add(file);
        }

        await snapshot.ReadAsync(fresh, Write, cancellation);
        foreach (var file in copies)
        {
            var existing = _written[file.BlobId!];
            var target = System.IO.Path.Combine(root, file.Path);
            if (!HardLink.TryCreate(existing, target))
            {
                File.Copy(existing, target, overwrite: false);
            }
        }

        void Write(int index, ReadOnlyMemory<byte> content)
        {
            var target = System.IO.Path.Combine(root, fresh[index].Path);
            try
            {
                using var handle = File.OpenHandle(target, FileMode.CreateNew, FileAccess.Write);
                RandomAccess.Write(handle, content.Span, fileOffset: 0);
                if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
                {
                    File.SetUnixFileMode(handle, ReadableFile);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Here, so that a full disk is not taken for a damaged object by the reader that calls.
                throw NotWritten($"The files of {snapshot.Revision}", e);
            }

            _written[fresh[index].BlobId!] = target;
        }
    }

    private CheckException NotWritten(string what, Exception e) => new(
        ExitCode.NoVerdict, $"{what} cannot be written to {Path}: {e.Message}",
        "Free space there, or set TMPDIR to another folder.", e);

    private sealed record Selection(ImmutableArray<SnapshotFile> Files, long Bytes, ImmutableArray<SnapshotNote> Notes);
}

/// <summary>A snapshot on disk.</summary>
/// <param name="Root">Absolute path of the folder that stands for the repository's top level.</param>
/// <param name="FileCount">Number of files written.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Notes">Files of a wanted kind that are too large. What the snapshot itself leaves out is in <see cref="SourceSnapshot.Notes"/>.</param>
public sealed record MaterialisedSnapshot(string Root, int FileCount, long Bytes, ImmutableArray<SnapshotNote> Notes);
