namespace ContractCheck.Engine.Git;

/// <summary>Where files of one run are written.</summary>
internal static class ScratchSpace
{
    private const string Memory = "/dev/shm";
    private const int BlockBytes = 4096;

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
            var path = Path.Combine(Memory, "contractcheck-" + Guid.NewGuid().ToString("N"));
            const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            return Directory.CreateDirectory(path, OwnerOnly).FullName;
        }

        return Directory.CreateTempSubdirectory("contractcheck-").FullName;
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
