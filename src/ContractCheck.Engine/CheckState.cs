using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContractCheck.Core;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine;

/// <summary>
/// Everything that the result of a check of the working tree depends on, as one text that is equal where the result must be: options, where git
/// stands, and name, size and time of every file that git does not ignore. Much faster than a check.
/// </summary>
public static class CheckState
{
    private static readonly string[] Pipelines = ["CI", "TF_BUILD", "GITHUB_ACTIONS", "JENKINS_URL"];

    /// <summary>Reads it.</summary>
    /// <returns>64 hexadecimal digits. In a pipeline, whose variables and services count too, no two are equal.</returns>
    /// <exception cref="CheckException">There is no repository, or git cannot list it.</exception>
    public static async Task<string> ReadAsync(RunOptions options, CancellationToken cancellation = default)
    {
        await using var repository = await GitRepository.OpenAsync(options.Repository, cancellation: cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Project.Version, typeof(CheckState).Module.ModuleVersionId.ToString(), Day.Text(DateOnly.FromDateTime(DateTime.UtcNow)));
        Add(
            hash, repository.Top, options.ConfigurationFile, options.Dialect, options.Python, options.SqlAlchemy, options.Sandboxed.ToString(), options.Base,
            options.Head, options.Worktree.ToString(), options.Profile?.ToString(), options.FailOn?.ToString(), options.Publish, options.AcceptLabel,
            options.AcceptTrailer, options.Environment.GetValueOrDefault("PATH"));
        Add(hash, [.. options.Contracts, "", .. options.PackagesPaths, "", .. options.Manifests, "", .. options.Catalogs, "", .. options.Consumers]);
        if (Pipelines.Any(name => options.Environment.GetValueOrDefault(name) is { Length: > 0 }))
        {
            Add(hash, Guid.NewGuid().ToString());
        }

        await AddGitAsync(hash, repository, ["rev-parse", "HEAD"], cancellation);
        await AddGitAsync(hash, repository, ["for-each-ref", "--format=%(refname) %(objectname)"], cancellation);
        var files = await AddGitAsync(hash, repository, WorktreeSnapshot.Listing, cancellation);
        AddFiles(hash, files.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(file => Path.Combine(repository.Top, file)));
        AddFiles(hash, options.ConfigurationFile is { } configuration ? [configuration] : []);
        AddFiles(hash, await Lineage.LineageFiles.OnDiskAsync(options, repository.Top, cancellation));
        foreach (var folder in options.PackagesPaths)
        {
            AddFiles(hash, Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<string> AddGitAsync(IncrementalHash hash, GitRepository repository, string[] arguments, CancellationToken cancellation)
    {
        var result = await repository.Git.RunAsync(WorktreeSnapshot.MaxListing, arguments, cancellation);
        if (result.ExitCode != 0)
        {
            throw new CheckException(ExitCode.NoVerdict, $"git {arguments[0]} failed: {result.Log}");
        }

        hash.AppendData(result.Output.Span);
        return Encoding.UTF8.GetString(result.Output.Span);
    }

    private static void AddFiles(IncrementalHash hash, IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var info = new FileInfo(file);
            Add(hash, file, info.Exists ? string.Create(CultureInfo.InvariantCulture, $"{info.Length} {info.LastWriteTimeUtc.Ticks}") : null);
        }
    }

    private static void Add(IncrementalHash hash, params IReadOnlyList<string?> parts)
    {
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part is null ? "-;" : string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part};")));
        }
    }
}
