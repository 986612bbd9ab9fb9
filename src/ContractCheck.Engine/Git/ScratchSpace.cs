namespace ContractCheck.Engine.Git;

/// <summary>A private folder for the files of one run. Disposing deletes it.</summary>
internal sealed class ScratchSpace : IDisposable
{
    private const string Memory = "/dev/shm";
    private const string Prefix = "contractcheck-";
    private const string LockSuffix = ".lock";
    private const int BlockBytes = 4096;

    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly FileStream? _inUse;

    private ScratchSpace(string path, FileStream? inUse)
    {
        Path = path;
        _inUse = inUse;
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Makes a folder: random name and owner-only mode in one step.</summary>
    /// <remarks>
    /// In memory where there is plenty: thousands of small files are written ten times faster than to a busy disk, and nothing of the
    /// sources stays behind on it. TMPDIR overrides.
    /// </remarks>
    /// <param name="files">Files to come.</param>
    /// <param name="bytes">Their size.</param>
    public static ScratchSpace Create(int files, long bytes)
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("TMPDIR") is null or "" && HasRoom(4 * (bytes + ((long)files * BlockBytes))))
        {
            Sweep(Memory);
            var path = System.IO.Path.Combine(Memory, Prefix + Guid.NewGuid().ToString("N"));
            const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            var inUse = Lock(path);
            return new ScratchSpace(Directory.CreateDirectory(path, OwnerOnly).FullName, inUse);
        }

        return new ScratchSpace(Directory.CreateTempSubdirectory(Prefix).FullName, inUse: null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A leftover in the folder for temporary files changes no verdict.
        }

        _inUse?.Dispose();
    }

    /// <summary>
    /// Deletes what a killed run left behind, which would hold memory until the machine restarts. A folder looks old when the clock has
    /// jumped, too: what a run holds is left alone whatever its age.
    /// </summary>
    internal static void Sweep(string place)
    {
        foreach (var folder in new DirectoryInfo(place).EnumerateDirectories(Prefix + "*"))
        {
            try
            {
                if (folder.LastWriteTimeUtc < DateTime.UtcNow - Abandoned)
                {
                    using var free = Lock(folder.FullName);
                    folder.Delete(recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, another user's, or another run swept it first.
            }
        }
    }

    /// <summary>Holds a folder as long as the stream is open; a killed process lets go.</summary>
    /// <exception cref="IOException">Another process holds it.</exception>
    internal static FileStream Lock(string folder) =>
        new(folder + LockSuffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);

    private static bool HasRoom(long bytes)
    {
        try
        {
            return Directory.Exists(Memory) && new DriveInfo(Memory) is { DriveFormat: "tmpfs", AvailableFreeSpace: var free } && free > bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
