using System.Security.Cryptography;
using System.Text;
using ContractCheck.Core.Lineage.Building;
using ContractCheck.Core.Lineage.Queries;

namespace ContractCheck.Engine.Lineage;

/// <summary>Parsed queries, kept by their content. What cannot be kept is parsed again.</summary>
/// <param name="folder">Where; null keeps nothing.</param>
/// <param name="parser">Version of the parser: another one may read a query otherwise.</param>
internal sealed class QueryCache(string? folder, string parser)
{
    private const string TreeFormat = "2";

    private static readonly TimeSpan Unused = TimeSpan.FromDays(30);

    /// <summary>The query as it was parsed before, or null.</summary>
    public ParsedQuery? Find(WantedQuery query)
    {
        try
        {
            return folder is null ? null : ParsedQueries.ReadOne(File.ReadAllBytes(PathOf(folder, query)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Keeps a query, and forgets the old ones beside it.</summary>
    public void Keep(WantedQuery query, ParsedQuery parsed)
    {
        if (folder is null)
        {
            return;
        }

        var path = PathOf(folder, query);
        var partial = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(partial, ParsedQueries.Write(parsed));
            File.Move(partial, path, overwrite: true);
            foreach (var old in new DirectoryInfo(Path.GetDirectoryName(path)!).EnumerateFiles().Where(f => f.LastWriteTimeUtc < DateTime.UtcNow - Unused))
            {
                old.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full or read-only disk costs time, no result.
        }
    }

    private string PathOf(string root, WantedQuery query)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{TreeFormat}\n{parser}\n{query.Dialect}\n{query.Sql}")));
        return Path.Combine(root, key[..2], key);
    }
}
