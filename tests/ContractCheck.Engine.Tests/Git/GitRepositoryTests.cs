using ContractCheck.Core;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Tests.Git;

public sealed class GitRepositoryTests
{
    [Fact]
    public async Task Finds_the_top_level_from_a_subfolder()
    {
        using var source = TestRepository.Create();
        source.Commit(("shop/models/order.py", "x = 1\n"));
        await using var repository = await GitRepository.OpenAsync(Path.Combine(source.Top, "shop", "models"));
        repository.Top.ShouldBe(source.Top);
        repository.IsShallow.ShouldBeFalse();
    }

    [Fact]
    public async Task Reads_a_linked_worktree()
    {
        using var source = TestRepository.Create();
        var commit = source.Commit(("a.py", "x = 1\n"));
        var linked = source.Top + "-linked";
        source.Git("worktree", "add", "--quiet", "--detach", linked);
        await using var repository = await GitRepository.OpenAsync(linked);
        (await repository.ResolveAsync("HEAD")).ShouldBe(commit);
        (await SourceSnapshot.FromWorktreeAsync(repository)).Find("a.py").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_folder_without_a_repository_is_wrong_usage()
    {
        using var folder = new TempFolder();
        var error = await Should.ThrowAsync<CheckException>(() => GitRepository.OpenAsync(folder.Path));
        error.ExitCode.ShouldBe(ExitCode.Usage);
        error.Message.ShouldContain("not inside a git repository");
        error.WayOut.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_broken_repository_is_wrong_usage()
    {
        using var folder = new TempFolder();
        folder.Write(".git/config", "");
        (await Should.ThrowAsync<CheckException>(() => GitRepository.OpenAsync(folder.Path))).ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task A_missing_git_is_wrong_usage()
    {
        using var source = TestRepository.Create();
        var error = await Should.ThrowAsync<CheckException>(() => GitRepository.OpenAsync(source.Top, "/nowhere/git"));
        error.ExitCode.ShouldBe(ExitCode.Usage);
        error.WayOut.ShouldNotBeNull().ShouldContain("Install git");
    }

    [Fact]
    public async Task A_checkout_of_another_user_is_read()
    {
        using var source = TestRepository.Create();
        var commit = source.Commit(("a.py", "x = 1\n"));
        using var bin = new TempFolder();
        var git = bin.Write("git", "#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git \"$@\"\n", executable: true);
        await using var repository = await GitRepository.OpenAsync(source.Top, git);
        (await repository.ResolveAsync("HEAD")).ShouldBe(commit);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("--help")]
    [InlineData("--all")]
    [InlineData("-h")]
    [InlineData("^main")]
    [InlineData("")]
    [InlineData("main\nmain")]
    [InlineData("main..main")]
    [InlineData("main other")]
    [InlineData("HEAD@{99}")]
    [InlineData("HEAD:a.py")]
    [InlineData(":/nothing")]
    public async Task An_unknown_revision_is_wrong_usage_and_never_an_option(string revision)
    {
        using var source = TestRepository.Create();
        source.Commit(("a.py", "x = 1\n"));
        await using var repository = await source.OpenAsync();
        var error = await Should.ThrowAsync<CheckException>(() => repository.ResolveAsync(revision));
        error.ExitCode.ShouldBe(ExitCode.Usage);
        error.WayOut.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_branch_whose_name_starts_with_a_dash_is_a_branch()
    {
        using var source = TestRepository.Create();
        var commit = source.Commit(("a.py", "x = 1\n"));
        source.Git("update-ref", "refs/heads/--upload-pack=x", commit);
        await using var repository = await source.OpenAsync();
        (await repository.ResolveAsync("--upload-pack=x")).ShouldBe(commit);
    }

    [Fact]
    public async Task Replace_refs_do_not_swap_content()
    {
        using var source = TestRepository.Create();
        var real = source.Commit(("a.py", "real\n"));
        var fake = source.Commit(("a.py", "fake\n"));
        source.Git("replace", real, fake);
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, await repository.ResolveAsync(real));
        (await snapshot.ReadTextAsync("a.py")).ShouldBe("real\n");
    }

    [Fact]
    public async Task Parents_are_read_from_the_commit_itself_in_a_shallow_clone()
    {
        using var source = TestRepository.Create();
        var parent = source.Commit(("a.py", "1\n"));
        source.Commit(("a.py", "2\n"));
        using var clone = source.Clone("--depth=1");
        await using var repository = await clone.OpenAsync();
        repository.IsShallow.ShouldBeTrue();
        (await repository.ParentsAsync(await repository.ResolveAsync("HEAD"))).ShouldBe([parent]);
    }
}
