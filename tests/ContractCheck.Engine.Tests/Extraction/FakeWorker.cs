using ContractCheck.Engine.Extraction;

namespace ContractCheck.Engine.Tests.Extraction;

/// <summary>A worker whose behaviour a test writes in Python, on top of <c>fake_worker.py</c>.</summary>
internal sealed class FakeWorker : IDisposable
{
    private readonly TempFolder _folder = new();

    public FakeWorker(string body)
    {
        var protocol = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Extraction", "fake_worker.py"));
        _folder.Write("contractcheck_worker_main.py", protocol + "\n" + body);
    }

    public static ExtractionRequest Request { get; } = new() { Label = "head", Root = "/nowhere", Limits = new() { Seconds = 20 } };

    public static string Python { get; } = PythonLocator.Find(new PythonRequest { RepositoryTop = "/nowhere" });

    public string Folder => _folder.Path;

    public WorkerOptions Options => new() { Python = Python, WorkerFolder = Folder, SqlAlchemyFolder = null };

    public WorkerProcess Start() => WorkerProcess.Start(Options);

    public void Dispose() => _folder.Dispose();
}
