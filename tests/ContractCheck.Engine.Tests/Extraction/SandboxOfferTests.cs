using ContractCheck.Core;
using ContractCheck.Engine.Extraction;

namespace ContractCheck.Engine.Tests.Extraction;

public sealed class SandboxOfferTests
{
    private const string Unprotected = """
        hello(sandbox={"mode": None, "landlock": 0, "seccomp": True, "kernel": "Linux 5.4", "why": "the kernel has no Landlock"})
        kind, id, order = receive()
        if kind == b"G":
            say(b"R", id, order=order["sandbox"])
        receive()
        """;

    [Fact]
    public async Task Without_a_sandbox_no_order_is_given()
    {
        using var fake = new FakeWorker(Unprotected);
        await using var worker = fake.Start();
        var error = await Should.ThrowAsync<CheckException>(() => worker.ExtractAsync(FakeWorker.Request));
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.Message.ShouldContain("the kernel has no Landlock");
        error.WayOut!.ShouldContain("--sandbox off");
    }

    [Fact]
    public async Task A_scan_needs_one_as_well()
    {
        using var fake = new FakeWorker(Unprotected);
        await using var worker = fake.Start();
        (await Should.ThrowAsync<CheckException>(() => worker.ScanAsync([FakeWorker.Request]))).ExitCode.ShouldBe(ExitCode.NoVerdict);
    }

    [Fact]
    public async Task Whoever_says_so_goes_without()
    {
        using var fake = new FakeWorker(Unprotected);
        await using var worker = fake.Start();
        var document = await worker.ExtractAsync(FakeWorker.Request with { Sandboxed = false });
        System.Text.Encoding.UTF8.GetString(document.Span).ShouldBe("""{"order": false}""");
    }

    [Fact]
    public async Task A_hello_that_says_nothing_of_it_is_not_believed()
    {
        using var fake = new FakeWorker("hello(sandbox=None)\nreceive()");
        await using var worker = fake.Start();
        (await Should.ThrowAsync<CheckException>(() => worker.ExtractAsync(FakeWorker.Request))).Message.ShouldContain("hello");
    }

    [Fact]
    public async Task A_child_that_could_not_lock_itself_in_is_no_verdict()
    {
        using var fake = new FakeWorker("""
            hello()
            _, id, _ = receive()
            say(b"F", id, reason="sandbox", message="it does not hold: writing a file was possible", log="")
            receive()
            """);
        await using var worker = fake.Start();
        var error = await Should.ThrowAsync<CheckException>(() => worker.ExtractAsync(FakeWorker.Request));
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.Message.ShouldContain("writing a file was possible");
        error.WayOut!.ShouldContain("doctor");
    }
}
