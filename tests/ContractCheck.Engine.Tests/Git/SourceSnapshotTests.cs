using System.Text;
using ContractCheck.Core;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Tests.Git;

public sealed class SourceSnapshotTests
{
    [Fact]
    public async Task Lists_files_with_their_blobs_and_reads_text()
    {
        using var source = TestRepository.Create();
        source.Commit(("shop/order.py", "class Order: ...\n"), ("contracts/orders.yaml", "\uFEFFkind: DataContract\n"));
        var snapshot = await HeadAsync(source);
        snapshot.Files.Select(file => file.Path).ShouldBe(["contracts/orders.yaml", "shop/order.py"]);
        snapshot.Find("shop/order.py")!.BlobId.ShouldBe(source.Git("rev-parse", "HEAD:shop/order.py"));
        (await snapshot.ReadTextAsync("contracts/orders.yaml")).ShouldBe("kind: DataContract\n");
        (await snapshot.ReadTextAsync("contracts/other.yaml")).ShouldBeNull();
        (await snapshot.ReadTextAsync("../outside.yaml")).ShouldBeNull();
    }

    [Fact]
    public async Task Text_that_is_not_utf8_or_too_large_is_wrong_usage()
    {
        using var source = TestRepository.Create();
        File.WriteAllBytes(Path.Combine(source.Top, "latin.yaml"), [0x61, 0xE9, 0x0A]);
        source.Commit(("huge.yaml", new string('x', (10 * 1024 * 1024) + 1)), ("fine.yaml", "a: 1\n"));
        var snapshot = await HeadAsync(source);
        (await Should.ThrowAsync<CheckException>(() => snapshot.ReadTextAsync("latin.yaml"))).ExitCode.ShouldBe(ExitCode.Usage);
        (await Should.ThrowAsync<CheckException>(() => snapshot.ReadTextAsync("huge.yaml"))).ExitCode.ShouldBe(ExitCode.Usage);
        (await snapshot.ReadTextAsync("fine.yaml")).ShouldBe("a: 1\n");
    }

    [Fact]
    public async Task Export_attributes_and_filters_hide_and_change_nothing()
    {
        using var source = TestRepository.Create();
        source.Commit(
            (".gitattributes", "hidden.py export-ignore\nsubst.py export-subst\nfiltered.py filter=evil\n"),
            ("hidden.py", "hidden\n"), ("subst.py", "$Format:%H$\n"), ("filtered.py", "plain\n"));
        source.Git("config", "filter.evil.smudge", "echo replaced");
        source.Git("config", "filter.evil.clean", "echo replaced");
        var snapshot = await HeadAsync(source);
        (await snapshot.ReadTextAsync("hidden.py")).ShouldBe("hidden\n");
        (await snapshot.ReadTextAsync("subst.py")).ShouldBe("$Format:%H$\n");
        (await snapshot.ReadTextAsync("filtered.py")).ShouldBe("plain\n");
    }

    [Fact]
    public async Task Links_and_submodules_are_left_out_with_a_note()
    {
        using var source = TestRepository.Create();
        var commit = source.Commit(("a.py", "x = 1\n"));
        File.CreateSymbolicLink(Path.Combine(source.Top, "passwd.py"), "/etc/passwd");
        source.Git("update-index", "--add", "--cacheinfo", $"160000,{commit},vendored");
        source.Git("add", "passwd.py");
        source.Git("commit", "--quiet", "-m", "links");
        var snapshot = await HeadAsync(source);
        snapshot.Files.Select(file => file.Path).ShouldBe(["a.py"]);
        snapshot.Notes.ShouldBe([new("passwd.py", SkipReason.SymbolicLink), new("vendored", SkipReason.Submodule)]);
    }

    [Theory]
    [InlineData(".git")]
    [InlineData(".GIT")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a\\b.py")]
    [InlineData("a\nb.py")]
    [InlineData("a\u001bb.py")]
    public async Task Names_that_could_escape_or_hide_are_left_out_with_a_note(string name)
    {
        using var source = TestRepository.Create();
        var commit = source.CommitTree(source.Entry(name), source.Entry("z.py"));
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, commit);
        snapshot.Files.Select(file => file.Path).ShouldBe(["z.py"]);
        snapshot.Notes.ShouldBe([new(name, SkipReason.UnsafeName)]);
    }

