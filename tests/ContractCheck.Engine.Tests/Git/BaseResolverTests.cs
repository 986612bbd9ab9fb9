using System.Diagnostics.CodeAnalysis;
using ContractCheck.Core;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Tests.Git;

/// <summary>
/// The history of every test: <c>main</c> has fork ── moved; <c>topic</c> branches off at fork; <c>merge</c> joins topic into moved, as CI
/// systems do.
/// </summary>
public sealed class BaseResolverTests : IDisposable
{
    private readonly TestRepository _source = TestRepository.Create();
    private readonly TempFolder _events = new();
    private readonly string _fork;
    private readonly string _moved;
    private readonly string _topic;
    private readonly string _merge;

    public BaseResolverTests()
    {
        _source.Commit(("a.py", "first\n"));
        _fork = _source.Commit(("a.py", "fork\n"));
        _source.Git("checkout", "--quiet", "-b", "topic");
        _topic = _source.Commit(("topic.py", "x\n"));
        _source.Git("checkout", "--quiet", "main");
        _moved = _source.Commit(("moved.py", "x\n"));
        _source.Git("checkout", "--quiet", "--detach");
        _source.Git("merge", "--quiet", "--no-ff", "-m", "merge", "topic");
        _merge = _source.Git("rev-parse", "HEAD");
        _source.Git("branch", "merge");
        _source.Git("checkout", "--quiet", "main");
    }

    [Fact]
    public async Task An_explicit_base_is_taken_as_it_is()
    {
        (await ResolveAsync(_source, _topic, new() { Explicit = "main" })).ShouldBe(new(_moved, "--base main"));
        await ShouldBeAsync(ExitCode.Usage, _source, _topic, new() { Explicit = "nonsense" }, wayOut: "git fetch origin");
        await ShouldBeAsync(ExitCode.Usage, _source, _topic, new() { Explicit = "--help" }, wayOut: "git fetch origin");
    }

    [Fact]
    public async Task An_explicit_base_wins_over_the_ci_system() =>
        (await ResolveAsync(_source, _merge, GitHub("push", $$"""{"before": "{{_fork}}"}""") with { Explicit = _topic })).Commit.ShouldBe(_topic);

    [Fact]
    public async Task GitHub_pull_request_at_its_merge_commit_takes_the_first_parent() =>
        (await ResolveAsync(_source, _merge, PullRequest(staleBase: _fork)))
            .ShouldBe(new(_moved, "first parent of the merge commit (GitHub pull request)"));

    [Fact]
    public async Task GitHub_pull_request_at_its_head_takes_the_merge_base() =>
        (await ResolveAsync(_source, _topic, PullRequest(_moved)))
            .ShouldBe(new(_fork, $"merge base with {_moved[..12]} (GitHub pull request)"));

    [Fact]
    public async Task A_head_that_is_an_authors_own_merge_is_not_taken_for_the_ci_systems()
    {
        // The author merged main into the topic: the second parent is main's, not the request's head.
        _source.Git("checkout", "--quiet", "topic");
        _source.Git("merge", "--quiet", "-m", "catch up", "main");
        var head = _source.Git("rev-parse", "HEAD");
        (await ResolveAsync(_source, head, PullRequest(_moved, head))).Commit.ShouldBe(_moved);
    }

    [Fact]
    public async Task A_checkout_of_the_target_itself_gives_no_verdict_rather_than_a_pass() =>
        await ShouldBeAsync(ExitCode.NoVerdict, _source, _moved, PullRequest(_moved), wayOut: "refs/pull/NUMBER/merge");

    [Fact]
    public async Task GitHub_merge_group_and_push_name_the_base()
    {
        (await ResolveAsync(_source, _merge, GitHub("merge_group", $$$"""{"merge_group": {"base_sha": "{{{_moved}}}"}}""")))
            .ShouldBe(new(_moved, "base of the merge group"));
        (await ResolveAsync(_source, _moved, GitHub("push", $$"""{"before": "{{_fork}}"}"""))).ShouldBe(new(_fork, "commit before the push"));
    }

    [Fact]
    public async Task GitHub_push_of_a_new_branch_takes_the_default_branch() =>
        (await ResolveAsync(_source, _topic, GitHub("push", $$"""{"before": "{{new string('0', 40)}}"}""")))
            .ShouldBe(new(_fork, "merge base with main"));

