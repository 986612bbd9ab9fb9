using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ContractCheck.Core.Lineage.Dbt;

/// <summary>Reads what dbt writes about a project: <c>manifest.json</c> of versions 9 to 12, and <c>catalog.json</c>.</summary>
public static class ManifestReader
{
    private const int Oldest = 9;
    private const int Newest = 12;
    private const int MostNodes = 200_000;
    private const string Address = "/manifest/v";

    /// <summary>Reads a project.</summary>
    /// <param name="file">The manifest's name, for messages.</param>
    /// <param name="manifest">Its bytes.</param>
    /// <param name="catalogued">What <see cref="Catalog"/> gives of the catalog that belongs to it; empty where there is none.</param>
    /// <exception cref="LineageException">It is no manifest of these versions.</exception>
    public static DbtProject Read(string file, ReadOnlySpan<byte> manifest, IReadOnlyDictionary<string, ImmutableArray<string>> catalogued)
    {
        var document = Parse(file, manifest, DbtJson.Default.ManifestDocument);
        RequireVersion(file, document.Metadata?.SchemaVersion);
        var count = new Dictionary<string, ManifestDocument.NodeMember?>?[] { document.Nodes, document.Sources, document.Exposures, document.Metrics, document.SemanticModels, document.SavedQueries }.Sum(d => d?.Count ?? 0);
        if (count > MostNodes)
        {
            throw new LineageException(file, $"it has more than {MostNodes} nodes", "Leave packages out that the models' data does not flow through.");
        }

        return new ManifestProject(document, catalogued).Project(file);
    }

    /// <summary>Reads a catalog: of each node its columns in the order of the database.</summary>
    /// <param name="file">The catalog's name, for messages.</param>
    /// <param name="catalog">Its bytes.</param>
    /// <exception cref="LineageException">It is no catalog.</exception>
    public static IReadOnlyDictionary<string, ImmutableArray<string>> Catalog(string file, ReadOnlySpan<byte> catalog)
    {
        var document = Parse(file, catalog, DbtJson.Default.CatalogDocument);
        return (document.Nodes ?? []).Concat(document.Sources ?? []).DistinctBy(n => n.Key, StringComparer.Ordinal).ToDictionary(
            n => n.Key,
            n => (n.Value?.Columns ?? []).OrderBy(c => c.Value is { Index.ValueKind: JsonValueKind.Number } place ? place.Index.GetDouble() : 0).Select(c => c.Value?.Name ?? c.Key).ToImmutableArray(),
            StringComparer.Ordinal);
    }

    private static void RequireVersion(string file, string? version)
    {
        var at = version?.LastIndexOf(Address, StringComparison.Ordinal) ?? -1;
        if (at < 0)
        {
            throw new LineageException(file, "it is no manifest of dbt: metadata.dbt_schema_version is missing", "Name the file target/manifest.json that 'dbt compile' writes.");
        }

        var number = version![(at + Address.Length)..].Replace(".json", "", StringComparison.Ordinal);
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read) || read is < Oldest or > Newest)
        {
            throw new LineageException(file, $"it is a manifest of version {number}; versions {Oldest} to {Newest} are understood", "Compile the project with a dbt that writes one of these: 1.5 and later do.");
        }
    }

    private static T Parse<T>(string file, ReadOnlySpan<byte> utf8, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            var text = utf8.StartsWith("\xEF\xBB\xBF"u8) ? utf8[3..] : utf8;
            return JsonSerializer.Deserialize(text, type) ?? throw new LineageException(file, "it holds null", "Compile the project anew.");
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $" (line {line + 1}{(e.Path is { Length: > 1 and < 200 } path ? $", {path}" : "")})" : "";
            throw new LineageException(file, $"it is not JSON as dbt writes it{place}: {Reason(e)}", "Compile the project anew, and see that the file is copied whole.", e);
        }
    }

    // The serializer's message goes on with path and position, which are told already.
    private static string Reason(JsonException e) => e.Message.Split(" Path: ", 2)[0].Split(" LineNumber: ", 2)[0].TrimEnd('.', ' ');
}
