using ContractCheck.Core;
using ContractCheck.Engine.Extraction;

namespace ContractCheck.Engine.Tests.Extraction;

/// <summary>What a worker that is not itself can say, and what follows.</summary>
public sealed class WorkerMisbehaviourTests
{
    [Theory]
    [InlineData("""send(frame(b"R", id, b"x" * 100)[:60])""", "cut off")]
    [InlineData("""send(frame(b"R", id)[:20])""", "cut off")]
    [InlineData("""send(frame(b"R", id, digest=b"0" * 32))""", "digest")]
    [InlineData("""send(frame(b"R", id, magic=b"CCW2"))""", "no frame")]
    [InlineData("""send(b"Traceback (most recent call last): something went wrong\n")""", "no frame")]
    [InlineData("""send(frame(b"R", id, length=0xFFFFFFFF)); time.sleep(60)""", "longer than")]
    [InlineData("""send(frame(b"R", id, length=64 * 1024 * 1024 + 1)); time.sleep(60)""", "longer than")]
    [InlineData("""send(frame(b"R", id + 1))""", "not open")]
    [InlineData("""send(frame(b"H", id))""", "does not belong")]
    [InlineData("""send(frame(b"X", id))""", "does not belong")]
    [InlineData("""send(frame(b"F", id, b"[1]"))""", "malformed")]
    [InlineData("""send(frame(b"F", id, b'{"reason": "a", "reason": "b"}'))""", "malformed")]
    [InlineData("""os._exit(0)""", "ended before it had answered")]
    [InlineData("""os.kill(os.getpid(), 9)""", "ended before it had answered")]
    public async Task A_worker_that_breaks_the_protocol_gives_no_verdict(string misbehaviour, string reason)
    {
        using var fake = new FakeWorker($"""
            hello()
            _, id, _ = receive()
            print("last words", file=sys.stderr, flush=True)
            {misbehaviour}
            """);
        await using var worker = fake.Start();
        await ShouldBeWorkerFailureAsync(worker.ExtractAsync(FakeWorker.Request), reason, log: "last words");
        await ShouldBeWorkerFailureAsync(worker.ExtractAsync(FakeWorker.Request), reason, log: "last words");
        await ShouldBeWorkerFailureAsync(worker.CompleteAsync(), reason, log: "last words");
    }

    [Theory]
    [InlineData("""say(b"R", id)""", "not open")]
    [InlineData("""send(b"x")""", "cut off")]
    [InlineData("""receive(); send(frame(b"R", id))""", "not open")]
    [InlineData("""receive(); sys.exit(3)""", "exit code 3")]
    [InlineData("""receive(); os.kill(os.getpid(), 11)""", "exit code 139")]
    [InlineData("""receive(); time.sleep(60)""", "no answer for the worker's end")]
    public async Task A_worker_that_misbehaves_after_its_answer_gives_no_verdict(string misbehaviour, string reason)
    {
        using var fake = new FakeWorker($"""
            hello()
            _, id, _ = receive()
            say(b"R", id)
            {misbehaviour}
            """);
        await using var worker = WorkerProcess.Start(fake.Options with { Grace = TimeSpan.FromSeconds(1) });
        await worker.ExtractAsync(FakeWorker.Request);
        await ShouldBeWorkerFailureAsync(worker.CompleteAsync(), reason);
    }

    [Theory]
    [InlineData("time.sleep(60)", "did not say hello")]
    [InlineData("sys.exit(1)", "ended before it said hello")]
    [InlineData("""send(frame(b"R", 0))""", "no hello")]
    [InlineData("hello(protocol=2)", "not of protocol 1")]
    [InlineData("""send(frame(b"H", 0, length=100000))""", "longer than")]
    public async Task A_worker_without_a_proper_hello_gives_no_verdict(string body, string reason)
    {
        using var fake = new FakeWorker(body);
        await using var worker = WorkerProcess.Start(fake.Options with { StartLimit = TimeSpan.FromSeconds(2) });
        await ShouldBeWorkerFailureAsync(worker.HelloAsync(), reason);
        await ShouldBeWorkerFailureAsync(worker.ExtractAsync(FakeWorker.Request), reason);
    }

    internal static async Task ShouldBeWorkerFailureAsync(Task task, string reason, string? log = null)
    {
        var error = await Should.ThrowAsync<CheckException>(() => task);
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.Rule.ShouldBe("CC901");
        error.Message.ShouldContain(reason);
        error.Message.ShouldContain(log ?? "");
        error.WayOut.ShouldNotBeNullOrEmpty();
    }
}
