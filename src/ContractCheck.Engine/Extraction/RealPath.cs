namespace ContractCheck.Engine.Extraction;

/// <summary>Paths with every symbolic link resolved, also those of folders on the way.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>Resolves a path. A loop of links gives a path that still holds one.</summary>
    public static string Of(string path) => Of(Path.GetFullPath(path), MaxLinks);

    public static bool IsInside(string folder, string path) =>
        string.Equals(folder, path, StringComparison.Ordinal)
        || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Of(string path, int links)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var name in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var folder = real;
            real = Path.Combine(real, name);
            if (links > 0 && new FileInfo(real).LinkTarget is { } target)
            {
                real = Of(Path.GetFullPath(target, folder), --links);
            }
        }

        return real;
    }
}
