using System.Collections.Immutable;
using System.ComponentModel;
using ContractCheck.Core;
using ContractCheck.Engine.Extraction;
using ContractCheck.Engine.Git;
using ContractCheck.Engine.Processes;

namespace ContractCheck.Engine;

/// <summary>Looks at what a check needs of the machine, by using it.</summary>
public static class Doctor
{
    private const string Model =
        """
        from sqlalchemy import Column, Integer
        from sqlalchemy.orm import declarative_base

        class Patient(declarative_base()):
            __tablename__ = "patients"
            id = Column(Integer, primary_key=True)
        """;

    /// <summary>Examines everything that a check needs, in the order of its work.</summary>
    /// <param name="options">Where the repository is, and which Python to take.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<ImmutableArray<DoctorLine>> ExamineAsync(RunOptions options, CancellationToken cancellation = default)
    {
        var lines = ImmutableArray.CreateBuilder<DoctorLine>();
        lines.Add(await GitAsync(cancellation));
        string python;
        try
        {
            python = PythonLocator.Find(new PythonRequest
            {
                CommandLine = options.Python,
                RepositoryTop = Path.GetFullPath(options.Repository),
                SearchPath = options.Environment.GetValueOrDefault("PATH"),
            });
        }
        catch (CheckException exception)
        {
            lines.Add(Bad("Python", exception));
            return lines.ToImmutable();
        }

        foreach (var series in SqlAlchemySeries.All)
        {
            if (SqlAlchemySeries.FolderOf(series) is not { } folder)
            {
                lines.Add(new DoctorLine("SQLAlchemy", $"{series} is not bundled with this installation", Good: series != SqlAlchemySeries.Default));
                continue;
            }

            lines.AddRange(await WorkerAsync(new WorkerOptions { Python = python, SqlAlchemyFolder = folder }, series == SqlAlchemySeries.Default, cancellation));
        }

        return lines.ToImmutable();
    }

    private static async Task<DoctorLine> GitAsync(CancellationToken cancellation)
    {
        try
        {
            var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" };
            await using var git = ChildProcess.Start(new ChildProcessStart("git", ["--version"], "/") { Environment = environment });
            using var reader = new StreamReader(git.Output);
            var version = (await reader.ReadToEndAsync(cancellation)).Trim();
            return new DoctorLine("git", version, await git.WaitAsync(cancellation) == 0);
        }
        catch (Win32Exception exception)
        {
            return new DoctorLine("git", exception.Message, Good: false) { WayOut = "Install git." };
        }
    }

    private static async Task<ImmutableArray<DoctorLine>> WorkerAsync(WorkerOptions options, bool whole, CancellationToken cancellation)
    {
        try
        {
            await using var worker = WorkerProcess.Start(options);
            var hello = await worker.HelloAsync(cancellation);
            var sqlAlchemy = new DoctorLine("SQLAlchemy", hello.SqlAlchemy, Good: true);
            return whole
                ? [new DoctorLine("Python", $"{hello.Python} ({options.Python})", Good: true), sqlAlchemy, .. Offered(hello.Sandbox), await TryAsync(worker, cancellation)]
                : [sqlAlchemy];
        }
        catch (CheckException exception)
        {
            return [Bad("Python", exception)];
        }
    }

    private static ImmutableArray<DoctorLine> Offered(SandboxOffer offer) =>
    [
        new DoctorLine("Kernel", offer.Kernel ?? "unknown", Good: true),
        new DoctorLine("Landlock", offer.Landlock > 0 ? $"version {offer.Landlock}" : "none", Good: offer.Mode is not null),
        new DoctorLine("seccomp", offer.Seccomp ? "yes" : "no", offer.Seccomp),
    ];

    // The child tries what it must not be able to do, and fails where it can.
    private static async Task<DoctorLine> TryAsync(WorkerProcess worker, CancellationToken cancellation)
    {
        using var space = ScratchSpace.Create(1, Model.Length);
        try
        {
            var root = Directory.CreateDirectory(Path.Combine(space.Path, "patient")).FullName;
            var file = Path.Combine(root, "models.py");
            await File.WriteAllTextAsync(file, Model, cancellation);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(root, SnapshotFolder.Readable);
                File.SetUnixFileMode(file, SnapshotFolder.ReadableFile);
            }

            await worker.ExtractAsync(new ExtractionRequest { Label = "a small model", Root = root, PrivateFolder = space.Path }, cancellation);
            var mode = (await worker.HelloAsync(cancellation)).Sandbox.Mode;
            return new DoctorLine("Sandbox", $"{mode}, and it holds: files, network, processes and signals are out of reach", Good: true);
        }
        catch (CheckException exception)
        {
            return Bad("Sandbox", exception);
        }
    }

    private static DoctorLine Bad(string what, CheckException exception) => new(what, exception.Message, Good: false) { WayOut = exception.WayOut };
}

/// <summary>One thing that a check needs.</summary>
/// <param name="What">Its name.</param>
/// <param name="Found">What was found.</param>
/// <param name="Good">Whether a check can work with it.</param>
public sealed record DoctorLine(string What, string Found, bool Good)
{
    /// <summary>What would mend it.</summary>
    public string? WayOut { get; init; }
}
