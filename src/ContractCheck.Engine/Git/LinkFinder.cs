namespace ContractCheck.Engine.Git;

/// <summary>Finds paths of a working tree that a symbolic link lies on; each folder is looked at once.</summary>
internal sealed class LinkFinder(string top)
{
    private readonly Dictionary<string, bool> _folders = new(StringComparer.Ordinal) { [""] = false };

    public bool Crosses(string path) =>
        FolderCrosses(Path.GetDirectoryName(path) ?? "") || new FileInfo(Path.Combine(top, path)).LinkTarget is not null;

    private bool FolderCrosses(string folder)
    {
        if (!_folders.TryGetValue(folder, out var crosses))
        {
            crosses = FolderCrosses(Path.GetDirectoryName(folder) ?? "")
                || new DirectoryInfo(Path.Combine(top, folder)).LinkTarget is not null;
            _folders.Add(folder, crosses);
        }

        return crosses;
    }
}
