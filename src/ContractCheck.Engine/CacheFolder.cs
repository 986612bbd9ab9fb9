namespace ContractCheck.Engine;

/// <summary>Where things are kept between runs, outside of every checkout.</summary>
internal static class CacheFolder
{
    /// <summary>Absolute path of a folder, which may not exist; null where the environment names no place.</summary>
    /// <param name="environment">Environment variables.</param>
    /// <param name="name">What is kept.</param>
    public static string? Of(IReadOnlyDictionary<string, string> environment, string name)
    {
        var cache = environment.GetValueOrDefault("XDG_CACHE_HOME") is { } named && Path.IsPathFullyQualified(named) ? named
            : environment.GetValueOrDefault("HOME") is { } home && Path.IsPathFullyQualified(home) ? Path.Combine(home, ".cache")
            : null;
        return cache is null ? null : Path.Combine(cache, "contractcheck", name);
    }
}
