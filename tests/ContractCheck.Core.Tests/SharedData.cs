namespace ContractCheck.Core.Tests;

/// <summary>
/// The data that lies beside the repository in <c>shared/data</c>, never copied into it.
/// Set CONTRACTCHECK_SHARED where it lies elsewhere.
/// </summary>
internal static class SharedData
{
    private static readonly Lazy<string> Root = new(Find);

    public static string PathOf(string relative) => Path.Combine(Root.Value, relative);

    public static string Text(string relative) => File.ReadAllText(PathOf(relative));

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.GetFiles(PathOf(folder), pattern).Select(f => $"{folder}/{Path.GetFileName(f)}").Order(StringComparer.Ordinal);

    private static string Find()
    {
        var given = Environment.GetEnvironmentVariable("CONTRACTCHECK_SHARED");
        if (!string.IsNullOrEmpty(given))
        {
            return Directory.Exists(Path.Combine(given, "data")) ? Path.Combine(given, "data") : given;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("shared/data lies neither beside the repository nor where CONTRACTCHECK_SHARED says");
    }
}
