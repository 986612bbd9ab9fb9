using System.Collections.Immutable;
using ContractCheck.Core;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Findings;
using ContractCheck.Engine.Extraction;
using ContractCheck.Engine.Git;
using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace ContractCheck.Engine.Lineage;

/// <summary>
/// Finds files of one kind that tell of lineage. What the command line names is read from disk. What a configuration names is read from both
/// revisions, base's first, so that a change does not hide whom it hits; where neither has it, from the checkout's disk, since pipelines fetch
/// manifests there.
/// </summary>
internal sealed class LineageFiles(string top, IReadOnlyList<Revision> revisions)
{
    /// <summary>The most bytes of a file.</summary>
    public const int MostBytes = 128 * 1024 * 1024;

    private readonly List<Unjudged> _notes = [];

    /// <summary>What could not be read, and why.</summary>
    public IReadOnlyList<Unjudged> Notes => _notes;

    /// <summary>The files.</summary>
    /// <param name="option">The option that names them.</param>
    /// <param name="setting">The setting that names them.</param>
    /// <param name="typed">Paths and globs of the command line.</param>
    /// <param name="configured">Globs of a revision's configuration.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CheckException">Exit code 2: the command line names what is not there, or a configuration leaves the repository.</exception>
    public async Task<ImmutableArray<LineageFile>> FindAsync(
        string option, string setting, ImmutableArray<string> typed, Func<Revision, ImmutableArray<string>> configured, CancellationToken cancellation)
    {
        var files = new List<LineageFile>();
        foreach (var path in typed.SelectMany(pattern => Typed(option, pattern)).Distinct(StringComparer.Ordinal))
        {
            await AddAsync(files, path, path, cancellation);
        }

        if (!typed.IsEmpty)
        {
            return [.. files];
        }

        var seen = new HashSet<(string, string?)>();
        foreach (var revision in revisions)
        {
            var paths = Matched(configured(revision), setting, revision.Snapshot.Files.Select(f => f.Path));
            foreach (var path in paths.Where(p => seen.Add((p, revision.Snapshot.Find(p)?.BlobId))))
            {
                await AddAsync(files, revision, path, cancellation);
            }
        }

        foreach (var glob in revisions.SelectMany(r => configured(r)).Distinct(StringComparer.Ordinal).Where(glob => !seen.Any(s => IsMatch(glob, s.Item1))))
        {
            await AddFromDiskAsync(files, setting, glob, cancellation);
        }

        return [.. files];
    }

    /// <summary>The file beside another one, such as the catalog beside a manifest; null where there is none.</summary>
    public async Task<LineageFile?> BesideAsync(LineageFile file, Func<string, string?> nameOf, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(file.Name) ?? "";
        if (nameOf(Path.GetFileName(file.Name)) is not { } name)
        {
            return null;
        }

        var found = new List<LineageFile>();
        var path = Path.Combine(folder, name);
        if (revisions.FirstOrDefault(r => r.Snapshot.Find(file.Name) is not null && r.Snapshot.Find(path) is not null) is { } revision)
        {
            await AddAsync(found, revision, path, cancellation);
        }
        else if (File.Exists(Path.IsPathRooted(path) || File.Exists(path) ? path : Path.Combine(top, path)))
        {
            await AddAsync(found, File.Exists(path) ? path : Path.Combine(top, path), path, cancellation);
        }

        return found.FirstOrDefault();
    }

    /// <summary>Absolute paths of the files on disk that options and the checkout's configuration name, whether git knows them or not.</summary>
    public static async Task<ImmutableArray<string>> OnDiskAsync(RunOptions options, string top, CancellationToken cancellation)
    {
        var file = options.ConfigurationFile ?? Path.Combine(top, ConfigurationReader.FileName);
        var configuration = new CheckConfiguration();
        try
        {
            configuration = File.Exists(file) ? ConfigurationReader.Read(file, await File.ReadAllTextAsync(file, cancellation)) : configuration;
            ImmutableArray<string> typed = [.. options.Manifests.Concat(options.Catalogs).Concat(options.Consumers).SelectMany(p => Typed("manifest", p))];
            var matched = configuration.Manifests.Concat(configuration.Catalogs).Concat(configuration.Consumers)
                .SelectMany(glob => Matching("manifests", glob).GetResultsInFullPath(top));
            var all = typed.Select(Path.GetFullPath).Concat(matched).ToImmutableArray();
            return [.. all.Concat(all.Select(f => CatalogBeside(f)).OfType<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }
        catch (CheckException)
        {
            // The check tells what is wrong; until it is mended no state is kept.
            return [];
        }
    }

    /// <summary>Where dbt writes the catalog of a manifest, or null where the manifest has a name of its own.</summary>
    public static string? CatalogBeside(string manifest)
    {
        const string Usual = "manifest.json";
        return manifest.EndsWith(Usual, StringComparison.Ordinal) ? manifest[..^Usual.Length] + "catalog.json" : null;
    }

    private static ImmutableArray<string> Typed(string option, string pattern)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal) && !pattern.Contains('?', StringComparison.Ordinal))
        {
            return File.Exists(pattern) ? [pattern] : throw new CheckException(
                ExitCode.Usage, $"--{option} {pattern}: there is no such file.", "Name a file that is there; a pipeline has to fetch it before the check.");
        }

