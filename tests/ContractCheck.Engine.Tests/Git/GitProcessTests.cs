using System.Diagnostics;
using ContractCheck.Core;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Tests.Git;

public sealed class GitProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Git_sees_nothing_of_the_jobs_environment()
    {
        Environment.SetEnvironmentVariable("CONTRACTCHECK_TEST_SECRET", "hunter2");
        var result = await Git("env").RunAsync(1_000_000, ["x"], CancellationToken.None);
        result.Text.ShouldContain("GIT_NO_REPLACE_OBJECTS=1");
        result.Text.ShouldContain("GIT_NO_LAZY_FETCH=1");
        result.Text.ShouldContain("GIT_ALLOW_PROTOCOL=none");
        result.Text.ShouldNotContain("SECRET");
    }

    [Fact]
    public async Task More_output_than_the_cap_gives_no_verdict()
    {
        var error = await Should.ThrowAsync<CheckException>(() => Git("exec yes").RunAsync(100_000, ["ls-tree"], CancellationToken.None));
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.Message.ShouldBe("git ls-tree printed more than 100,000 bytes.");
    }

    [Fact]
    public async Task A_hanging_git_ends_with_the_check_also_where_a_descendant_holds_its_pipes()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var clock = Stopwatch.StartNew();
        await Should.ThrowAsync<OperationCanceledException>(() => Git("sleep 30 & sleep 30").RunAsync(100, ["x"], cancellation.Token));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task The_exit_code_and_the_end_of_the_log_are_kept()
    {
        var result = await Git("echo out; yes noise | head -c 200000 >&2; echo 'fatal: reason' >&2; exit 7").RunAsync(100, ["x"], CancellationToken.None);
        result.ExitCode.ShouldBe(7);
        result.Text.ShouldBe("out");
        result.Log.ShouldEndWith("fatal: reason");
        result.Log.Length.ShouldBeLessThanOrEqualTo(64 * 1024);
    }

    public void Dispose() => _folder.Dispose();

    private GitProcess Git(string script) => new(_folder.Write("git", "#!/bin/sh\n" + script + "\n", executable: true), _folder.Path);
}
