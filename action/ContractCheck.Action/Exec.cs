using System.Runtime.InteropServices;

namespace ContractCheck.Action;

/// <summary>Replaces this process by another program, so that signals and the exit code are that program's.</summary>
internal static partial class Exec
{
    /// <summary>Replaces the process.</summary>
    /// <returns>The error number; there is no return where it works.</returns>
    public static int Replace(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        _ = ExecuteImage(program, [program, .. arguments, null], [.. environment.Select(e => $"{e.Key}={e.Value}"), null]);
        return Marshal.GetLastPInvokeError();
    }

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ExecuteImage(string path, string?[] arguments, string?[] environment);
}
