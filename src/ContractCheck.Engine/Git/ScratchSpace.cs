namespace ContractCheck.Engine.Git;

/// <summary>Where files of one run are written.</summary>
internal static class ScratchSpace
{
    private const string Memory = "/dev/shm";
    private const string Prefix = "contractcheck-";
    private const int BlockBytes = 4096;

    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>Makes a private folder: random name and owner-only mode in one step.</summary>
    /// <remarks>
    /// In memory where there is plenty: thousands of small files are written ten times faster than to a busy disk, and nothing of the
    /// sources stays behind on it. TMPDIR overrides.
    /// </remarks>
    /// <param name="files">Files to come.</param>
    /// <param name="bytes">Their size.</param>
    /// <returns>Absolute path.</returns>
    public static string Create(int files, long bytes)
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("TMPDIR") is null or "" && HasRoom(4 * (bytes + ((long)files * BlockBytes))))
        {
            Sweep();
            var path = Path.Combine(Memory, Prefix + Guid.NewGuid().ToString("N"));
            const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            return Directory.CreateDirectory(path, OwnerOnly).FullName;
        }

        return Directory.CreateTempSubdirectory(Prefix).FullName;
    }

    // What a killed run left behind would hold memory until the machine restarts.
    private static void Sweep()
    {
        foreach (var folder in new DirectoryInfo(Memory).EnumerateDirectories(Prefix + "*"))
        {
            try
            {
                if (folder.LastWriteTimeUtc < DateTime.UtcNow - Abandoned)
                {
                    folder.Delete(recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's, or another run swept it first.
            }
        }
    }

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
