using ContractCheck.Core;

namespace ContractCheck.Engine.Extraction;

/// <summary>Finds the interpreter that the worker runs on. Starts nothing: a bad interpreter shows when the worker starts.</summary>
public static class PythonLocator
{
    /// <summary>
    /// The interpreter of the command line, else of the configuration, else the first <c>python3</c> on PATH, one that is no script before one that is. Those of the configuration
    /// and of PATH must lie outside of the repository, since they run before any sandbox; whoever types a path on the command line means it.
    /// </summary>
    /// <param name="request">Where to look.</param>
    /// <returns>Absolute path.</returns>
    /// <exception cref="CheckException">No verdict: there is none, or the configuration names one inside the repository.</exception>
    public static string Find(PythonRequest request)
    {
        if (request.CommandLine is { } typed)
        {
            return OnDisk(typed, request) ?? throw PythonProblem.NotFound($"--python {typed}");
        }

        if (request.Configured is { } configured)
        {
            var found = OnDisk(configured, request) ?? throw PythonProblem.NotFound($"python: {configured} in the configuration");
            return IsOutside(found, request) ? found : throw PythonProblem.InsideRepository(configured);
        }

        return OnPath("python3", request) ?? throw PythonProblem.NotFound("python3 on PATH");
    }

    private static string? OnDisk(string python, PythonRequest request)
    {
        if (!python.Contains('/', StringComparison.Ordinal) && !python.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return OnPath(python, request);
        }

        var path = Path.GetFullPath(python, request.RepositoryTop);
        return IsExecutable(path) ? path : null;
    }

    // Entries that are not absolute mean another folder in every working directory. A script (the shim of a version manager) looks for the
    // interpreter anew at every start, which takes longer than the check, and lets files of the repository choose it.
    private static string? OnPath(string name, PythonRequest request)
    {
        var found = (request.SearchPath ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
            .Where(path => IsExecutable(path) && IsOutside(path, request))
            .ToList();
        return found.Find(path => !IsScript(path)) ?? found.FirstOrDefault();
    }

    // Both where it lies (a virtual environment's configuration lies beside the link) and what it links to.
    private static bool IsOutside(string path, PythonRequest request)
    {
        var top = RealPath.Of(request.RepositoryTop);
        var folder = RealPath.Of(Path.GetDirectoryName(path)!);
        return !RealPath.IsInside(top, folder) && !RealPath.IsInside(top, RealPath.Of(path));
    }

    private static bool IsScript(string path)
    {
        Span<byte> start = stackalloc byte[2];
        try
        {
            using var file = File.OpenRead(path);
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("#!"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != UnixFileMode.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A link that leads nowhere, in a circle, or into a folder of somebody else's exists.
            return false;
        }
    }
}

/// <summary>Where to look for an interpreter.</summary>
public sealed record PythonRequest
{
    /// <summary>Path or name given with <c>--python</c>, or null.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Path or name from the configuration file, or null.</summary>
    public string? Configured { get; init; }

    /// <summary>Top-level folder of the repository that is checked; relative paths start here.</summary>
    public required string RepositoryTop { get; init; }

    /// <summary>Folders to search, as in the variable PATH; the process's own by default.</summary>
    public string? SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH");
}
