using System.Runtime.InteropServices;

namespace ContractCheck.Engine.Git;

/// <summary>A second name for a file.</summary>
internal static partial class HardLink
{
    /// <summary>Gives a file a second name.</summary>
    /// <returns>False where the file system or the platform has no hard links.</returns>
    public static bool TryCreate(string existing, string name) => !OperatingSystem.IsWindows() && Link(existing, name) == 0;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string name);
}
