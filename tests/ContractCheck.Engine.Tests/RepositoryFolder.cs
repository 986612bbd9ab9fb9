namespace ContractCheck.Engine.Tests;

/// <summary>Files of this repository that tests read where they lie.</summary>
internal static class RepositoryFolder
{
    private static readonly Lazy<string> Top = new(Find);

    public static string PathOf(params string[] parts) => Path.Combine([Top.Value, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ContractCheck.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("no folder above the tests holds ContractCheck.sln");
    }
}
