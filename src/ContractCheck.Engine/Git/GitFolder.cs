namespace ContractCheck.Engine.Git;

/// <summary>What the folder <c>.git</c> shows without git.</summary>
internal static class GitFolder
{
    private const int MostBoundaries = 10_000;

    /// <summary>The folder that linked worktrees share, with objects and references.</summary>
    public static string Common(string top)
    {
        var own = Follow(Path.Combine(top, ".git"), "gitdir: ");
        var shared = Path.Combine(own, "commondir");
        return File.Exists(shared) ? Follow(shared, "") : own;
    }

    /// <summary>Whether history is cut off. Git writes the boundary to the file <c>shallow</c>.</summary>
    public static bool IsShallow(string top) => Boundary(top) is { Exists: true, Length: > 0 };

    /// <summary>The commits at which history is cut off.</summary>
    public static string[] ShallowCommits(string top) => Boundary(top) is { Exists: true } boundary
        ? [.. File.ReadLines(boundary.FullName).Take(MostBoundaries).Where(ObjectId.IsFull)]
        : [];

    private static FileInfo Boundary(string top) => new(Path.Combine(Common(top), "shallow"));

    // A linked worktree and a submodule have a file that names the folder.
    private static string Follow(string path, string prefix)
    {
        if (!File.Exists(path))
        {
            return path;
        }

        using var reader = new StreamReader(path);
        var line = reader.ReadLine() ?? "";
        var target = line.StartsWith(prefix, StringComparison.Ordinal) ? line[prefix.Length..] : line;
        return Path.GetFullPath(target, Path.GetDirectoryName(path)!);
    }
}