        // The folder before the first wildcard: the pattern is matched below it.
        var fixedPart = pattern[..pattern.IndexOfAny(['*', '?'])];
        var folder = fixedPart.Contains('/', StringComparison.Ordinal) ? fixedPart[..(fixedPart.LastIndexOf('/') + 1)] : "";
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(pattern[folder.Length..]);
        var root = folder.Length == 0 ? "." : folder;
        ImmutableArray<string> found = Directory.Exists(root) ? [.. matcher.GetResultsInFullPath(root).Order(StringComparer.Ordinal)] : [];
        return found.IsEmpty ? throw new CheckException(ExitCode.Usage, $"--{option} {pattern}: no file fits.", "Name files that are there; a pipeline has to fetch them before the check.") : found;
    }

    private async Task AddFromDiskAsync(List<LineageFile> files, string setting, string glob, CancellationToken cancellation)
    {
        var matcher = Matching(setting, glob);
        var found = matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(top))).Files.Select(f => f.Path).Order(StringComparer.Ordinal).ToImmutableArray();
        if (found.IsEmpty)
        {
            _notes.Add(new Unjudged(glob, $"of the setting '{setting}' fits no file: who downstream is hit is not known from it"));
        }

        foreach (var path in found)
        {
            var full = Path.Combine(top, path);
            if (RealPath.IsInside(RealPath.Of(top), RealPath.Of(full)))
            {
                await AddAsync(files, full, path, cancellation);
            }
            else
            {
                _notes.Add(new Unjudged(path, "leads out of the repository and is not read"));
            }
        }
    }

    private static ImmutableArray<string> Matched(ImmutableArray<string> globs, string setting, IEnumerable<string> paths) =>
        globs.IsEmpty ? [] : [.. globs.SelectMany(glob => Matching(setting, glob).Match(paths).Files.Select(f => f.Path)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static bool IsMatch(string glob, string path) => new Matcher(StringComparison.Ordinal).AddInclude(glob).Match(path).HasMatches;

    private static Matcher Matching(string setting, string glob) => Path.IsPathRooted(glob) || glob.Split('/', '\\').Contains("..", StringComparer.Ordinal)
        ? throw new CheckException(ExitCode.Usage, $"'{glob}' of the setting '{setting}' leaves the repository.", "Give a path or glob relative to the repository, or name the file on the command line.")
        : new Matcher(StringComparison.Ordinal).AddInclude(glob);

    private async Task AddAsync(List<LineageFile> files, Revision revision, string path, CancellationToken cancellation)
    {
        var file = revision.Snapshot.Find(path)!;
        try
        {
            if ((await revision.Snapshot.SizesAsync([file], cancellation))[0] > MostBytes)
            {
                _notes.Add(TooLarge(path));
                return;
            }

            await revision.Snapshot.ReadAsync([file], (_, content) => files.Add(new LineageFile(path, content.ToArray())), cancellation);
        }
        catch (CheckException e)
        {
            _notes.Add(new Unjudged(path, $"cannot be read: {e.Message}"));
        }
    }

    private async Task AddAsync(List<LineageFile> files, string path, string name, CancellationToken cancellation)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                _notes.Add(TooLarge(name));
                return;
            }

            files.Add(new LineageFile(name, await File.ReadAllBytesAsync(path, cancellation)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _notes.Add(new Unjudged(name, $"cannot be read: {e.Message}"));
        }
    }

    private static Unjudged TooLarge(string name) => new(
        name, $"is larger than {MostBytes / (1024 * 1024)} MiB and is not read: who downstream is hit is not known from it. Compile only the models that matter (dbt compile --select source:*+)");
}
