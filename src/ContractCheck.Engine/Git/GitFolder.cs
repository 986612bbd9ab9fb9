namespace ContractCheck.Engine.Git;

/// <summary>What the folder <c>.git</c> shows without git.</summary>
internal static class GitFolder
{
    /// <summary>Whether history is cut off. Git writes the boundary to the file <c>shallow</c> of the folder that worktrees share.</summary>
    public static bool IsShallow(string top)
    {
        var own = Follow(Path.Combine(top, ".git"), "gitdir: ");
        var shared = Path.Combine(own, "commondir");
        var boundary = new FileInfo(Path.Combine(File.Exists(shared) ? Follow(shared, "") : own, "shallow"));
        return boundary.Exists && boundary.Length > 0;
    }

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
