using ContractCheck.Core;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Tests.Git;

public sealed class SnapshotFolderTests
{
    [Fact]
    public async Task Writes_python_and_small_text_only()
    {
        using var source = TestRepository.Create();
        source.Commit(
            ("shop/order.py", "x = 1\n"), ("VERSION", "1.0\n"), ("config/app.yaml", "a: 1\n"), ("empty.py", ""), ("logo.png", "png"),
            ("big.json", new string('1', 300_000)), ("big.py", new string('1', (4 * 1024 * 1024) + 1)), ("shop/stub.pyi", "x: int\n"));
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, await repository.ResolveAsync("HEAD"));
        await using var folder = SnapshotFolder.Create();
        var written = await folder.WriteAsync(snapshot, "head", SnapshotLimits.Default);
        Names(written.Root).ShouldBe(["VERSION", "config/app.yaml", "empty.py", "shop/order.py"]);
        written.FileCount.ShouldBe(4);
        written.Bytes.ShouldBe(15);
        written.Notes.ShouldBe([new("big.json", SkipReason.TooLarge), new("big.py", SkipReason.TooLarge)]);
        (await File.ReadAllTextAsync(Path.Combine(written.Root, "shop/order.py"))).ShouldBe("x = 1\n");
    }

    [Fact]
    public async Task Content_that_two_revisions_share_is_written_once()
    {
        using var source = TestRepository.Create();
        var one = source.Commit(("same.py", "x = 1\n"), ("changed.py", "old\n"));
        var two = source.Commit(("changed.py", "new\n"), ("copy.py", "x = 1\n"));
        await using var repository = await source.OpenAsync();
        await using var folder = SnapshotFolder.Create();
        var first = await folder.WriteAsync(await SourceSnapshot.FromCommitAsync(repository, one), "base", SnapshotLimits.Default);
        var second = await folder.WriteAsync(await SourceSnapshot.FromCommitAsync(repository, two), "head", SnapshotLimits.Default);
        Links(Path.Combine(first.Root, "same.py")).ShouldBe("3");
        Links(Path.Combine(second.Root, "changed.py")).ShouldBe("1");
        (await File.ReadAllTextAsync(Path.Combine(first.Root, "changed.py"))).ShouldBe("old\n");
        (await File.ReadAllTextAsync(Path.Combine(second.Root, "changed.py"))).ShouldBe("new\n");
        (await File.ReadAllTextAsync(Path.Combine(second.Root, "copy.py"))).ShouldBe("x = 1\n");
    }

    [Fact]
    public async Task A_file_kept_beside_the_snapshots_can_be_read_by_the_worker_and_goes_with_the_folder()
    {
        using var source = TestRepository.Create();
        var commit = source.Commit(("a.py", "a = 1\n"));
        await using var repository = await source.OpenAsync();
        await using var folder = SnapshotFolder.Create();
        var written = await folder.WriteAsync(await SourceSnapshot.FromCommitAsync(repository, commit), "head", SnapshotLimits.Default);
        var kept = await folder.KeepAsync("scan", new byte[] { 0xff, 0x00 });
        (await File.ReadAllBytesAsync(kept)).ShouldBe([0xff, 0x00]);
        Path.GetDirectoryName(kept).ShouldBe(Path.GetDirectoryName(written.Root));
        File.GetUnixFileMode(kept).ShouldBe(File.GetUnixFileMode(Path.Combine(written.Root, "a.py")));
        await folder.DisposeAsync();
        File.Exists(kept).ShouldBeFalse();
    }

    [Fact]
    public async Task The_folder_is_private_and_leaves_nothing_behind()
    {
        using var source = TestRepository.Create();
        var commit = source.Commit(("a.py", "x = 1\n"));
        await using var repository = await source.OpenAsync();
        var folder = SnapshotFolder.Create();
        await folder.WriteAsync(await SourceSnapshot.FromCommitAsync(repository, commit), "head", SnapshotLimits.Default);
        var path = folder.Path.ShouldNotBeNull();
        (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite))
            .ShouldBe(UnixFileMode.None);
        await folder.DisposeAsync();
        Directory.Exists(path).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, 1000, "1 files", "'files'")]
    [InlineData(10, 11, "11 bytes", "'files-mib'")]
    public async Task More_than_a_limit_gives_no_verdict_and_names_the_limit(int files, long bytes, string named, string setting)
    {
        using var source = TestRepository.Create();
        var commit = source.Commit(("a.py", "x = 1\n"), ("b.py", "x = 2\n"));
        await using var repository = await source.OpenAsync();
        await using var folder = SnapshotFolder.Create();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, commit);
        var error = await Should.ThrowAsync<CheckException>(() => folder.WriteAsync(snapshot, "head", new SnapshotLimits { Files = files, TotalBytes = bytes }));
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.Message.ShouldContain($"the limit is {named}");
        error.WayOut!.ShouldContain(setting);
    }

    [Fact]
    public async Task A_name_that_is_both_file_and_folder_gives_no_verdict()
    {
        using var source = TestRepository.Create();
        var inner = source.GitWithInput([.. source.Entry("b.py"), 0], "mktree", "-z");
        var commit = source.CommitTree(source.Entry("a"), System.Text.Encoding.ASCII.GetBytes($"040000 tree {inner}\ta"));
        await using var repository = await source.OpenAsync();
        await using var folder = SnapshotFolder.Create();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, commit);
        (await Should.ThrowAsync<CheckException>(() => folder.WriteAsync(snapshot, "head", SnapshotLimits.Default))).ExitCode.ShouldBe(ExitCode.NoVerdict);
    }

    [Fact]
    public async Task Working_tree_and_commit_lie_side_by_side()
    {
        using var source = TestRepository.Create();
        var commit = source.Commit(("a.py", "old\n"), ("b.py", "same\n"));
        source.Write("a.py", "new\n");
        await using var repository = await source.OpenAsync();
        await using var folder = SnapshotFolder.Create();
        var before = await folder.WriteAsync(await SourceSnapshot.FromCommitAsync(repository, commit), "base", SnapshotLimits.Default);
        var after = await folder.WriteAsync(await SourceSnapshot.FromWorktreeAsync(repository), "head", SnapshotLimits.Default);
        (await File.ReadAllTextAsync(Path.Combine(before.Root, "a.py"))).ShouldBe("old\n");
        (await File.ReadAllTextAsync(Path.Combine(after.Root, "a.py"))).ShouldBe("new\n");
        Links(Path.Combine(after.Root, "b.py")).ShouldBe("2");
    }

    private static IEnumerable<string> Names(string root) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path)).Order(StringComparer.Ordinal);

    private static string Links(string path)
    {
        using var stat = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%h", path])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        return stat.StandardOutput.ReadToEnd().Trim();
    }
}
