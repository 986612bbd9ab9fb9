using System.Collections.Concurrent;
using ContractCheck.Core.Schema;
using ContractCheck.Engine.Extraction;

namespace ContractCheck.Engine.Tests.Rules;

/// <summary>The product's own Python worker, started once for a test class; each text of models is read once.</summary>
public sealed class WarmWorker : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contractcheck-test-");
    private readonly ConcurrentDictionary<string, Lazy<Task<DatabaseSchema>>> _schemas = new(StringComparer.Ordinal);
    private WorkerProcess? _worker;
    private int _count;

    public async Task InitializeAsync()
    {
        _worker = WorkerProcess.Start(new WorkerOptions
        {
            Python = Variable("PYTHON") ?? "/usr/bin/python3",
            WorkerFolder = RepositoryFolder.PathOf("src", "ContractCheck.Worker"),
            SqlAlchemyFolder = Variable("CONTRACTCHECK_SQLALCHEMY") ?? RepositoryFolder.PathOf("artifacts", "python", "sqlalchemy-2.0"),
        });
        await _worker.HelloAsync();
    }

    public async Task DisposeAsync()
    {
        if (_worker is not null)
        {
            await _worker.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    internal Task<DatabaseSchema> ReadAsync(RuleFixture fixture, string revision)
    {
        var sources = fixture.Sources(revision).ToList();
        var key = string.Concat(sources.Select(s => $"{s.Name}\n{s.Text}\n"));
        return _schemas.GetOrAdd(key, _ => new Lazy<Task<DatabaseSchema>>(() => ExtractAsync(sources))).Value;
    }

    private async Task<DatabaseSchema> ExtractAsync(IEnumerable<(string Name, string Text)> sources)
    {
        var label = $"revision-{Interlocked.Increment(ref _count)}";
        var root = _folder.CreateSubdirectory(label).FullName;
        foreach (var (name, text) in sources)
        {
            await File.WriteAllTextAsync(Path.Combine(root, name), text);
        }

        var document = await _worker!.ExtractAsync(new ExtractionRequest { Label = label, Root = root });
        return SchemaDocumentReader.Read(document.Span);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
