using ContractCheck.Core;

namespace ContractCheck.Engine.Tests.Extraction;

/// <summary>A scan's result is read as strictly as a document.</summary>
public sealed class ScanResultTests
{
    [Theory]
    [InlineData("b''")]
    [InlineData("b'abc'")]
    [InlineData("struct.pack('>I', 100) + b'{}'")]
    [InlineData("struct.pack('>I', 0xffffffff) + b'{}'")]
    [InlineData("of({})")]
    [InlineData("of({'revisions': []})")]
    [InlineData("of({'revisions': [{'tables': [], 'names': []}] * 2})")]
    [InlineData("of({'revisions': [{'tables': [], 'names': [{'name': None, 'file': 'a', 'first': 1, 'last': 1}]}]})")]
    [InlineData("of({'revisions': [{'tables': [{'name': 't', 'class': None, 'file': None, 'line': 1}], 'names': []}]})")]
    [InlineData("of({'revisions': [{'tables': 1, 'names': []}]})")]
    [InlineData("struct.pack('>I', 30) + b'{\"revisions\":[],\"revisions\":[]}'")]
    public async Task What_is_malformed_is_no_verdict(string payload)
    {
        using var fake = new FakeWorker($"""
            def of(value):
                text = json.dumps(value).encode()
                return struct.pack(">I", len(text)) + text
            hello()
            _, id, _ = receive()
            send(frame(b"R", id, {payload}))
            receive()
            """);
        await using var worker = fake.Start();
        var error = await Should.ThrowAsync<CheckException>(() => worker.ScanAsync([FakeWorker.Request]));
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.Rule.ShouldBe("CC901");
    }
}