    [Fact]
    public async Task Other_GitHub_events_take_the_default_branch() =>
        (await ResolveAsync(_source, _topic, GitHub("workflow_dispatch", "{}"))).ShouldBe(new(_fork, "merge base with main"));

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"before": 1}""")]
    [InlineData("""{"before": "--upload-pack=x"}""")]
    [InlineData("""{"before": "0", "before": "1"}""")]
    public async Task A_damaged_event_gives_no_verdict(string payload) =>
        await ShouldBeAsync(ExitCode.NoVerdict, _source, _topic, GitHub("push", payload), wayOut: "--base");

    [Fact]
    public async Task A_missing_event_gives_no_verdict() => await ShouldBeAsync(
        ExitCode.NoVerdict, _source, _topic, Variables(("GITHUB_EVENT_NAME", "pull_request"), ("GITHUB_EVENT_PATH", "/nowhere")), wayOut: "--base");

    [Theory]
    [InlineData("refs/heads/main")]
    [InlineData("main")]
    public async Task Azure_pull_request_takes_the_merge_base(string branch)
    {
        using var clone = _source.Clone();
        var azure = Variables(("BUILD_REASON", "PullRequest"), ("SYSTEM_PULLREQUEST_TARGETBRANCH", branch));

        // Azure does not say what it merged: this may be the author's own merge, whose first parent would hide the author's changes.
        (await ResolveAsync(clone, _merge, azure)).ShouldBe(new(_moved, "merge base with origin/main (Azure Pipelines pull request)"));
        (await ResolveAsync(clone, _topic, azure)).ShouldBe(new(_fork, "merge base with origin/main (Azure Pipelines pull request)"));
    }

    [Fact]
    public async Task Azure_names_the_commit_that_it_merged()
    {
        using var clone = _source.Clone();
        BaseRequest Azure(string merged) =>
            Variables(("SYSTEM_PULLREQUEST_TARGETBRANCH", "main"), ("SYSTEM_PULLREQUEST_SOURCECOMMITID", merged));
        (await ResolveAsync(clone, _merge, Azure(_topic))).Commit.ShouldBe(_moved);

        // Another commit: the head is the author's own merge, of which main is an ancestor.
        (await ResolveAsync(clone, _merge, Azure(_merge))).ShouldBe(new(_moved, "merge base with origin/main (Azure Pipelines pull request)"));
    }

    [Fact]
    public async Task Azure_target_branch_that_is_not_fetched_names_the_command()
    {
        using var clone = _source.Clone();
        await ShouldBeAsync(
            ExitCode.NoVerdict, clone, _topic, Variables(("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/rel; rm -rf")),
            wayOut: "git fetch origin '+refs/heads/rel; rm -rf:refs/remotes/origin/rel; rm -rf'");
    }

    [Fact]
    public async Task GitLab_merge_request_and_push_name_the_base()
    {
        (await ResolveAsync(_source, _topic, Variables(("CI_MERGE_REQUEST_DIFF_BASE_SHA", _fork)))).ShouldBe(new(_fork, "GitLab merge request"));
        (await ResolveAsync(_source, _moved, Variables(("CI_COMMIT_BEFORE_SHA", _fork)))).ShouldBe(new(_fork, "commit before the GitLab push"));
        (await ResolveAsync(_source, _topic, Variables(("CI_COMMIT_BEFORE_SHA", new string('0', 40))))).Explanation.ShouldBe("merge base with main");
    }

    [Fact]
    public async Task GitLab_merged_results_take_the_first_parent() => (await ResolveAsync(
        _source, _merge, Variables(("CI_MERGE_REQUEST_DIFF_BASE_SHA", _fork), ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", _topic))))
        .Commit.ShouldBe(_moved);

    [Fact]
    public async Task Bitbucket_pull_request_takes_the_merge_base()
    {
        using var clone = _source.Clone();
        (await ResolveAsync(clone, _topic, Variables(("BITBUCKET_PR_DESTINATION_BRANCH", "main")))).Commit.ShouldBe(_fork);
    }

    [Fact]
    public async Task Jenkins_names_the_target_branch()
    {
        using var clone = _source.Clone();
        (await ResolveAsync(clone, _topic, Variables(("CHANGE_TARGET", "main")))).Commit.ShouldBe(_fork);
    }

    [Fact]
    public async Task Without_a_ci_system_the_remotes_default_branch_counts()
    {
        _source.Git("branch", "-m", "main", "trunk");
        _source.Git("symbolic-ref", "HEAD", "refs/heads/trunk");
        using var clone = _source.Clone();
        (await ResolveAsync(clone, _topic, new())).ShouldBe(new(_fork, "merge base with origin/HEAD"));
    }

    [Theory]
    [InlineData("main")]
    [InlineData("master")]
    public async Task Without_origin_HEAD_the_usual_names_count(string branch)
    {
        _source.Git("branch", "-M", "main", branch);
        using var clone = _source.Clone();
        clone.Git("symbolic-ref", "--delete", "refs/remotes/origin/HEAD");
        (await ResolveAsync(clone, _topic, new())).ShouldBe(new(_fork, $"merge base with origin/{branch}"));
    }

    [Theory]
    [InlineData("main")]
    [InlineData("master")]
    public async Task Without_a_remote_the_local_names_count(string branch)
    {
        _source.Git("branch", "-M", "main", branch);
        (await ResolveAsync(_source, _topic, new())).ShouldBe(new(_fork, $"merge base with {branch}"));
    }

    [Fact]
    public async Task A_head_on_the_default_branch_is_compared_with_its_first_parent_not_with_itself()
    {
        (await ResolveAsync(_source, _moved, new())).ShouldBe(new(_fork, "first parent: main already holds HEAD"));
        (await ResolveAsync(_source, _moved, new() { HeadIsWorktree = true })).ShouldBe(new(_moved, "merge base with main"));
    }

    [Fact]
    public async Task The_first_commit_and_a_missing_default_branch_give_no_verdict()
    {
        var first = _source.Git("rev-parse", _fork + "^");
        await ShouldBeAsync(ExitCode.NoVerdict, _source, first, new(), wayOut: "--base");
        _source.Git("branch", "-M", "main", "trunk");
        await ShouldBeAsync(ExitCode.NoVerdict, _source, _topic, new(), wayOut: "--base");
        (await ResolveAsync(_source, _topic, new() { HeadIsWorktree = true })).Commit.ShouldBe(_topic);
    }

    [Fact]
    public async Task Unrelated_histories_give_no_verdict()
    {
        var orphan = _source.CommitTree(_source.Entry("a.py"));
        await ShouldBeAsync(ExitCode.NoVerdict, _source, orphan, new(), wayOut: "--base");
    }

    [Fact]
    public async Task A_shallow_merge_commit_mends_itself_by_one_small_fetch()
    {
        using var clone = _source.Clone("--depth=1", "--branch", "merge");
        var before = Listing(clone);
        (await ResolveAsync(clone, _merge, PullRequest(_fork))).Commit.ShouldBe(_moved);
        Listing(clone).ShouldBe(before, "the clone stays as it is");

        static string[] Listing(TestRepository clone) =>
            [.. Directory.EnumerateFiles(Path.Combine(clone.Top, ".git"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => $"{f} {new FileInfo(f).Length}")];
    }

    [Fact]
    public async Task A_head_that_does_not_hold_the_request_is_not_judged_in_its_place()
    {
        // A target that has moved on since the event: it is no part of what the event calls base, and holds nothing of the request.
        _source.Git("checkout", "--quiet", "main");
        var newer = _source.Commit(("newer.py", "x\n"));
        await ShouldBeAsync(ExitCode.NoVerdict, _source, newer, PullRequest(_moved), wayOut: "refs/pull/NUMBER/merge");
        await ShouldBeAsync(ExitCode.NoVerdict, _source, newer, PullRequest(_moved) with { HeadIsWorktree = true }, wayOut: "refs/pull/NUMBER/merge");
        using var clone = _source.Clone();
        await ShouldBeAsync(
            ExitCode.NoVerdict, clone, newer, Variables(("SYSTEM_PULLREQUEST_TARGETBRANCH", "main"), ("SYSTEM_PULLREQUEST_SOURCECOMMITID", _topic)),
            wayOut: "refs/pull/NUMBER/merge");
    }

    [Fact]
    public async Task Where_the_fetch_fails_the_line_for_each_pipeline_is_told()
    {
        using var clone = _source.Clone("--depth=1", "--branch", "merge");
        clone.Git("remote", "set-url", "origin", "http://c0ffee-token@127.0.0.1:9/nowhere");
        var e = await Should.ThrowAsync<CheckException>(() => ResolveAsync(clone, _merge, PullRequest(_fork)));
        e.Message.ShouldContain("http://127.0.0.1:9");
        e.Message.ShouldNotContain("c0ffee");
        clone.Git("remote", "set-url", "origin", "file:///nowhere");
        await ShouldBeAsync(ExitCode.NoVerdict, clone, _merge, PullRequest(_fork), wayOut: "fetch-depth: 2");
        await ShouldBeAsync(ExitCode.NoVerdict, clone, _merge, PullRequest(_fork), wayOut: $"git fetch --depth=1 origin {_moved}");
    }

    [Theory]
    [InlineData("remote.origin.url", "ext::touch RAN")]
    [InlineData("remote.origin.uploadpack", "touch RAN; git-upload-pack")]
    [InlineData("core.sshCommand", "touch RAN")]
    [InlineData("credential.helper", "!touch RAN")]
    [InlineData("core.fsmonitor", "touch RAN")]
    [InlineData("core.hooksPath", "HOOKS")]
    [InlineData("core.gitProxy", "touch RAN")]
    [InlineData("core.alternateRefsCommand", "touch RAN;")]
    [InlineData("remote.origin.vcs", "ext")]
    [InlineData("url.ext::touch RAN.insteadOf", "file://")]
    [InlineData("fetch.recurseSubmodules", "true")]
    [InlineData("gc.auto", "1")]
    public async Task The_fetch_runs_nothing_that_the_configuration_names(string name, string value)
    {
        using var clone = _source.Clone("--depth=1", "--branch", "merge");
        var ran = Path.Combine(clone.Top, "ran");
        clone.Write("hooks/reference-transaction", $"#!/bin/sh\ntouch {ran}\n");
        File.SetUnixFileMode(Path.Combine(clone.Top, "hooks/reference-transaction"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var (setting, text) = (Filled(name), Filled(value));
        clone.Git("config", setting, text);
        try
        {
            (await ResolveAsync(clone, _merge, PullRequest(_fork))).Commit.ShouldBe(_moved);
        }
        catch (CheckException e)
        {
            e.ExitCode.ShouldBe(ExitCode.NoVerdict);
        }

        File.Exists(ran).ShouldBeFalse();

        string Filled(string template) => template.Replace("RAN", ran, StringComparison.Ordinal)
            .Replace("HOOKS", Path.Combine(clone.Top, "hooks"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shallow_clone_that_cannot_reach_the_merge_base_names_the_fetch_that_mends_it()
    {
        using var clone = _source.Clone("--depth=1", "--branch", "topic", "--no-single-branch");
        await ShouldBeAsync(ExitCode.NoVerdict, clone, _topic, PullRequest(_moved), wayOut: "git fetch --unshallow origin");
        await ShouldBeAsync(ExitCode.NoVerdict, clone, _topic, new(), wayOut: "git fetch --unshallow origin");
        clone.Git("fetch", "--quiet", "--unshallow", "origin");
        (await ResolveAsync(clone, _topic, PullRequest(_moved))).Commit.ShouldBe(_fork);
    }

    [Fact]
    public async Task A_shallow_clone_without_the_named_commit_names_the_fetch()
    {
        using var clone = _source.Clone("--depth=1", "--branch", "topic");
        await ShouldBeAsync(ExitCode.NoVerdict, clone, _topic, PullRequest(_moved), wayOut: "git fetch --unshallow origin");
        await ShouldBeAsync(ExitCode.NoVerdict, clone, _topic, new() { Explicit = _fork }, wayOut: $"git fetch --depth=1 origin {_fork}");
        (await ResolveAsync(clone, _topic, GitHub("push", $$"""{"before": "{{_fork}}"}"""))).Commit.ShouldBe(_fork);
        using var another = _source.Clone("--depth=1", "--branch", "topic");
        (await ResolveAsync(another, _topic, Variables(("CI_MERGE_REQUEST_DIFF_BASE_SHA", _fork)))).Commit.ShouldBe(_fork);
    }

    public void Dispose()
    {
        _source.Dispose();
        _events.Dispose();
    }

    private static async Task<BaseRevision> ResolveAsync(TestRepository source, string head, BaseRequest request)
    {
        await using var repository = await source.OpenAsync();
        return await BaseResolver.ResolveAsync(repository, head, request);
    }

    private static async Task ShouldBeAsync(
        ExitCode exitCode, TestRepository source, string head, BaseRequest request, [StringSyntax("bash")] string wayOut)
    {
        var error = await Should.ThrowAsync<CheckException>(() => ResolveAsync(source, head, request));
        error.ExitCode.ShouldBe(exitCode);
        error.Rule.ShouldBe(exitCode == ExitCode.NoVerdict ? "CC905" : null);
        error.WayOut.ShouldNotBeNull().ShouldContain(wayOut);
    }

    private static BaseRequest Variables(params (string Name, string Value)[] variables) =>
        new() { Environment = variables.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal) };

    private BaseRequest GitHub(string name, string payload) =>
        Variables(("GITHUB_EVENT_NAME", name), ("GITHUB_EVENT_PATH", _events.Write("event.json", payload)));

    private BaseRequest PullRequest(string staleBase, string? head = null) => GitHub(
        "pull_request", $$$$"""{"pull_request": {"base": {"sha": "{{{{staleBase}}}}"}, "head": {"sha": "{{{{head ?? _topic}}}}"}}}""");
}
