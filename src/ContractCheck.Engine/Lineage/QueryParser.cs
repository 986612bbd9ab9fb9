using System.Collections.Immutable;
using System.Text.Json;
using ContractCheck.Core;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage.Building;
using ContractCheck.Core.Lineage.Queries;
using ContractCheck.Engine.Extraction;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Lineage;

/// <summary>Parses queries in children of a worker, each locked in as those that read models are. Python is started only where something is not kept from before.</summary>
/// <param name="python">Path of the interpreter.</param>
/// <param name="sandboxed">Whether the children are locked in.</param>
/// <param name="environment">Environment variables.</param>
internal sealed class QueryParser(string python, bool sandboxed, IReadOnlyDictionary<string, string> environment)
{
    private const int MostChildren = 4;
    private const int FewestCharacters = 20_000;

    private static readonly ExtractionLimits Limits = new() { Seconds = 60, MemoryBytes = 1024L * 1024 * 1024 };

    /// <summary>Parses queries.</summary>
    /// <returns>The answer for each, which may be why there is no tree; and what failed as a whole.</returns>
    public async Task<(IReadOnlyDictionary<WantedQuery, ParsedQuery> Parsed, Unjudged? Failure)> ParseAsync(ImmutableArray<WantedQuery> queries, CancellationToken cancellation)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "python", "sqlglot");
        if (VersionIn(folder) is not { } version)
        {
            return (queries.ToDictionary(q => q, _ => new ParsedQuery { Error = "sqlglot is not installed beside contractcheck" }), queries.IsEmpty ? null
                : new Unjudged("Impact", "is known by table only: sqlglot, which reads the SQL of dbt models, is not installed beside contractcheck"));
        }

        var cache = new QueryCache(CacheFolder.Of(environment, "queries"), version);
        var parsed = new Dictionary<WantedQuery, ParsedQuery>();
        var missing = new List<WantedQuery>();
        foreach (var query in queries)
        {
            if (cache.Find(query) is { } known)
            {
                parsed[query] = known;
            }
            else
            {
                missing.Add(query);
            }
        }

        var failure = missing.Count == 0 ? null : await ParseAsync(missing, folder, cache, parsed, cancellation);
        return (parsed, failure);
    }

    private async Task<Unjudged?> ParseAsync(
        List<WantedQuery> queries, string sqlglot, QueryCache cache, Dictionary<WantedQuery, ParsedQuery> parsed, CancellationToken cancellation)
    {
        var parts = Split(queries);
        try
        {
            await using var files = SnapshotFolder.Create();
            await using var worker = WorkerProcess.Start(new WorkerOptions { Python = python, SqlGlotFolder = sqlglot });
            var requests = new List<ExtractionRequest>();
            foreach (var part in parts)
            {
                requests.Add(await RequestAsync(files, part, $"queries-{requests.Count}", cancellation));
            }

            var answers = await Task.WhenAll(parts.Zip(requests, (part, request) => ParseAsync(worker, request, part.Count, cancellation)));
            await worker.CompleteAsync(cancellation);
            foreach (var (query, answer) in parts.Zip(answers).SelectMany(p => p.First.Zip(p.Second)))
            {
                parsed[query] = answer;
                cache.Keep(query, answer);
            }

            return null;
        }
        catch (Exception e) when (e is CheckException or InvalidDataException)
        {
            foreach (var query in queries)
            {
                parsed[query] = new ParsedQuery { Error = "its SQL could not be parsed" };
            }

            return new Unjudged("Impact", $"is known by table only: the SQL of dbt models could not be parsed: {e.Message}");
        }
    }

    private async Task<ExtractionRequest> RequestAsync(SnapshotFolder files, List<WantedQuery> queries, string name, CancellationToken cancellation)
    {
        IReadOnlyList<QueryMessage> messages = [.. queries.Select(q => new QueryMessage(q.Sql, q.Dialect))];
        var file = await files.KeepAsync(name, JsonSerializer.SerializeToUtf8Bytes(messages, WorkerJson.Default.IReadOnlyListQueryMessage), cancellation);
        return new ExtractionRequest { Label = "the dbt models' SQL", Root = file, Sandboxed = sandboxed, PrivateFolder = files.Path, Limits = Limits };
    }

    private static async Task<ImmutableArray<ParsedQuery>> ParseAsync(WorkerProcess worker, ExtractionRequest request, int count, CancellationToken cancellation)
    {
        var answer = await worker.ParseAsync(request, cancellation);
        return ParsedQueries.Read(answer.Span, count);
    }

    // Children run at the same time: parts of about the same size.
    private static List<List<WantedQuery>> Split(List<WantedQuery> queries)
    {
        var characters = queries.Sum(q => (long)q.Sql.Length);
        var count = (int)Math.Clamp(characters / FewestCharacters, 1, Math.Min(MostChildren, Environment.ProcessorCount));
        List<List<WantedQuery>> parts = [.. Enumerable.Range(0, count).Select(_ => new List<WantedQuery>())];
        var sizes = new long[count];
        foreach (var query in queries.OrderByDescending(q => q.Sql.Length))
        {
            var smallest = Array.IndexOf(sizes, sizes.Min());
            parts[smallest].Add(query);
            sizes[smallest] += query.Sql.Length;
        }

        return parts;
    }

    private static string? VersionIn(string folder) => Directory.Exists(Path.Combine(folder, "sqlglot"))
        ? Directory.EnumerateDirectories(folder, "sqlglot-*.dist-info").Select(d => Path.GetFileName(d)).FirstOrDefault() ?? "unknown"
        : null;
}
