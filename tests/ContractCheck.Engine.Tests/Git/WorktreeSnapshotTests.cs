using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Tests.Git;

public sealed class WorktreeSnapshotTests
{
    [Fact]
    public async Task Reads_tracked_and_untracked_files_as_they_are_on_disk()
    {
        using var source = TestRepository.Create();
        source.Commit((".gitignore", "ignored.py\n"), ("kept.py", "old\n"), ("deleted.py", "x\n"));
        source.Write("kept.py", "new\n");
        source.Write("untracked.py", "u\n");
        source.Write("ignored.py", "i\n");
        File.Delete(Path.Combine(source.Top, "deleted.py"));
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromWorktreeAsync(repository);
        snapshot.Revision.ShouldBe("worktree");
        snapshot.Files.Select(file => file.Path).Order(StringComparer.Ordinal).ShouldBe([".gitignore", "kept.py", "untracked.py"]);
        (await snapshot.ReadTextAsync("kept.py")).ShouldBe("new\n");
    }

    [Fact]
    public async Task Unchanged_files_have_the_hash_that_the_commit_gives_them()
    {
        using var source = TestRepository.Create();
        var commit = source.Commit(("a.py", "x = 1\n"));
        await using var repository = await source.OpenAsync();
        var worktree = await SourceSnapshot.FromWorktreeAsync(repository);
        var committed = await SourceSnapshot.FromCommitAsync(repository, commit);
        worktree.Find("a.py").ShouldBe(committed.Find("a.py"));
    }

    [Fact]
    public async Task Configured_programs_do_not_run()
    {
        using var source = TestRepository.Create();
        source.Commit((".gitattributes", "*.py filter=trap\n"), ("a.py", "x = 1\n"));
        using var trap = new TempFolder();
        var sprung = Path.Combine(trap.Path, "sprung");
        var program = trap.Write("program", $"#!/bin/sh\ntouch {sprung}\n", executable: true);
        foreach (var setting in new[] { "core.fsmonitor", "filter.trap.clean", "filter.trap.smudge", "filter.trap.process", "core.sshCommand" })
        {
            source.Git("config", setting, program);
        }

        source.Git("config", "core.hooksPath", trap.Path);
        trap.Write("post-index-change", $"#!/bin/sh\ntouch {sprung}\n", executable: true);
        source.Write("a.py", "x = 2\n");
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromWorktreeAsync(repository);
        (await snapshot.ReadTextAsync("a.py")).ShouldBe("x = 2\n");
        File.Exists(sprung).ShouldBeFalse();

        // The trap is a working one: porcelain springs it.
        Should.NotThrow(() => source.Git("-c", "filter.trap.process=", "status", "--short"));
        File.Exists(sprung).ShouldBeTrue();
    }

    [Fact]
    public async Task Links_are_not_followed()
    {
        using var source = TestRepository.Create();
        using var outside = new TempFolder();
        outside.Write("secret.py", "secret\n");
        source.Commit(("pkg/secret.py", "tracked\n"), ("a.py", "x = 1\n"));
        Directory.Delete(Path.Combine(source.Top, "pkg"), recursive: true);
        File.CreateSymbolicLink(Path.Combine(source.Top, "pkg"), outside.Path);
        File.CreateSymbolicLink(Path.Combine(source.Top, "link.py"), Path.Combine(outside.Path, "secret.py"));
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromWorktreeAsync(repository);
        snapshot.Files.Select(file => file.Path).ShouldBe(["a.py"]);
        snapshot.Notes.ShouldContain(new SnapshotNote("pkg/secret.py", SkipReason.SymbolicLink));
        snapshot.Notes.ShouldContain(new SnapshotNote("link.py", SkipReason.SymbolicLink));
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_read_gives_no_verdict()
    {
        using var source = TestRepository.Create();
        source.Commit(("a.py", "x = 1\n"));
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromWorktreeAsync(repository);
        source.Write("a.py", "x = 3\n");
        (await Should.ThrowAsync<Core.CheckException>(() => snapshot.ReadTextAsync("a.py"))).ExitCode.ShouldBe(Core.ExitCode.NoVerdict);
    }
}
