using System.Diagnostics;
using System.Text;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Tests.Git;

/// <summary>A real repository with fixed identity and dates, so that its hashes are the same on every machine.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly TempFolder _parent = new();

    private TestRepository(string name) => Top = Path.Combine(_parent.Path, name);

    public string Top { get; }

    public static TestRepository Create()
    {
        var repository = new TestRepository("repo");
        Directory.CreateDirectory(repository.Top);
        repository.Git("init", "--quiet", "-b", "main");
        return repository;
    }

    /// <summary>Clones over the file transport, which honours <c>--depth</c>.</summary>
    public TestRepository Clone(params string[] options)
    {
        var clone = new TestRepository("clone");
        Run(_parent.Path, [], ["clone", "--quiet", .. options, "file://" + Top, clone.Top]);
        return clone;
    }

    public Task<GitRepository> OpenAsync() => GitRepository.OpenAsync(Top);

    public void Write(string path, string content)
    {
        var full = Path.Combine(Top, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }

    /// <summary>Writes files, commits all, and gives the commit's hash.</summary>
    public string Commit(params (string Path, string Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            Write(path, content);
        }

        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "-m", "change");
        return Git("rev-parse", "HEAD");
    }

    public string Git(params string[] arguments) => Run(Top, [], arguments);

    public string GitWithInput(byte[] input, params string[] arguments) => Run(Top, input, arguments);

    /// <summary>Commits a tree given as <c>mktree -z</c> entries, which need not be fit for a checkout.</summary>
    public string CommitTree(params byte[][] entries)
    {
        var tree = GitWithInput([.. entries.SelectMany(entry => entry.Append((byte)0))], "mktree", "-z");
        return Git("commit-tree", tree, "-m", "made by hand");
    }

    public byte[] Entry(string name, string content = "x = 1\n", string mode = "100644") => Entry(Encoding.UTF8.GetBytes(name), content, mode);

    public byte[] Entry(byte[] name, string content = "x = 1\n", string mode = "100644")
    {
        var blob = GitWithInput(Encoding.UTF8.GetBytes(content), "hash-object", "-w", "--stdin");
        return [.. Encoding.UTF8.GetBytes($"{mode} blob {blob}\t"), .. name];
    }

    public string LooseObject(string id) => Path.Combine(Top, ".git", "objects", id[..2], id[2..]);

    public void Dispose() => _parent.Dispose();

    private static string Run(string folder, byte[] input, string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "protocol.file.allow=always", "-c", "commit.gpgsign=false", .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        foreach (var role in new[] { "AUTHOR", "COMMITTER" })
        {
            start.Environment[$"GIT_{role}_NAME"] = "Test";
            start.Environment[$"GIT_{role}_EMAIL"] = "test@example.org";
            start.Environment[$"GIT_{role}_DATE"] = "2024-01-01T00:00:00Z";
        }

        using var process = Process.Start(start)!;
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {errors.GetAwaiter().GetResult()}");
    }
}
