using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ContractCheck.Core;
using ContractCheck.Core.Schema;
using ContractCheck.Engine.Extraction;

namespace ContractCheck.Engine.Tests.Extraction;

public sealed class WorkerProcessTests
{
    private const string Echo = """
        hello()
        while True:
            kind, id, message = receive()
            if kind != b"G":
                break
            say(b"R", id, **message)
        """;

    [Fact]
    public async Task Says_which_versions_it_runs_on()
    {
        using var fake = new FakeWorker(Echo);
        await using var worker = fake.Start();
        (await worker.HelloAsync()).ShouldBe(new WorkerHello("3.13.5", "2.0.40", new SandboxOffer("landlock", 6, Seccomp: true, Kernel: null, Why: null)));
    }

    [Fact]
    public async Task Sends_the_request_as_the_protocol_writes_it()
    {
        using var fake = new FakeWorker(Echo);
        await using var worker = fake.Start();
        var request = FakeWorker.Request with { Root = "/tmp/head", Include = ["src"], Exclude = ["src/old/**"], Packages = ["/opt/a"], Scan = "/tmp/scan", PrivateFolder = "/tmp/p" };
        var document = await worker.ExtractAsync(request);
        await worker.CompleteAsync();
        Encoding.UTF8.GetString(document.Span).ShouldBe(
            """
            {"root": "/tmp/head", "dialect": "postgresql", "include": ["src"], "exclude": ["src/old/**"], "packages": ["/opt/a"],
            """ + " " + """
            "scan": "/tmp/scan", "limits": {"seconds": 20, "resultBytes": 67108864, "logBytes": 1048576, "memoryBytes": 4294967296}, "sandbox": true, "private": "/tmp/p"}
            """);
    }

    [Fact]
    public async Task A_scan_names_all_revisions_and_gives_bytes()
    {
        using var fake = new FakeWorker("""
            hello()
            kind, id, order = receive()
            shown = {"tables": [{"name": "t", "class": "T", "file": "m.py", "line": 2}], "names": [{"name": "a", "file": "m.py", "first": 3, "last": 4}]}
            shown = json.dumps({"revisions": [shown, {"tables": [], "names": []}]}).encode()
            send(frame(b"R", id, struct.pack(">I", len(shown)) + shown + kind + b"\xff" + json.dumps(order).encode()))
            receive()
            """);
        await using var worker = fake.Start();
        var (evidence, bytes) = await worker.ScanAsync([
            FakeWorker.Request with { Root = "/tmp/base" }, FakeWorker.Request with { Root = "/tmp/head", Include = ["src"], Exclude = ["old"], Packages = ["/p"] }]);
        await worker.CompleteAsync();
        evidence.Length.ShouldBe(2);
        evidence[0].Tables.ShouldBe([new ShownTable("t", "T", new SourceLocation("m.py", 2))]);
        bytes.Span[..2].ToArray().ShouldBe([(byte)'S', 0xff]);
        Encoding.UTF8.GetString(bytes.Span[2..]).ShouldBe(
            """
            {"revisions": [{"root": "/tmp/base", "include": [], "exclude": [], "packages": []},
            """ + " " + """
            {"root": "/tmp/head", "include": ["src"], "exclude": ["old"], "packages": ["/p"]}],
            """ + " " + """
            "limits": {"seconds": 20, "resultBytes": 67108864, "logBytes": 1048576, "memoryBytes": 4294967296}, "sandbox": true, "private": null}
            """);
    }

    [Fact]
    public async Task A_scan_that_fails_names_the_revisions()
    {
        using var fake = new FakeWorker("""
            hello()
            _, id, _ = receive()
            say(b"F", id, reason="memory", message="", log="")
            receive()
            """);
        await using var worker = fake.Start();
        var error = await Should.ThrowAsync<CheckException>(
            () => worker.ScanAsync([FakeWorker.Request with { Label = "base" }, FakeWorker.Request with { Label = "head" }]));
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.Message.ShouldContain("base and head");
    }

    [Fact]
    public async Task Extractions_run_at_once_and_may_end_in_any_order()
    {
        using var fake = new FakeWorker("""
            hello()
            _, one, a = receive()
            _, two, b = receive()
            say(b"R", two, root=b["root"])
            say(b"R", one, root=a["root"])
            receive()
            """);
        await using var worker = fake.Start();
        var documents = await Task.WhenAll(
            worker.ExtractAsync(FakeWorker.Request with { Root = "/base" }), worker.ExtractAsync(FakeWorker.Request with { Root = "/head" }));
        documents.Select(document => Encoding.UTF8.GetString(document.Span)).ShouldBe(["""{"root": "/base"}""", """{"root": "/head"}"""]);
        await worker.CompleteAsync();
    }

    [Fact]
    public async Task A_failure_names_revision_reason_and_what_was_printed_last()
    {
        using var fake = new FakeWorker("""
            hello()
            _, id, _ = receive()
            say(b"F", id, reason="exited", message="exit code 0 without a document", log="loading\nbye\n")
            receive()
            """);
        await using var worker = fake.Start();
        var error = await Should.ThrowAsync<CheckException>(() => worker.ExtractAsync(FakeWorker.Request));
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.Rule.ShouldBe("CC901");
        error.Message.ShouldBe("The models of head could not be read: exited (exit code 0 without a document).\nLast lines printed:\nloading\nbye");
        error.WayOut.ShouldNotBeNullOrEmpty();
        await worker.CompleteAsync();
    }

