using System.Collections.Immutable;
using System.Text;
using ContractCheck.Core;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Lineage.Consumers;
using ContractCheck.Core.Lineage.Dbt;

namespace ContractCheck.Engine.Lineage;

/// <summary>What files tell of lineage.</summary>
/// <param name="Projects">dbt projects.</param>
/// <param name="Consumers">Declared uses.</param>
/// <param name="Notes">What could not be read, and why.</param>
internal sealed record LineageSources(ImmutableArray<DbtProject> Projects, ImmutableArray<DeclaredConsumer> Consumers, ImmutableArray<Unjudged> Notes)
{
    /// <summary>Whether no file tells of anybody.</summary>
    public bool KnowNobody => Projects.IsEmpty && Consumers.IsEmpty;

    /// <summary>Reads all files that options and configurations name. A file that is wrong is told and left out.</summary>
    /// <exception cref="CheckException">Exit code 2: a file that the command line names is not there.</exception>
    public static async Task<LineageSources> ReadAsync(RunOptions options, string top, IReadOnlyList<Revision> revisions, CancellationToken cancellation)
    {
        var files = new LineageFiles(top, revisions);
        var manifests = await files.FindAsync("manifest", "manifests", options.Manifests, r => r.Configuration.Manifests, cancellation);
        var catalogs = (await files.FindAsync("catalog", "catalogs", options.Catalogs, r => r.Configuration.Catalogs, cancellation)).ToList();
        if (catalogs.Count == 0)
        {
            foreach (var manifest in manifests)
            {
                catalogs.AddRange(await files.BesideAsync(manifest, LineageFiles.CatalogBeside, cancellation) is { } catalog ? [catalog] : []);
            }
        }

        var lists = await files.FindAsync("consumers", "consumers", options.Consumers, r => r.Configuration.Consumers, cancellation);
        var notes = files.Notes.ToList();
        return await Task.Run(
            () =>
            {
                var columns = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
                foreach (var (id, names) in catalogs.SelectMany(c => Read(c, notes, () => ManifestReader.Catalog(c.Name, c.Content.Span)) ?? new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal)))
                {
                    columns.TryAdd(id, names);
                }

                return new LineageSources(
                    [.. manifests.Select(m => Read(m, notes, () => ManifestReader.Read(m.Name, m.Content.Span, columns))).OfType<DbtProject>()],
                    [.. lists.SelectMany(l => Read(l, notes, () => ConsumerList.Read(l.Name, Text(l)).ToList()) ?? [])],
                    [.. notes]);
            },
            cancellation);
    }

    private static T? Read<T>(LineageFile file, List<Unjudged> notes, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (LineageException e)
        {
            notes.Add(new Unjudged(file.Name, $"is left out, so that who downstream is hit is not known from it: {e.Message}. {e.WayOut}"));
            return null;
        }
    }

    private static string Text(LineageFile file)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(file.Content.Span);
        }
        catch (DecoderFallbackException e)
        {
            throw new LineageException(file.Name, "it is not UTF-8", "Save the sheet as CSV in UTF-8.", e);
        }
    }
}