    [Fact]
    public async Task A_name_too_long_for_a_file_system_is_left_out_with_a_note()
    {
        using var source = TestRepository.Create();
        var name = new string('a', 256) + ".py";
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, source.CommitTree(source.Entry(name)));
        snapshot.Notes.ShouldBe([new(name, SkipReason.UnsafeName)]);
    }

    [Fact]
    public async Task A_name_that_is_not_utf8_is_left_out_with_a_note()
    {
        using var source = TestRepository.Create();
        var commit = source.CommitTree(source.Entry([.. "caf"u8, 0xE9, .. ".py"u8]), source.Entry("grüße.py"));
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, commit);
        snapshot.Files.Select(file => file.Path).ShouldBe(["grüße.py"]);
        snapshot.Notes.ShouldBe([new("caf\uFFFD.py", SkipReason.NameNotUtf8)]);
    }

    [Fact]
    public async Task Of_two_names_that_differ_in_case_one_is_left_out_with_a_note()
    {
        using var source = TestRepository.Create();
        var commit = source.CommitTree(source.Entry("Order.py"), source.Entry("order.py"));
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, commit);
        snapshot.Files.Select(file => file.Path).ShouldBe(["Order.py"]);
        snapshot.Notes.ShouldBe([new("order.py", SkipReason.CaseCollision)]);
    }

    [Fact]
    public async Task A_damaged_blob_gives_no_verdict()
    {
        using var source = TestRepository.Create();
        source.Commit(("a.py", "x = 1\n"));
        var path = source.LooseObject(source.Git("rev-parse", "HEAD:a.py"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 0xFF;
        await File.WriteAllBytesAsync(path, bytes);
        await ShouldGiveNoVerdictAsync(source, "a.py");
    }

    [Fact]
    public async Task A_blob_whose_content_was_swapped_gives_no_verdict()
    {
        using var source = TestRepository.Create();
        source.Commit(("a.py", "x = 1\n"), ("b.py", "x = 2\n"));
        var path = source.LooseObject(source.Git("rev-parse", "HEAD:a.py"));
        File.Delete(path);
        File.Copy(source.LooseObject(source.Git("rev-parse", "HEAD:b.py")), path);
        await ShouldGiveNoVerdictAsync(source, "a.py");
    }

    [Fact]
    public async Task A_missing_blob_gives_no_verdict_and_does_not_stop_later_reads()
    {
        using var source = TestRepository.Create();
        source.Commit(("a.py", "x = 1\n"), ("b.py", "x = 2\n"));
        File.Delete(source.LooseObject(source.Git("rev-parse", "HEAD:a.py")));
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, await repository.ResolveAsync("HEAD"));
        await using var folder = SnapshotFolder.Create();
        var error = await Should.ThrowAsync<CheckException>(() => folder.WriteAsync(snapshot, "head", SnapshotLimits.Default));
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.Message.ShouldContain("missing");
        (await snapshot.ReadTextAsync("b.py")).ShouldBe("x = 2\n");
    }

    [Fact]
    public async Task A_missing_blob_that_is_no_python_is_left_out_with_a_note()
    {
        using var source = TestRepository.Create();
        source.Commit(("a.py", "x = 1\n"), ("data.json", "{}\n"), ("b.txt", "text\n"));
        File.Delete(source.LooseObject(source.Git("rev-parse", "HEAD:data.json")));
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, await repository.ResolveAsync("HEAD"));
        await using var folder = SnapshotFolder.Create();
        var written = await folder.WriteAsync(snapshot, "head", SnapshotLimits.Default);
        written.Notes.ShouldBe([new SnapshotNote("data.json", SkipReason.Absent)]);
        Directory.GetFiles(written.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["a.py", "b.txt"]);
    }

    [Fact]
    public async Task A_missing_tree_gives_no_verdict()
    {
        using var source = TestRepository.Create();
        source.Commit(("a/b.py", "x = 1\n"));
        File.Delete(source.LooseObject(source.Git("rev-parse", "HEAD:a")));
        var error = await Should.ThrowAsync<CheckException>(() => HeadAsync(source));
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.WayOut.ShouldNotBeNull().ShouldContain("git fetch --depth=1 origin ");
    }

    [Fact]
    public async Task A_partial_clone_fetches_nothing()
    {
        using var source = TestRepository.Create();
        source.Git("config", "uploadpack.allowFilter", "true");
        source.Commit(("a.py", "x = 1\n"));
        using var clone = source.Clone("--filter=blob:none", "--no-checkout");
        using var trap = new TempFolder();
        var fetched = Path.Combine(trap.Path, "fetched");
        clone.Git("config", "remote.origin.url", $"ext::sh -c 'touch% {fetched}'");
        await using var repository = await clone.OpenAsync();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, await repository.ResolveAsync("HEAD"));
        (await Should.ThrowAsync<CheckException>(() => snapshot.ReadTextAsync("a.py"))).ExitCode.ShouldBe(ExitCode.NoVerdict);
        File.Exists(fetched).ShouldBeFalse();
    }

    [Fact]
    public void The_hash_of_content_is_gits() =>
        ObjectId.OfBlob(Encoding.UTF8.GetBytes("hello\n")).ShouldBe("ce013625030ba8dba906f756967f9e9ca394464a");

    private static async Task ShouldGiveNoVerdictAsync(TestRepository source, string path)
    {
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, await repository.ResolveAsync("HEAD"));
        var error = await Should.ThrowAsync<CheckException>(() => snapshot.ReadTextAsync(path));
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.WayOut.ShouldNotBeNull().ShouldContain("git fsck");
    }

    // The snapshot keeps using the repository, so the caller's temporary folder must outlive it.
    private static async Task<SourceSnapshot> HeadAsync(TestRepository source)
    {
        var repository = await source.OpenAsync();
        return await SourceSnapshot.FromCommitAsync(repository, await repository.ResolveAsync("HEAD"));
    }
}