    [Fact]
    public async Task One_failed_extraction_leaves_the_other_alone()
    {
        using var fake = new FakeWorker("""
            hello()
            ids = {}
            for _ in range(2):
                _, id, message = receive()
                ids[message["root"]] = id
            say(b"F", ids["/failing"], reason="memory", message=None, log=None)
            say(b"R", ids["/passing"])
            receive()
            """);
        await using var worker = fake.Start();
        var failing = worker.ExtractAsync(FakeWorker.Request with { Root = "/failing" });
        var passing = worker.ExtractAsync(FakeWorker.Request with { Root = "/passing" });
        await Should.ThrowAsync<CheckException>(() => failing);
        (await passing).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_worker_that_hangs_is_given_up()
    {
        using var fake = new FakeWorker("hello()\ntime.sleep(60)\n");
        await using var worker = WorkerProcess.Start(fake.Options with { Grace = TimeSpan.FromMilliseconds(200) });
        var request = FakeWorker.Request with { Limits = new ExtractionLimits { Seconds = 0 } };
        await WorkerMisbehaviourTests.ShouldBeWorkerFailureAsync(worker.ExtractAsync(request), "no answer for head");
        IsAlive(worker.ProcessId).ShouldBeFalse();
    }

    [Fact]
    public async Task A_flood_on_standard_error_neither_blocks_nor_fills_memory()
    {
        using var fake = new FakeWorker("""
            hello()
            _, id, _ = receive()
            sys.stderr.write("x" * 20_000_000)
            sys.stderr.flush()
            say(b"R", id)
            receive()
            """);
        await using var worker = fake.Start();
        (await worker.ExtractAsync(FakeWorker.Request)).Length.ShouldBe(2);
        await worker.CompleteAsync();
    }

    [Fact]
    public async Task Secrets_of_the_environment_are_not_handed_on()
    {
        Environment.SetEnvironmentVariable("CONTRACTCHECK_TEST_SECRET", "hunter2");
        using var fake = new FakeWorker("""
            hello()
            _, id, _ = receive()
            say(b"R", id, names=sorted(os.environ))
            receive()
            """);
        await using var worker = fake.Start();
        var names = Encoding.UTF8.GetString((await worker.ExtractAsync(FakeWorker.Request)).Span);
        names.ShouldContain("PATH");
        names.ShouldNotContain("SECRET");
        names.ShouldNotContain("HOME");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_process_is_left_behind(bool cancel)
    {
        // The grandchild leaves the session and ignores what it can, as the worker's children might.
        using var fake = new FakeWorker("""
            import signal
            hello()
            _, id, _ = receive()
            pids = os.path.join(os.path.dirname(__file__), "pids")
            child = subprocess.Popen(
                [sys.executable, "-c", "import os, signal, time; os.setsid(); signal.signal(15, signal.SIG_IGN); time.sleep(60)"])
            with open(pids + "~", "w") as f:
                f.write(f"{os.getpid()} {child.pid}")
            os.rename(pids + "~", pids)
            time.sleep(60)
            """);
        using var cancellation = new CancellationTokenSource();
        await using var worker = fake.Start();
        var extraction = worker.ExtractAsync(FakeWorker.Request, cancellation.Token);
        var path = Path.Combine(fake.Folder, "pids");
        await UntilAsync(() => File.Exists(path));
        var pids = (await File.ReadAllTextAsync(path)).Split(' ').Select(int.Parse).ToList();
        pids.ShouldAllBe(pid => IsAlive(pid));
        if (cancel)
        {
            await cancellation.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => extraction);
        }
        else
        {
            await worker.DisposeAsync();
            await Should.ThrowAsync<CheckException>(() => extraction);
        }

        await UntilAsync(() => !pids.Exists(IsAlive));
    }

    [Fact]
    public async Task Workers_do_not_hold_each_others_pipes()
    {
        // Or the end of the engine would not be the end of a worker's input, by which it knows that it is alone.
        const string Body = """
            hello()
            _, id, _ = receive()
            say(b"R", id, own=[os.readlink(f"/proc/self/fd/{n}") for n in range(3)],
                all=[os.readlink("/proc/self/fd/" + n) for n in os.listdir("/proc/self/fd") if os.path.lexists("/proc/self/fd/" + n)])
            receive()
            """;
        using var fake = new FakeWorker(Body);
        await using var one = fake.Start();
        await one.HelloAsync();
        await using var two = fake.Start();
        var own = JsonDocument.Parse(await one.ExtractAsync(FakeWorker.Request)).RootElement.GetProperty("own").EnumerateArray().Select(e => e.GetString()!).ToList();
        var others = JsonDocument.Parse(await two.ExtractAsync(FakeWorker.Request)).RootElement.GetProperty("all").EnumerateArray().Select(e => e.GetString()!).ToList();
        own.ShouldAllBe(pipe => pipe.StartsWith("pipe:", StringComparison.Ordinal));
        others.ShouldNotBeEmpty();
        others.Intersect(own, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public async Task Starting_does_not_wait_for_python()
    {
        using var fake = new FakeWorker("time.sleep(2)\nhello()\nreceive()\n");
        var clock = Stopwatch.StartNew();
        await using var worker = fake.Start();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        await worker.HelloAsync();
        await worker.CompleteAsync();
    }

    [Fact]
    public void A_missing_worker_is_a_damaged_installation()
    {
        using var folder = new TempFolder();
        var options = new WorkerOptions { Python = FakeWorker.Python, WorkerFolder = folder.Path };
        Should.Throw<CheckException>(() => WorkerProcess.Start(options)).ExitCode.ShouldBe(ExitCode.Internal);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 1000 && !condition(); i++)
        {
            await Task.Delay(20);
        }

        condition().ShouldBeTrue();
    }

    // A zombie has been killed; that its new parent has not collected it yet is not ours to see to.
    private static bool IsAlive(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
